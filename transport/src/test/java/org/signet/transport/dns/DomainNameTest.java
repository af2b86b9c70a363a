package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

class DomainNameTest {
    @ParameterizedTest
    @CsvSource({
        "Example.COM,              example.com",
        "example.com.,             example.com",
        "_25._TCP.mx.example,      _25._tcp.mx.example",
        "bücher.example,           xn--bcher-kva.example",
        "BÜCHER.example,           xn--bcher-kva.example",
        "xn--bcher-kva.example,    xn--bcher-kva.example",
        "例え.テスト,                xn--r8jz45g.xn--zckzah",
        "例え。テスト,                xn--r8jz45g.xn--zckzah",
        "mañana．example,           xn--maana-pta.example",
        "straße.example,           strasse.example",
    })
    void nameShouldBeReadAsALabels(String text, String expected) {
        assertThat(DomainName.of(text).text()).isEqualTo(expected);
    }

    static Stream<String> hostile() {
        return Stream.of(
                "",
                "..",
                ".example",
                "a..example",
                "a".repeat(64) + ".example",
                "ü".repeat(60) + ".example",
                "a.".repeat(127) + "example",
                "a\\.b.example",
                "a\\046b.example",
                "a b.example",
                "a\u0000b.example",
                "a\r\nb.example",
                "a/b.example",
                "*.example",
                "a@b.example",
                "a:25",
                "[192.0.2.1]",
                "\u202ea.example",
                "\ud800.example",
                "\udc00\ud800.example",
                "a\u200b\u0001.example");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileNameShouldBeRefused(String text) {
        assertThat(DomainName.tryParse(text)).isEmpty();
        assertThatThrownBy(() -> DomainName.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("'[\\x20-\\x7e]*' is not a domain name");
    }

    @Test
    void anyTextShouldBeANameOrRefused() {
        Random random = new Random(7671);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(20);
            for (int j = 0; j < length; j++) {
                text.appendCodePoint(
                        random.nextInt(4) == 0
                                ? random.nextInt(Character.MAX_CODE_POINT + 1)
                                : "ab.-_xnü\\ 0。".codePointAt(random.nextInt(12)));
            }
            DomainName.tryParse(text.toString())
                    .ifPresent(
                            name ->
                                    assertThat(name.text())
                                            .matches("[a-z0-9_.-]*")
                                            .hasSizeLessThanOrEqualTo(253));
        }
    }
}
