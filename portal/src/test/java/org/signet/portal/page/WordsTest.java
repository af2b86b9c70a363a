package org.signet.portal.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class WordsTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    static Stream<Words> languages() {
        return Words.languages().stream().map(Words::in);
    }

    private static List<String> places(String text) {
        return Pattern.compile("\\{\\d}")
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .sorted()
                .toList();
    }

    @Test
    void elevenLanguagesShouldBeThere() {
        assertThat(Words.languages())
                .containsExactly("en", "de", "fr", "es", "it", "nl", "pt", "pl", "ja", "zh", "ar");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextShouldBeTranslatedWithItsValues(Words words) {
        Map<String, String> english = Words.ENGLISH.texts();

        assertThat(words.texts()).containsOnlyKeys(english.keySet());
        words.texts()
                .forEach(
                        (key, text) -> {
                            assertThat(text).as(key).isNotBlank().isEqualTo(text.strip());
                            assertThat(places(text))
                                    .as(key)
                                    .isEqualTo(places(english.getOrDefault(key, "")));
                        });
    }

    /** A few words are the same in two languages; most cannot be. */
    @ParameterizedTest
    @MethodSource("languages")
    void translationShouldNotBeEnglish(Words words) {
        long same =
                words.texts().entrySet().stream()
                        .filter(
                                text ->
                                        text.getValue()
                                                .equals(
                                                        Words.ENGLISH.of(
                                                                text.getKey(),
                                                                "{0}",
                                                                "{1}",
                                                                "{2}")))
                        .count();

        assertThat(same).isLessThan(words == Words.ENGLISH ? 1000 : 12);
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyNoticeShouldHaveWords(Words words) {
        for (Notice notice : Notice.values()) {
            assertThat(words.of(notice.title())).isNotBlank();
            assertThat(words.of(notice.text())).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "de | de",
                "de-CH, fr;q=0.8 | de",
                "fr-CA,en;q=0.5 | fr",
                "sv, nl;q=0.7, de;q=0.9 | de",
                "zh-Hant-TW | zh",
                "JA-jp | ja",
                "ar-EG | ar",
                "pt-BR,pt;q=0.9 | pt",
                "sv | en",
                "* | en",
                "de;q=0, fr;q=0.1 | fr",
                "de;q=x | en",
                "'' | en",
                "; ; | en",
                "en-US | en",
            })
    void languageShouldBeTheOneThatIsPreferred(String accepted, String expected) {
        assertThat(Words.preferred(Optional.of(accepted)).language()).isEqualTo(expected);
    }

    @Test
    void languageShouldBeEnglishWhereNothingUsefulIsSaid() {
        assertThat(Words.preferred(Optional.empty())).isSameAs(Words.ENGLISH);
        assertThat(Words.preferred(Optional.of("de,".repeat(1000)))).isSameAs(Words.ENGLISH);
        assertThat(Words.in("xx")).isSameAs(Words.ENGLISH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 24 November 2026, 12:00 UTC",
                "de | 24. November 2026, 12:00 UTC",
                "fr | 24 novembre 2026, 12:00 UTC",
                "ja | 2026年11月24日, 12:00 UTC",
                "zh | 2026年11月24日, 12:00 UTC",
            })
    void timesShouldBeWrittenInTheWayOfTheLanguage(String language, String expected) {
        assertThat(Words.in(language).time(NOON)).isEqualTo(expected);
    }

    @Test
    void onlyArabicShouldBeWrittenFromTheRight() {
        assertThat(languages().filter(words -> words.direction().equals("rtl")))
                .containsExactly(Words.in("ar"));
    }

    /** A value is a value, also if it looks like a place for one. */
    @Test
    void valuesShouldNotBeLookedInto() {
        assertThat(Words.ENGLISH.of("message.end", "{1}", "today"))
                .isEqualTo("Sent protected by {1}; readable until today.");
        assertThat(Words.ENGLISH.sentence("message.end", "alice", "today"))
                .containsExactly(
                        new Words.Segment("Sent protected by ", false),
                        new Words.Segment("alice", true),
                        new Words.Segment("; readable until ", false),
                        new Words.Segment("today", true),
                        new Words.Segment(".", false));
    }

    @Test
    void unknownKeyShouldBeAnError() {
        assertThatThrownBy(() -> Words.ENGLISH.of("no.such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no.such");
    }
}
