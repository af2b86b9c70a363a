package org.signet.extension;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.extension.References.Member;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class ExtensionJarsTest {
    private static final Path ROOT = Path.of(System.getProperty("signet.root"));

    @ParameterizedTest
    @EnumSource
    void classesShouldBeOursUnlessListedWithAReason(DropInJar jar) throws Exception {
        Set<String> listed = packagesKeptWithAReason();
        List<String> strangers =
                jar.classes().stream()
                        .filter(name -> !name.startsWith("org/signet/"))
                        .filter(name -> listed.stream().noneMatch(name::startsWith))
                        .toList();

        assertThat(strangers).isEmpty();
    }

    /** The section «Not renamed» of the dependency overview: {@code - `package`: reason}. */
    private static Set<String> packagesKeptWithAReason() throws IOException {
        String overview = Files.readString(ROOT.resolve("docs/dependencies.md"));
        String section = overview.substring(overview.indexOf("## Not renamed"));
        Matcher lines = Pattern.compile("(?m)^- `([a-z.]+)`: \\S.*").matcher(section);
        Set<String> packages = new TreeSet<>();
        while (lines.find()) {
            packages.add(lines.group(1).replace('.', '/') + "/");
        }
        assertThat(packages).isNotEmpty();
        return packages;
    }

    @Test
    void everyLibraryShouldBeInTheOverview() throws Exception {
        String overview = Files.readString(ROOT.resolve("docs/dependencies.md"));
        List<String> missing = new ArrayList<>();
        for (String library : bundledLibraries()) {
            String family = library.substring(0, library.indexOf('-') + 1) + "*";
            if (!overview.contains("`" + library + "`") && !overview.contains("`" + family + "`")) {
                missing.add(library);
            }
        }

        assertThat(missing).isEmpty();
    }

    /** The artifacts of the build's own list of what the jars are made of. */
    private static Set<String> bundledLibraries() throws IOException {
        Set<String> libraries = new TreeSet<>();
        for (Path jar : DropInJar.classPath(ROOT.resolve("extension/target/libraries"))) {
            String artifact = jar.getFileName().toString().replaceFirst("-\\d[^/]*\\.jar$", "");
            if (!artifact.startsWith("signet-")) {
                libraries.add(artifact);
            }
        }
        assertThat(libraries).contains("bcprov-jdk18on");
        return libraries;
    }

    @ParameterizedTest
    @EnumSource
    void listedPackagesShouldBeUnknownToBothJames(DropInJar jar) throws Exception {
        Set<String> listed = packagesKeptWithAReason();
        List<String> clashes = new ArrayList<>();
        for (Path library : jar.jamesClassPath()) {
            try (java.util.jar.JarFile opened = new java.util.jar.JarFile(library.toFile())) {
                opened.stream()
                        .map(entry -> entry.getName())
                        .filter(name -> listed.stream().anyMatch(name::startsWith))
                        .forEach(name -> clashes.add(library.getFileName() + "!" + name));
            }
        }

        assertThat(clashes).isEmpty();
    }

    @Test
    void jarForJames38ShouldNotNameTheJakartaPackages() throws Exception {
        assertThat(
                        namesIn(
                                DropInJar.FOR_JAMES_3_8,
                                "jakarta.mail.",
                                "jakarta.activation.",
                                "jakarta.inject.",
                                "jakarta.annotation.",
                                "org.eclipse.angus."))
                .isEmpty();
    }

    @Test
    void jarForJames39ShouldNotNameTheJavaxPackages() throws Exception {
        assertThat(
                        namesIn(
                                DropInJar.FOR_JAMES_3_9,
                                "javax.mail.",
                                "javax.activation.",
                                "javax.inject.",
                                "com.sun.mail."))
                .isEmpty();
    }

    /** Uses of the given packages by any class: as types, of members and in string constants. */
    private static List<String> namesIn(DropInJar jar, String... packages) throws IOException {
        List<String> found = new ArrayList<>();
        jar.forEachClass(
                (name, references) ->
                        Stream.concat(
                                        references.texts().stream(),
                                        references.types().stream()
                                                .map(type -> type.replace('/', '.')))
                                .filter(text -> Stream.of(packages).anyMatch(text::contains))
                                .forEach(text -> found.add(name + " names " + text)));
        return found;
    }

    @ParameterizedTest
    @EnumSource
    void servicesShouldBeNamedAsTheirClassesAre(DropInJar jar) throws Exception {
        Set<String> classes = new TreeSet<>(jar.classes());
        List<String> wrong = new ArrayList<>();
        for (String entry : jar.entries()) {
            if (entry.startsWith("META-INF/services/")) {
                String service = entry.substring("META-INF/services/".length());
                boolean ours = classes.contains(service.replace('.', '/'));
                boolean ofTheJdk = service.startsWith("java.") || service.startsWith("javax.");
                if (!ours && !ofTheJdk) {
                    wrong.add(entry + " is a service nobody here has");
                }
                for (String provider : jar.lines(entry)) {
                    if (!classes.contains(provider.replace('.', '/'))) {
                        wrong.add(entry + " names " + provider);
                    }
                }
            }
        }

        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void helidonShouldFindEveryListOfItsModules(DropInJar jar) throws Exception {
        List<String> listed = jar.lines("META-INF/helidon/manifest");
        List<String> present =
                jar.entries().stream()
                        .filter(entry -> entry.startsWith("META-INF/helidon/"))
                        .filter(entry -> !entry.equals("META-INF/helidon/manifest"))
                        .toList();

        assertThat(listed).isNotEmpty().containsExactlyInAnyOrderElementsOf(present);
    }

    @ParameterizedTest
    @EnumSource
    void jarShouldNotInstallItselfIntoTheJvm(DropInJar jar) throws Exception {
        assertThat(jar.entries())
                .doesNotContain(
                        "META-INF/services/java.security.Provider",
                        "META-INF/services/java.net.spi.InetAddressResolverProvider")
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)"));
    }

    @ParameterizedTest
    @EnumSource
    void everyReferenceShouldLeadToSomething(DropInJar jar) throws Exception {
        OptionalReferences optional = new OptionalReferences();

        assertThat(danglingReferences(jar))
                .filteredOn(reference -> !optional.allow(reference.from(), reference.to()))
                .isEmpty();
    }

    @Test
    void optionalReferencesShouldAllBeNeededByOneOfTheJars() throws Exception {
        OptionalReferences optional = new OptionalReferences();
        for (DropInJar jar : DropInJar.values()) {
            for (Dangling reference : danglingReferences(jar)) {
                optional.allow(reference.from(), reference.to());
            }
        }

        assertThat(optional.unused()).isEmpty();
    }

    /** A class, and the type or member it names that is not there. */
    private record Dangling(String from, String to) {}

    private static final Map<DropInJar, List<Dangling>> FOUND = new EnumMap<>(DropInJar.class);

    private static List<Dangling> danglingReferences(DropInJar jar) throws IOException {
        List<Dangling> known = FOUND.get(jar);
        if (known != null) {
            return known;
        }
        List<Dangling> dangling = new ArrayList<>();
        try (URLClassLoader loader = loader(jar)) {
            World world = new World(loader);
            jar.forEachClass(
                    (name, references) -> {
                        for (String type : references.types()) {
                            if (!world.has(type)) {
                                dangling.add(new Dangling(name, type));
                            }
                        }
                        for (Member member : references.members()) {
                            if (world.has(member.owner()) && !world.has(member)) {
                                dangling.add(
                                        new Dangling(name, member.owner() + "/" + member.name()));
                            }
                        }
                    });
        }
        FOUND.put(jar, dangling);
        return dangling;
    }

    @ParameterizedTest
    @EnumSource
    void everyClassShouldLoadAndLinkInItsJames(DropInJar jar) throws Exception {
        OptionalReferences optional = new OptionalReferences();
        Set<String> broken = new TreeSet<>();
        try (URLClassLoader loader = loader(jar)) {
            for (String name : jar.classes()) {
                try {
                    // asking for the declared fields makes the JVM verify and link the class
                    assertThat(
                                    Class.forName(name.replace('/', '.'), false, loader)
                                            .getDeclaredFields())
                            .isNotNull();
                } catch (NoClassDefFoundError e) {
                    if (!optional.allow(name, missing(e))) {
                        broken.add(name + ": " + e);
                    }
                } catch (LinkageError e) {
                    broken.add(name + ": " + e);
                }
            }
        }

        assertThat(broken).isEmpty();
    }

    /** The class that an error is about; the JVM writes it with slashes or as a class name. */
    private static String missing(NoClassDefFoundError error) {
        return error.getMessage().replace('.', '/');
    }

    /** Sees what an extension sees: James first, then the jar. */
    private static URLClassLoader loader(DropInJar jar) throws IOException {
        List<URL> urls = new ArrayList<>();
        for (Path library : jar.jamesClassPath()) {
            urls.add(library.toUri().toURL());
        }
        urls.add(jar.path().toUri().toURL());
        return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    }
}
