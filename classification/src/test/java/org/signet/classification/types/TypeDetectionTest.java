package org.signet.classification.types;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.detect.TypeScan;
import org.signet.classification.text.Normaliser;
import org.signet.classification.text.TracedText;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** How findings come about: evidence, overlaps, near misses, work. */
class TypeDetectionTest {
    private static final TypeDetector ALL = TypeDetector.ofAll();

    private static List<Finding> find(String text) {
        return ALL.find(Normaliser.normalise(text, Integer.MAX_VALUE));
    }

    private static int confidence(String type, String text) {
        return find(text).stream()
                .filter(finding -> finding.type().equals(type))
                .mapToInt(Finding::confidence)
                .max()
                .orElse(0);
    }

    @ParameterizedTest
    @CsvSource({
        "nl-bsn, bsn, 111222333, 65, 85",
        "payment-card, cvv, 4111111111111111, 65, 85",
        "us-ssn, ssn, 536-90-4399, 0, 85",
        "us-ssn, ssn, 536904399, 0, 75",
        "uk-nino, nino, AB123456C, 0, 85",
        "fr-passport, passeport, 12AB34567, 0, 75",
        "bic, swift, DEUTDEFF500, 0, 75",
    })
    void evidenceShouldReach300CharactersEitherWay(
            String type, String word, String value, int alone, int with) {
        String near = "x".repeat(299 - word.length()) + " ";
        String far = "x".repeat(300 - word.length()) + " ";
        assertThat(confidence(type, value)).isEqualTo(alone);
        assertThat(confidence(type, word + " " + near.substring(1) + value)).isEqualTo(with);
        assertThat(confidence(type, word + " " + far.substring(1) + value)).isEqualTo(alone);
        assertThat(confidence(type, value + " " + near.substring(1) + word)).isEqualTo(with);
        assertThat(confidence(type, value + " " + far.substring(1) + word)).isEqualTo(alone);
    }

    @ParameterizedTest
    @CsvSource({
        "bsnx 111222333",
        "xbsn 111222333",
    })
    void evidenceShouldBeAWholeWord(String text) {
        assertThat(confidence("nl-bsn", text)).isEqualTo(65);
    }

    @Test
    void cardShouldNotBeATelephoneNumberToo() {
        assertThat(find("call me, card 4111 1111 1111 1111, phone"))
                .extracting(Finding::type)
                .containsExactly("payment-card");
    }

    @Test
    void numbersInAnIbanShouldBeThoseOfTheIban() {
        assertThat(find("account ES79 4076 2008 8951 1371 7030, visa"))
                .extracting(Finding::type)
                .containsExactly("iban");
    }

    @Test
    void numberAloneShouldBeOfEveryTypeItMayBe() {
        assertThat(find("123456782"))
                .extracting(Finding::type)
                .contains("ca-sin", "au-tfn", "nl-bsn");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "41111111-1111-4111-1111-111222333000",
                "order_111222333",
                "3.111222333",
                "111222333.5",
                "$111222333",
                "+111222333",
                "a111222333",
                "111222333b",
                "12-111222333",
                "111222333@mail.test",
                "000000000",
                "999999999",
            })
    void partOfSomethingElseShouldNotBeANumber(String text) {
        assertThat(confidence("nl-bsn", text)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 111 222 333 444", "111 222 333 4"})
    void partOfARowOfGroupsShouldNeedEvidence(String text) {
        assertThat(confidence("nl-bsn", text)).isZero();
        assertThat(confidence("nl-bsn", "bsn " + text)).isEqualTo(85);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"111-222.333", "111 222-333", "111\n222\n333", "111/222/333", "111,222,333"})
    void gapsShouldBeOfOneKind(String text) {
        assertThat(confidence("nl-bsn", "bsn " + text)).isZero();
    }

    @Test
    void nearMissShouldBeReportedOnRequestOnly() {
        String text = "bsn 111222334";
        List<Finding> near = new ArrayList<>();
        ALL.scan().withNearMisses().accept(text.toCharArray(), near::add);
        assertThat(near)
                .filteredOn(finding -> finding.type().equals("nl-bsn"))
                .singleElement()
                .satisfies(
                        finding -> {
                            assertThat(finding.valid()).isFalse();
                            assertThat(finding.confidence()).isZero();
                        });
        assertThat(confidence("nl-bsn", text)).isZero();
    }

    @Test
    void sameValueShouldHaveTheSameFingerprintHoweverWritten() {
        assertThat(find("payment 4111 1111 1111 1111; 4111-1111-1111-1111; 4111111111111111"))
                .extracting(Finding::value)
                .hasSize(3)
                .containsOnly(find("4111111111111111").get(0).value());
    }

    @ParameterizedTest
    @CsvSource({
        "4111111111111111, 0, 16",
        "'x 4111 1111 1111 1111 y', 2, 21",
        "😀4111111111111111, 2, 18",
        "４１１１１１１１１１１１１１１１, 0, 16",
        "'4111\u200B1111 \u00A01111\u00AD1111.', -1, -1",
        "'e\u0301 4111111111111111', 3, 19",
        "'ﬁ  4111111111111111', 3, 19",
    })
    void offsetsShouldLeadBackToTheOriginal(String line, int start, int end) {
        TracedText text = Normaliser.trace(line);
        List<Finding> found = ALL.find(text.text());
        if (start < 0) {
            assertThat(found).isEmpty();
        } else {
            assertThat(found).extracting(Finding::type).contains("payment-card");
            assertThat(text.start(found.get(0).start())).isEqualTo(start);
            assertThat(text.end(found.get(0).end())).isEqualTo(end);
        }
    }

    /** Near misses of each family. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111112 ",
                "4111 1111 1111 1112 ",
                "cvv 4111111111111112 12/27 ",
                "DE89370400440532013001 ",
                "DE89 3704 0044 0532 0130 01 ",
                "ssn 000-12-3456 ",
                "bsn 111222334 ",
                "1 ",
                "1-",
                "1.",
                "a1b2c3d4e5",
                "123456789\t",
                "12/27/",
                "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18 ",
                "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3 ",
                "eyJ",
                "eyJhbGciOiJub25lIn0.",
                "-----BEGIN PRIVATE KEY-----",
                "-----BEGIN ",
                "+491234567 ",
                "(415) 555-267 ",
                "0301234567 tel ",
                "a@",
                "a@b.",
                "1.2.3.",
                "::",
                "1:2:",
                "00:11:22:33:44:",
                "password=",
                "password=a;",
                "AccountKey=",
                "sig=",
                "DEUTDEF1 ",
                "P<",
                "tel ",
                "passport number 123456789 ",
                "hooks.slack.com/services/",
                "://a:b@"
            })
    void workShouldBeInProportion(String unit) {
        char[] text = unit.repeat(1_000_000 / unit.length()).toCharArray();
        TypeScan scan = ALL.scan();
        int[] findings = new int[1];
        scan.accept(text, finding -> findings[0]++);
        assertThat(scan.work()).isLessThan(60L * text.length);
        assertThat(findings[0]).isLessThan(text.length);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cvv 4111111111111112 12/27 ",
                "DE89 3704 0044 0532 0130 01 ",
                "bsn 111222334 ",
                "ghp_zQWBuTSOoRi4A9spHcVY5ncnsDkxkJ0mLq18 ",
                "1 "
            })
    void workShouldBeInProportionToTenMegabytes(String unit) {
        char[] text = unit.repeat(10_000_000 / unit.length()).toCharArray();
        TypeScan scan = ALL.scan();
        scan.accept(text, finding -> assertThat(finding.type()).isNotEqualTo("payment-card"));
        assertThat(scan.work()).isLessThan(30L * text.length);
    }

    /** Texts put together from what formats are made of, at random. */
    @Test
    void anyTextShouldBeLookedThrough() {
        String[] parts = {
            "4111",
            "1111",
            "DE",
            "89",
            " ",
            "-",
            ".",
            "/",
            "\n",
            "\t",
            "+",
            "(",
            ")",
            "@",
            ":",
            "=",
            "<",
            "_",
            "eyJ",
            "bsn",
            "ssn",
            "visa",
            "tel",
            "password",
            "AKIA",
            "ghp_",
            "-----BEGIN ",
            "é",
            "身份证",
            "😀",
            "0x",
            "bc1",
            "x",
            "K",
            "756",
            "CHE",
            "00",
            "1:",
            "sv=20",
            "sig=",
            "://",
            "~",
            "Q~"
        };
        Random random = new Random(20261123);
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                text.append(parts[random.nextInt(parts.length)]);
            }
            TracedText traced = Normaliser.trace(text);
            int last = 0;
            for (Finding finding : ALL.find(traced.text())) {
                assertThat(finding.start())
                        .as("seed 20261123: %s", text)
                        .isBetween(last, finding.end() - 1);
                assertThat(finding.end()).isLessThanOrEqualTo(traced.text().length());
                assertThat(traced.end(finding.end())).isGreaterThan(traced.start(finding.start()));
                last = finding.start();
            }
        }
    }

    @Test
    void typeOfAnOperatorShouldBeFoundLikeABuiltInOne() {
        SensitiveType own =
                SensitiveType.type("staff-number", "Staff number")
                        .format("ST-\\d{6}")
                        .range(value -> value.number(2, 8) > 0)
                        .evidence("en", "staff,employee")
                        .window(50)
                        .exclude("ST123456")
                        .build();
        TypeDetector detector = TypeDetector.of(List.of(own));
        assertThat(detector.find("employee ST-000042")).hasSize(1);
        assertThat(detector.find("employee ST-123456")).isEmpty();
        assertThat(detector.find("employee ST-000000")).isEmpty();
        assertThat(detector.find("employee" + " x".repeat(40) + " ST-000042")).isEmpty();
        assertThat(detector.find("4111111111111111")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'(', ')' is missing",
        "'[]', ']' is missing",
        "'\\d{3', '}' is missing",
        "'\\d{x}', not a count",
        "'\\d{5,3}', not a count",
        "'\\q', unknown",
        "'é', cannot stand",
        "'\\d{97}', matches 97",
        "'(\\d{90}){90}', matches",
        "'?', unexpected",
        "'', matches 0",
    })
    void brokenFormatShouldBeRefused(String pattern, String message) {
        assertThatThrownBy(() -> SensitiveType.type("a", "A").format(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
