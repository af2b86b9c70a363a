package org.signet.classification.detect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

class KeywordsTest {
    @ParameterizedTest
    @CsvSource({
        "secret, a secret., 1",
        "secret, SECRET, 1",
        "secret, ＳＥＣＲＥＴ, 1",
        "secret, se\u00ADcret, 1",
        "secret, secrets, 0",
        "secret, topsecret, 0",
        "secret, secret1, 0",
        "secret, secret_, 1",
        "secret, (secret), 1",
        "secret, secret\u0301, 0",
        "top secret, top  secret, 1",
        "top secret, 'top\nsecret', 1",
        "top secret, 'top\n\nsecret', 1",
        "top secret, top\u00A0secret, 1",
        "top secret, top-secret, 0",
        "straße, STRASSE, 1",
        "naïve, NAI\u0308VE, 1",
        "c++, the c++ language, 1",
        "c++, c++11, 1",
        "'#x', a#x, 1",
        "机密, 这是机密文件, 1",
        "社外秘, 【社外秘】, 1",
        "ลับ, เอกสารลับมาก, 1",
        "секрет, секретно, 0",
        "l'accord, l’accord, 1",
    })
    void wholeWordShouldBeFound(String word, String text, int found) {
        assertThat(
                        ScanFixture.of("keywords: ['" + word.replace("'", "''") + "']")
                                .tally(text)
                                .total())
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"secret, topsecrets secret, 2", "aa, aaaa, 3", "e, eee, 3"})
    void partOfAWordShouldBeFoundWhenAsked(String word, String text, int found) {
        assertThat(
                        ScanFixture.of("keywords: {words: [" + word + "], whole-word: false}")
                                .tally(text)
                                .total())
                .isEqualTo(found);
    }

    @Test
    void differentWordsAndOccurrencesShouldBeCounted() {
        Tally tally = ScanFixture.of("keywords: [a, b, a b, z]").tally("a b a", "b a");
        assertThat(tally.unique()).isEqualTo(3);
        assertThat(tally.total()).isEqualTo(6);
    }

    @Test
    void phraseShouldNotBeFoundAcrossTexts() {
        assertThat(ScanFixture.of("keywords: [top secret]").tally("top", "secret").total())
                .isZero();
    }

    @Test
    void placesShouldBeThoseOfTheFirstCharacters() {
        assertThat(ScanFixture.of("keywords: [b c, c]").tally("a b c").spots())
                .containsExactly(new Spot(ScanFixture.BODY, 2), new Spot(ScanFixture.BODY, 4));
    }

    @Test
    void wordShouldServeSeveralListsAndTheCardCheck() {
        assertThat(ScanFixture.of("keywords: [visa, visa card]").tally("Visa card 4111").unique())
                .isEqualTo(2);
    }

    /** The automaton finds what looking for each word at each place finds. */
    @Test
    void automatonShouldFindWhatANaiveSearchFinds() {
        Random random = new Random(1975);
        for (int round = 0; round < 500; round++) {
            TreeSet<String> words = new TreeSet<>();
            for (int i = random.nextInt(12); i >= 0; i--) {
                words.add(word(random, 1 + random.nextInt(5)));
            }
            String text = word(random, 200);
            String condition =
                    "keywords: {words: [" + String.join(", ", words) + "], whole-word: false}";
            Tally tally = ScanFixture.of(condition).tally(text);
            assertThat(tally.total())
                    .as("seed 1975, round %d", round)
                    .isEqualTo(count(words, text));
            assertThat(tally.unique())
                    .as("seed 1975, round %d", round)
                    .isEqualTo((int) words.stream().filter(text::contains).count());
        }
    }

    private static String word(Random random, int length) {
        StringBuilder word = new StringBuilder();
        random.ints(length, 0, 3)
                .forEach(i -> word.append("abß".charAt(i) == 'ß' ? 'c' : "ab".charAt(i)));
        return word.toString();
    }

    private static int count(Iterable<String> words, String text) {
        List<Integer> places = new ArrayList<>();
        for (String word : words) {
            for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                places.add(at);
            }
        }
        return places.size();
    }
}
