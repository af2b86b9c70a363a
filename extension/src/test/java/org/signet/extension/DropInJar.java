package org.signet.extension;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.jar.JarFile;

/** One of the two jars, and the class path of the James that it is dropped into. */
enum DropInJar {
    FOR_JAMES_3_9("3.9"),
    FOR_JAMES_3_8("3.8");

    private static final Path TARGET = Path.of(System.getProperty("signet.jars"));
    private static final Path ROOT = Path.of(System.getProperty("signet.root"));

    private final String james;

    DropInJar(String james) {
        this.james = james;
    }

    Path path() {
        return TARGET.resolve(
                "signet-james-" + james + "-" + System.getProperty("signet.version") + ".jar");
    }

    List<Path> jamesClassPath() throws IOException {
        return classPath(ROOT.resolve("acceptance/james-" + james + "/target/classpath"));
    }

    /** Reads a class path that the build wrote into a file. */
    static List<Path> classPath(Path file) throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String jar : Files.readString(file).strip().split(File.pathSeparator, -1)) {
            jars.add(Path.of(jar));
        }
        return jars;
    }

    /** The names of all files in the jar. */
    List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(path().toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(entry -> entry.getName())
                    .toList();
        }
    }

    /** The names of all classes in the jar, as the byte code writes them. */
    List<String> classes() throws IOException {
        return entries().stream()
                .filter(name -> name.endsWith(".class"))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .toList();
    }

    /** What each class names outside itself, one class after the other. */
    void forEachClass(BiConsumer<String, References> look) throws IOException {
        try (JarFile jar = new JarFile(path().toFile())) {
            for (String name : classes()) {
                look.accept(name, References.of(read(jar, name + ".class")));
            }
        }
    }

    private static byte[] read(JarFile jar, String entry) throws IOException {
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return in.readAllBytes();
        }
    }

    List<String> lines(String entry) throws IOException {
        byte[] text;
        try (JarFile jar = new JarFile(path().toFile())) {
            text = read(jar, entry);
        }
        return new String(text, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
