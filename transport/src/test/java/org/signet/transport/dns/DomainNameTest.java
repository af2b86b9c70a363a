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
        "ＭＡÑＡＮＡ.example,          xn--maana-pta.example",
        "col·lecció.example,       xn--collecci-ioa91d.example",
        "ドメイン・名.example,        xn--eckwd4c7cvb9552b.example",
        // RFC 3492 §7.1 (B) and (E)
        "他们为什么不说中文.example, xn--ihqwcrb4cv8a8dqg056pqjye.example",
        "למההםפשוטלאמדבריםעברית.example, xn--4dbcagdahymbxekheh6e0a7fei0b.example",
        "ısı.example,              xn--s-ekab.example",
        "straße.example,           xn--strae-oqa.example",
        "STRAẞE.example,           xn--strae-oqa.example",
        "Βόλος.example,            xn--nxasmm1c.example",
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
                "a\u200b\u0001.example",
                "na\u200dme.example",
                "\u0301a.example",
                "-ü.example",
                "ü-.example",
                "ab--ü.example",
                "♥.example",
                "ﬁn.example",
                "a·ü.example",
                "ü・.example",
                "ü\u0640.example",
                "\u0661\u06f1.example",
                "\u0378.example");
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
