package org.signet.classification.types;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.text.Normaliser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every type by a table of examples: published ones, and made ones on which another implementation
 * (python-stdnum) agrees.
 */
class TypeVectorsTest {
    private static final TypeDetector ALL = TypeDetector.ofAll();

    /** One line of the table. */
    record Vector(String type, boolean valid, String text, String source) {
        static Vector parse(String line) {
            String[] fields = line.split("\t", -1);
            return new Vector(fields[0], fields[1].equals("valid"), fields[2], fields[3]);
        }
    }

    private static List<Vector> vectors() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                Objects.requireNonNull(
                                        TypeVectorsTest.class.getResourceAsStream("vectors.tsv")),
                                StandardCharsets.UTF_8))) {
            return lines.lines().filter(l -> !l.startsWith("#")).map(Vector::parse).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Vector> valid() {
        return vectors().stream().filter(Vector::valid);
    }

    static Stream<Vector> wrong() {
        return vectors().stream().filter(vector -> !vector.valid());
    }

    private static int confidence(String type, String text) {
        return ALL.find(Normaliser.normalise(text, Integer.MAX_VALUE)).stream()
                .filter(finding -> finding.type().equals(type) && finding.valid())
                .mapToInt(Finding::confidence)
                .max()
                .orElse(0);
    }

    private static SensitiveType type(Vector vector) {
        return SensitiveTypes.named(vector.type()).orElseThrow();
    }

    private static String sentence(Vector vector) {
        List<String> words = type(vector).evidenceWords();
        return "This is my %s: %s, please keep it."
                .formatted(words.isEmpty() ? "number" : words.get(0), vector.text());
    }

    @ParameterizedTest
    @MethodSource("valid")
    void validValueShouldBeFoundWithEvidence(Vector vector) {
        assertThat(confidence(vector.type(), sentence(vector))).isGreaterThanOrEqualTo(75);
    }

    /** What a check digit proves is found alone, unless the type says that chance is too high. */
    @ParameterizedTest
    @MethodSource("valid")
    void checkedValueShouldBeFoundAlone(Vector vector) {
        SensitiveType type = type(vector);
        int alone = confidence(vector.type(), vector.text());
        boolean named = !type.id().endsWith("-vat") || Character.isLetter(vector.text().charAt(0));
        if (!type.checksum().isEmpty() && type.levels().alone() > 0 && named) {
            boolean unchecked = Set.of("cz-rodne-cislo", "sk-rodne-cislo").contains(type.id());
            assertThat(alone).isGreaterThanOrEqualTo(unchecked ? 0 : 65);
        } else {
            assertThat(alone).isLessThanOrEqualTo(type.levels().alone());
        }
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void wrongValueShouldNotBeFound(Vector vector) {
        assertThat(confidence(vector.type(), vector.text())).isZero();
        assertThat(confidence(vector.type(), sentence(vector))).isZero();
    }

    /** The confidence of a type does not depend on what else is looked for. */
    @ParameterizedTest
    @MethodSource("valid")
    void typeAloneShouldFindTheSame(Vector vector) {
        List<Finding> alone =
                TypeScanFixture.of(vector.type())
                        .find(Normaliser.normalise(sentence(vector), 9999));
        assertThat(alone)
                .containsExactlyElementsOf(
                        ALL.find(Normaliser.normalise(sentence(vector), 9999)).stream()
                                .filter(finding -> finding.type().equals(vector.type()))
                                .toList());
    }

    @Test
    void typesWithACheckShouldHaveExamplesOfBothKinds() {
        Set<String> valid = valid().map(Vector::type).collect(Collectors.toSet());
        Set<String> wrong = wrong().map(Vector::type).collect(Collectors.toSet());
        Set<String> without =
                SensitiveTypes.all().stream()
                        .filter(type -> !type.checksum().isEmpty())
                        .map(SensitiveType::id)
                        .filter(id -> !valid.contains(id) || !wrong.contains(id))
                        .collect(Collectors.toSet());
        assertThat(without).isEmpty();
    }
}
