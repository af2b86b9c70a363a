package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.template.Right;
import org.signet.rights.template.Template;
import org.signet.rights.template.Templates;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

class TypesTest {
    @Test
    void tokenShouldBeReadBackFromItsText() {
        LinkToken token = LinkToken.random(new SecureRandom());
        assertThat(LinkToken.parse(token.text())).contains(token);
        assertThat(token.text()).hasSize(43);
        assertThat(token.toString()).doesNotContain(token.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "short",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA/",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB"
            })
    void otherTextShouldBeNoToken(String text) {
        assertThat(LinkToken.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b",
                "first.last+tag@mail.example",
                "\"with space\"@mail.example",
                "\"a\\\"b\"@mail.example",
                "o'hara@mail.example",
                "user@[192.0.2.1]"
            })
    void addressesOfMailShouldBeTaken(String address) {
        assertThat(Addresses.check(address)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "@b",
                "a@",
                "a@b\r\nBcc: c@d",
                "a\r\n@b",
                "<a@b>",
                "a@b>",
                "a b@c",
                "a@b, c@d",
                "\"a@b",
                "\"a\"b\"@c",
                "b\u00fccher@mail.example",
                "a@b\u0000",
                "a@b..c",
                ".a@b"
            })
    void otherTextShouldBeNoAddress(String address) {
        assertThatThrownBy(() -> Addresses.check(address))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .matches("[ -~]*");
    }

    @Test
    void hostileAddressesShouldBeRefusedQuickly() {
        char[] many = new char[320];
        Arrays.fill(many, 'a');
        assertThatThrownBy(() -> Addresses.check(new String(many)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Addresses.check("a.".repeat(155) + "@b"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"PT59S", "P3654D", "PT0S", "PT-1H"})
    void lifetimeShouldBeWithinItsLimits(Duration lifetime) {
        assertThatThrownBy(
                        () ->
                                new Protection(
                                        "a@b", List.of("c@d"), Template.ENCRYPT_ONLY, lifetime))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void protectionShouldNeedRecipientsAndEachOnce() {
        for (List<String> recipients : List.of(List.<String>of(), List.of("c@d", "c@d"))) {
            assertThatThrownBy(
                            () ->
                                    new Protection(
                                            "a@b",
                                            recipients,
                                            Template.ENCRYPT_ONLY,
                                            Duration.ofDays(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void templatesShouldGiveTheRightsTheyAreKnownFor() {
        assertThat(Template.ENCRYPT_ONLY.rights())
                .contains(Right.VIEW, Right.FORWARD, Right.PRINT, Right.EXTRACT)
                .doesNotContain(Right.EXPORT, Right.OWNER);
        assertThat(Template.DO_NOT_FORWARD.rights())
                .containsExactlyInAnyOrder(Right.VIEW, Right.REPLY, Right.REPLYALL);
        assertThat(Templates.BUILT_IN.named("do-not-forward")).contains(Template.DO_NOT_FORWARD);
        assertThat(Templates.BUILT_IN.named("secret")).isEmpty();
    }
}
