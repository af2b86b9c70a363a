package org.signet.classification.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

class PaymentCardTest {
    private static final ScanFixture CARDS = ScanFixture.of("payment-card: {min-confidence: 65}");
    private static final ScanFixture SURE = ScanFixture.of("payment-card: {min-confidence: 85}");
    private static final String CARD = "4111111111111111";

    private static int found(String... texts) {
        return CARDS.tally(texts).unique();
    }

    /** Test numbers of the networks and payment services beside numbers that are close to them. */
    @ParameterizedTest
    @CsvSource({
        "Visa,                             4111111111111111,    true",
        "Visa,                             4012888888881881,    true",
        "Visa,                             4242424242424242,    true",
        "Visa wrong check digit,           4111111111111112,    false",
        "Visa two digits swapped,          4012888888818881,    false",
        "Visa of 13 digits,                4222222222222,       false",
        "Visa of 17 digits,                40000000000000006,   false",
        "Visa of 18 digits,                400000000000000002,  true",
        "Visa of 19 digits,                4000000000000000006, true",
        "Mastercard,                       5555555555554444,    true",
        "Mastercard,                       5105105105105100,    true",
        "Mastercard 2-series,              2223003122003222,    true",
        "Mastercard 2-series first,        2221000000000009,    true",
        "below Mastercard 2-series,        2220990000000002,    false",
        "Mastercard 2-series last,         2720990000000007,    true",
        "above Mastercard 2-series,        2721000000000004,    false",
        "between Mastercard and Maestro,   5600000000000003,    false",
        "American Express,                 378282246310005,     true",
        "American Express,                 371449635398431,     true",
        "American Express of 16 digits,    3400000000000000,    false",
        "Discover,                         6011111111111117,    true",
        "Discover,                         6011000990139424,    true",
        "Discover 644,                     6440000000000005,    true",
        "below Discover 644,               6430000000000007,    false",
        "Diners Club,                      30569309025904,      true",
        "Diners Club,                      38520000023237,      true",
        "Diners Club,                      36227206271667,      true",
        "Diners Club of 16 digits,         3056930009020004,    true",
        "above Diners Club 305,            30600000000001,      false",
        "JCB,                              3566002020360505,    true",
        "JCB,                              3530111333300000,    true",
        "JCB first,                        3528000000000007,    true",
        "below JCB,                        3527000000000008,    false",
        "JCB of 19 digits,                 3589000000000000009, true",
        "UnionPay,                         6200000000000005,    true",
        "UnionPay of 19 digits,            6205500000000000004, true",
        "RuPay,                            6074819900004939,    true",
        "RuPay 8172,                       8172000000000005,    true",
        "Maestro,                          6759649826438453,    true",
        "Maestro of 14 digits,             50180000000009,      true",
        "Maestro of 19 digits,             5018000000000000007, true",
        "airline,                          1000000000000008,    false",
        "national,                         9000000000000001,    false",
        "zeros,                            0000000000000000,    false",
    })
    void numberShouldBeTakenByNetworkLengthAndCheckDigit(
            String label, String number, boolean card) {
        assertThat(found("Pay with " + number + " please")).isEqualTo(card ? 1 : 0);
        assertThat(found(number)).isEqualTo(card ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "4111.1111.1111.1111",
                "4111  1111  1111  1111",
                "4111 - 1111 - 1111 - 1111",
                "4111 1111\n1111 1111",
                "4111-1111-\n1111-1111",
                "3782 822463 10005",
                "3782-822463-10005",
                "3056 930902 5904",
                "4000 0000 0000 0000 006",
                "620550 0000000000004",
                "(4111111111111111)",
                "card:4111111111111111;",
                "#4111111111111111.",
                "\"4111111111111111\",\"12\"",
                "1,4111111111111111,9",
                "4111111111111111/123",
                "卡号4111111111111111有效",
                "1. 4111 1111 1111 1111",
                "4111 1111 1111 1111 12/27 123",
                "2 4111 1111 1111 1111",
                "ID25 4111 1111 1111 1111",
                "4111 1111 1111 1111\n4111 1111 1111 1111",
            })
    void numberShouldBeFoundAsPeopleWriteIt(String text) {
        assertThat(found("Here: " + text + " -")).isEqualTo(1);
    }

    /** Long numbers of ordinary mail, and real card digits inside something that is no card. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "telephone | +49 30 901820 0, +1 (415) 555-2671, 0049 89 4111 1111 1111",
                "telephone with a plus | +4111111111111111",
                "timestamps | 20261123120500 1763899500 1763899500123 1763899500123456",
                "nanoseconds | 1763899500123456789",
                "dates | 2026-11-23 12:05:00, 23.11.2026, 11/23/2026",
                "UUID | 550e8400-e29b-41d4-a716-446655440000",
                "UUID of digits | 41111111-1111-4111-1111-111111111111",
                "SHA-1 | 4111111111111111f2a4e4b3c5d6e7f809111111",
                "hex before | a4111111111111111",
                "hex after | 4111111111111111b",
                "identifier | order_4111111111111111, 4111111111111111_2",
                "21 digits | 411111111111111100000",
                "20 digits | 41111111111111111111",
                "decimal fraction | 0.4111111111111111 and 3.4111111111111111",
                "decimal number | 4111111111111111.25",
                "dotted number | 1.4111.1111.1111.1111 and 4111.1111.1111.1111.5",
                "OID | 1.3.6.1.4.1.4111.1111.1111.1111",
                "IP addresses | 192.168.100.200 10.1.111.111",
                "EAN and ISBN | 4006381333931 978-3-16-148410-0 9783161484100",
                "IBAN in one | DE89370400440532013000",
                "IBAN in groups | FR76 3000 6000 0112 3456 7890 189 or GB29 NWBK 6016 1331 9268 19",
                "IBAN with a card's check digit | FR30 3000 6159 9825 9666 3747 662",
                "IBAN with a card's prefix | pay to ES79 4076 2008 8951 1371 7030 today",
                "columns | 4111\t1111\t1111\t1111",
                "wide columns | 4111    1111    1111    1111",
                "paragraphs | 4111 1111~~1111 1111",
                "lines | 4111~1111~1111~1111",
                "pairs | 41 11 11 11 11 11 11 11",
                "two halves | 41111111 11111111",
                "five groups | 411 1111 1111 1111 11",
                "mixed | 4111-1111 1111.1111",
                "slashes | 4111/1111/1111/1111",
                "commas | 4111,1111,1111,1111",
                "double hyphen | 4111--1111--1111--1111",
                "words between | 4111 1111 and 1111 1111",
                "tracking | 1Z999AA10123456784, JJD000390007827391000",
                "invoice | 2026-0001-0002-0003-0004",
                "hidden digits | 4111 XXXX XXXX 1111",
            })
    void numberShouldNotBeFoundInSomethingElse(String label, String text) {
        assertThat(found("Ref " + text.replace('~', '\n') + " end")).isZero();
    }

    @Test
    void randomNumbersShouldSeldomBeTakenForCards() {
        Random random = new Random(4111);
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            StringBuilder number = new StringBuilder();
            random.ints(16, 0, 10).forEach(number::append);
            found += found("Order " + number);
        }
        assertThat(found).as("of 100000, seed 4111").isBetween(2500, 3500);
    }

    @Nested
    class Counting {
        @Test
        void numbersShouldBeCountedByValue() {
            Tally tally = CARDS.tally(CARD + " 4111 1111 1111 1111, 4111-1111-1111-1111", CARD);
            assertThat(tally.unique()).isEqualTo(1);
            assertThat(tally.total()).isEqualTo(4);
        }

        @Test
        void numbersShouldBeCountedOverAllTexts() {
            assertThat(found(CARD, "5555555555554444", "378282246310005")).isEqualTo(3);
        }

        @Test
        void countAndPlacesShouldStayBounded() {
            StringBuilder text = new StringBuilder();
            Random random = new Random(1);
            for (int i = 0; i < 20_000; i++) {
                text.append("4000000")
                        .append(100_000_000 + random.nextInt(800_000_000))
                        .append(' ');
            }
            Tally tally = CARDS.tally(text.toString());
            assertThat(tally.unique()).isEqualTo(500);
            assertThat(tally.total()).isGreaterThan(1500);
            assertThat(tally.spots()).hasSize(Tally.MAX_SPOTS);
        }
    }

    @Nested
    class Confidence {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Visa #",
                    "my credit card is # ok",
                    "# expires soon",
                    "# CVV 123",
                    "Kreditkarte: #",
                    "Prüfziffer 1, #",
                    "numéro de carte #",
                    "カード番号は#です",
                    "信用卡#",
                    "# 12/27",
                    "# 1/27",
                    "# 12/2027",
                    "# 12-27",
                    "03/28 #",
                })
        void evidenceShouldRaiseIt(String text) {
            Tally tally = SURE.tally(text.replace("#", CARD));
            assertThat(tally.unique()).isEqualTo(1);
            assertThat(tally.confidence()).isEqualTo(85);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "#",
                    "order # shipped",
                    "visage #",
                    "revisa #",
                    "# 13/27",
                    "# 00/27",
                    "# 12/50",
                    "# 12/19",
                    "# 12/3027",
                    "# 01/12/27",
                    "# 12/27/30",
                    "# 2026-12-27",
                    "# 12.27",
                    "# 112/27",
                    "# 12/275",
                })
        void somethingElseShouldNotRaiseIt(String text) {
            assertThat(SURE.tally(text.replace("#", CARD)).unique()).isZero();
            assertThat(CARDS.tally(text.replace("#", CARD)).confidence()).isEqualTo(65);
        }

        @ParameterizedTest
        @CsvSource({"300, true", "301, false"})
        void windowShouldEndAfter300Characters(int distance, boolean sure) {
            String between = "x".repeat(distance - 5) + " ";
            String before = "visa" + " " + "x".repeat(distance - 6) + " " + CARD;
            String after = CARD + " " + between.substring(0, distance - 6) + " visa";
            assertThat(SURE.tally(before).unique()).isEqualTo(sure ? 1 : 0);
            assertThat(SURE.tally(after).unique()).isEqualTo(sure ? 1 : 0);
        }

        @Test
        void evidenceOfAnotherTextShouldNotCount() {
            assertThat(SURE.tally("visa", CARD, "cvv 12/27").unique()).isZero();
        }

        @Test
        void onlyNumbersWithEvidenceShouldBeCountedAsSure() {
            String text = CARD + " " + "x ".repeat(400) + "visa 5555555555554444";
            assertThat(SURE.tally(text).unique()).isEqualTo(1);
            assertThat(CARDS.tally(text).unique()).isEqualTo(2);
            assertThat(CARDS.tally(text).confidence()).isEqualTo(85);
        }

        @Test
        void middleLevelShouldAskForEvidenceToo() {
            ScanFixture middle = ScanFixture.of("payment-card: {min-confidence: 75}");
            assertThat(middle.tally(CARD).unique()).isZero();
            assertThat(middle.tally("visa " + CARD).unique()).isEqualTo(1);
        }
    }
}
