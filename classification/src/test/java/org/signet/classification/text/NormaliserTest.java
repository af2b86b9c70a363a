package org.signet.classification.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.text.Normalizer;
import java.util.Random;

class NormaliserTest {
    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "Strictly CONFIDENTIAL,strictly confidential",
                "ＦＵＬＬ　ｗｉｄｔｈ,full width",
                "ﬁnal oﬀer,final offer",
                "STRASSE,strasse",
                "Straße,strasse",
                "STRAẞE,strasse",
                "e\u0301t\u00E9,\u00E9t\u00E9",
                "İstanbul,istanbul",
                "ΣΟΦΟΣ,σοφοσ",
                "σοφος,σοφοσ",
                "se\u00ADcret,secret",
                "se\u200Bc\u200Dret\uFEFF,secret",
                "\u202Eterces\u202C,terces",
                "s\u0000e\u0007c,sec",
                "l’accord,l'accord",
                "a – b — c,a - b - c",
                "1\u03362\u0336,12",
                "①②③ ４५٦,123 456",
                "\uD835\uDD38\uD835\uDFD9,a1",
                "a  b,a b",
            })
    void textShouldTakeItsOneForm(String text, String normal) {
        assertThat(Normaliser.normalise(text)).isEqualTo(normal);
    }

    @ParameterizedTest
    @CsvSource({
        "one space, 'a b', ' '",
        "two spaces, 'a  b', ' '",
        "wide gap, 'a   b', '\t'",
        "tab, 'a\tb', '\t'",
        "line break, 'a\r\nb', '\n'",
        "indented line, 'a \r\n    b', '\n'",
        "empty line, 'a\n\nb', '\t'",
        "line separator, 'a\u2028b', '\n'",
        "next line, 'a\u0085b', '\n'",
        "no-break space, 'a\u00A0b', ' '",
        "ideographic space, 'a\u3000b', ' '",
        "tab and break, 'a\t\nb', '\t'",
        "zero width and space, 'a\u200B \u200Bb', ' '",
    })
    void gapShouldKeepItsKind(String label, String text, String gap) {
        assertThat(Normaliser.normalise(text)).isEqualTo("a" + gap + "b");
    }

    @Test
    void marksShouldBeCutWhereNoScriptHasMore() {
        String text = "a" + "\u0316\u0300".repeat(1000) + "b";
        assertThat(Normaliser.normalise(text)).hasSizeLessThan(35).startsWith("à").endsWith("b");
    }

    @Test
    void expansionShouldStopAtTheLimit() {
        assertThat(Normaliser.normalise("\uFDFA".repeat(1000), 500).length())
                .isBetween(500, 20_000);
        assertThat(Normaliser.normalise("abc ".repeat(1000), 500).length()).isBetween(500, 501);
    }

    /** Cutting a text into spans for NFKC must not change what NFKC does. */
    @Test
    void spansShouldGiveWhatTheWholeTextGives() {
        Random random = new Random(20261123);
        String alphabet = "ab1 éＡ１\u0301\u0327ﬁ한\u1112\u1161\u11ABक़\u093C가\u0E33œ½";
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String whole = Normalizer.normalize(text, Normalizer.Form.NFKC);
            assertThat(Normaliser.normalise(text))
                    .as("seed 20261123, round %d", round)
                    .isEqualTo(Normaliser.normalise(whole));
        }
    }

    @Test
    void normalFormShouldStayAsItIs() {
        Random random = new Random(7);
        for (int round = 0; round < 2000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(20); i >= 0; i--) {
                text.appendCodePoint(random.nextInt(0x3000));
            }
            String once = Normaliser.normalise(text);
            String twice = Normaliser.normalise(once);
            assertThat(twice.replace('\n', ' ').replace('\t', ' '))
                    .as("seed 7, round %d", round)
                    .isEqualTo(once.replace('\n', ' ').replace('\t', ' '));
        }
    }
}
