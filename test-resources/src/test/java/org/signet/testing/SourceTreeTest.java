package org.signet.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What holds for every Java source of the project; {@code bin/format} mends the format. */
class SourceTreeTest {
    private static final Path ROOT = Path.of(System.getProperty("signet.root"));
    private static final Pattern LOOSE_CITATION =
            Pattern.compile("RFC[-_]?\\d{3,5}\\b(?!\\w)|RFC \\d{3,5},? (section|sec\\.|Section) ");
    private static final boolean REWRITE = Boolean.getBoolean("signet.format");

    private static List<Path> sources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            List<Path> found = new ArrayList<>();
            for (Path module :
                    modules.map(m -> m.resolve("src")).filter(Files::isDirectory).toList()) {
                try (Stream<Path> files = Files.walk(module)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
                }
            }
            assertThat(found).as("Java sources below %s", ROOT).isNotEmpty();
            return found;
        }
    }

    @Test
    void everySourceShouldBeFormatted() throws Exception {
        Formatter formatter =
                new Formatter(JavaFormatterOptions.builder().style(Style.AOSP).build());
        List<Path> unformatted = new ArrayList<>();
        for (Path source : sources()) {
            String text = Files.readString(source);
            String formatted =
                    formatter.formatSource(
                            RemoveUnusedImports.removeUnusedImports(
                                    ImportOrderer.reorderImports(text, Style.AOSP)));
            if (!formatted.equals(text)) {
                if (REWRITE) {
                    Files.writeString(source, formatted);
                } else {
                    unformatted.add(ROOT.relativize(source));
                }
            }
        }
        assertThat(unformatted).as("sources that bin/format would change").isEmpty();
    }

    @Test
    void citationsShouldHaveTheFormRfcNumberParagraph() throws Exception {
        List<String> loose = new ArrayList<>();
        for (Path source : sources()) {
            if (source.endsWith("SourceTreeTest.java")) {
                continue;
            }
            List<String> lines = Files.readAllLines(source);
            for (int i = 0; i < lines.size(); i++) {
                if (LOOSE_CITATION.matcher(lines.get(i)).find()) {
                    loose.add(ROOT.relativize(source) + ":" + (i + 1) + " " + lines.get(i).strip());
                }
            }
        }
        assertThat(loose).as("citations not of the form «RFC 7672 §2.2»").isEmpty();
    }
}
