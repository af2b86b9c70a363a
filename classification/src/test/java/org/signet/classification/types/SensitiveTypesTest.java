package org.signet.classification.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.classification.text.Normaliser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

class SensitiveTypesTest {
    private static final Path PAGE = Path.of("../docs/classification.md");
    private static final String BEGIN = "<!-- table of types: written by a test -->\n";
    private static final String END = "<!-- end of the table of types -->\n";

    @Test
    void thereShouldBeAHundredTypesOfFortyFiveCountries() {
        assertThat(SensitiveTypes.all()).hasSizeGreaterThanOrEqualTo(100);
        Set<String> countries =
                SensitiveTypes.all().stream()
                        .filter(
                                type ->
                                        type.family() == Family.NATIONAL_ID
                                                || type.family() == Family.TAX_ID)
                        .flatMap(type -> type.countries().stream())
                        .collect(Collectors.toSet());
        assertThat(countries).hasSizeGreaterThanOrEqualTo(45);
        assertThat(countries).isSubsetOf(Set.of(Locale.getISOCountries()));
    }

    @Test
    void everyTypeShouldNameItsSource() {
        assertThat(SensitiveTypes.all()).allSatisfy(type -> assertThat(type.source()).isNotBlank());
    }

    /** What proves nothing by itself must have words that make it likely, in a language. */
    @Test
    void typeWithoutACheckShouldHaveEvidence() {
        assertThat(SensitiveTypes.all())
                .filteredOn(type -> type.levels().alone() == 0)
                .allSatisfy(type -> assertThat(type.evidence()).isNotEmpty());
    }

    @Test
    void evidenceShouldBeNormalised() {
        assertThat(SensitiveTypes.all())
                .flatMap(SensitiveType::evidenceWords)
                .allSatisfy(word -> assertThat(Normaliser.normalise(word)).isEqualTo(word));
    }

    @Test
    void typeShouldBeKnownByItsIdOnly() {
        assertThat(SensitiveTypes.named("de-tax-id").orElseThrow().countries())
                .containsExactly("DE");
        assertThat(SensitiveTypes.named("DE-TAX-ID")).isEmpty();
    }

    @Test
    void operatorsPageShouldListEveryType() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("signet.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
        }
        assertThat(page.substring(begin, end))
                .as("run with -Dsignet.write=true to write the table")
                .isEqualTo(table());
    }

    private static String table() {
        StringBuilder table =
                new StringBuilder(
                        "| id | what | where | check | evidence in | confidence | source |\n");
        table.append("|---|---|---|---|---|---|---|\n");
        for (SensitiveType type : SensitiveTypes.all()) {
            Levels levels = type.levels();
            table.append("| `").append(type.id()).append("` | ").append(type.name());
            table.append(" | ").append(String.join(" ", type.countries()));
            table.append(" | ").append(type.checksum());
            table.append(" | ").append(String.join(" ", sorted(type.evidence().keySet())));
            table.append(" | ").append(shown(levels.alone())).append(" / ");
            table.append(shown(levels.plausible())).append(" / ").append(shown(levels.certain()));
            table.append(" | ").append(type.source()).append(" |\n");
        }
        return table.toString();
    }

    private static List<String> sorted(Set<String> words) {
        return words.stream().sorted().toList();
    }

    private static String shown(int level) {
        return level == 0 ? "-" : Integer.toString(level);
    }
}
