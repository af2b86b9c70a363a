package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Attribute;
import org.apache.mailet.base.GenericMatcher;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Properties;
import java.util.Set;

class SmimeMatchersTest {
    private static final String SIGNED =
            """
            Content-Type: multipart/signed; protocol="%s"; boundary=b\r
            \r
            --b\r
            \r
            x\r
            --b\r
            Content-Type: %s\r
            \r
            x\r
            --b--\r
            """;

    private static FakeMail.Builder mail(String text) throws Exception {
        return FakeMail.builder()
                .name("mail")
                .recipient("bob@example.com")
                .mimeMessage(
                        new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(
                                        text.getBytes(StandardCharsets.US_ASCII))));
    }

    private static boolean matches(GenericMatcher matcher, FakeMail mail) throws Exception {
        return !matcher.match(mail).isEmpty();
    }

    private static HasSmimeVerdict verdict(String condition) throws MessagingException {
        HasSmimeVerdict matcher = new HasSmimeVerdict();
        matcher.init(
                FakeMatcherConfig.builder()
                        .matcherName("HasSmimeVerdict")
                        .condition(condition)
                        .build());
        return matcher;
    }

    @Test
    void signedShouldBeToldByItsStructure() throws Exception {
        String smime =
                SIGNED.formatted("application/pkcs7-signature", "application/pkcs7-signature");
        String openPgp = SIGNED.formatted("application/pgp-signature", "application/pgp-signature");

        assertThat(matches(new IsSmimeSigned(), mail(smime).build())).isTrue();
        assertThat(matches(new IsSmimeSigned(), mail(openPgp).build())).isFalse();
        assertThat(matches(new IsSmimeSigned(), mail("\r\nx\r\n").build())).isFalse();
        assertThat(matches(new IsSmimeEncrypted(), mail(smime).build())).isFalse();
    }

    @Test
    void encryptedShouldBeToldByItsStructure() throws Exception {
        TestCa.Identity bob = TestCa.root("Example Root").person("bob@example.com").issue();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new MessageEncrypter(new SecureRandom())
                .encrypt(
                        MessageSource.of("\r\nx\r\n".getBytes(StandardCharsets.US_ASCII)),
                        Set.of(bob.certificate()),
                        out);
        String sealed = out.toString(StandardCharsets.US_ASCII);
        String claim =
                "Content-Type: application/pkcs7-mime; smime-type=enveloped-data\r\n\r\nx\r\n";

        assertThat(matches(new IsSmimeEncrypted(), mail(sealed).build())).isTrue();
        assertThat(matches(new IsSmimeEncrypted(), mail(claim).build())).isFalse();
        assertThat(matches(new IsSmimeSigned(), mail(sealed).build())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'valid',                 valid,       '',         true",
        "'invalid, undecidable',  valid,       '',         false",
        "'invalid, undecidable',  undecidable, encrypted,  true",
        "'not-signed',            invalid,     not-signed, true",
        "'not-signed',            invalid,     altered,    false",
    })
    void verdictShouldBeOneOfTheWanted(
            String condition, String verdict, String reason, boolean expected) throws Exception {
        FakeMail mail =
                mail("\r\nx\r\n")
                        .attribute(Attribute.convertToAttribute("signet.smime.verdict", verdict))
                        .attribute(Attribute.convertToAttribute("signet.smime.reason", reason))
                        .build();

        assertThat(verdict(condition).match(mail))
                .isEqualTo(
                        expected
                                ? java.util.List.of(new MailAddress("bob@example.com"))
                                : java.util.List.of());
    }

    @Test
    void mailWithoutVerdictShouldBeAnException() throws Exception {
        FakeMail mail = mail("\r\nx\r\n").build();

        assertThatThrownBy(() -> verdict("valid").match(mail))
                .hasMessageContaining("SmimeVerify has given no verdict");
    }

    @ParameterizedTest
    @CsvSource({"good", "''", "'valid,'"})
    void unknownWordShouldStopTheStart(String condition) {
        assertThatThrownBy(() -> verdict(condition)).hasMessageContaining("is no verdict");
    }
}
