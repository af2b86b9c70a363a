package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collection;
import java.util.List;

class SenderHasKeyTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final String KEYS = "file://conf/keys";

    @TempDir Path folder;

    @BeforeEach
    void writeKeys() throws Exception {
        write("alice.pem", CA.person("alice@example.org").issue());
        write("old.pem", CA.person("old@example.org").expired().issue());
        write("early.pem", CA.person("early@example.org").notYetValid().issue());
    }

    private void write(String name, TestCa.Identity identity) throws Exception {
        Files.writeString(folder.resolve(name), identity.keyPem() + identity.certificatePem());
    }

    private SenderHasKey matcher(String condition) throws MessagingException {
        FileSystem files =
                new FileSystem() {
                    @Override
                    public InputStream getResource(String url) {
                        throw new UnsupportedOperationException();
                    }

                    @Override
                    public File getFile(String url) throws FileNotFoundException {
                        if (!url.equals(KEYS)) {
                            throw new FileNotFoundException(url);
                        }
                        return folder.toFile();
                    }

                    @Override
                    public File getBasedir() {
                        return folder.toFile();
                    }
                };
        SenderHasKey matcher = new SenderHasKey(files, Clock.systemUTC());
        matcher.init(FakeMatcherConfig.builder().matcherName("test").condition(condition).build());
        return matcher;
    }

    private static FakeMail.Builder mail(String from) throws Exception {
        return FakeMail.builder()
                .name("m")
                .recipients("bob@example.com", "carol@example.com")
                .mimeMessage(
                        new MimeMessage(
                                (Session) null,
                                new ByteArrayInputStream(
                                        ("From: " + from + "\r\nSubject: plan\r\n\r\nbody\r\n")
                                                .getBytes(StandardCharsets.US_ASCII))));
    }

    private static FakeMail sent(String from) throws Exception {
        FakeMail mail = mail(from).sender(from.replaceAll(".*<|>", "")).build();
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("somebody")));
        return mail;
    }

    private Collection<MailAddress> match(String condition, Mail mail) throws Exception {
        return matcher(condition).match(mail);
    }

    @ParameterizedTest
    @CsvSource({
        "Alice <alice@example.org>, true",
        "ALICE@EXAMPLE.ORG, true",
        "old@example.org, false",
        "early@example.org, false",
        "nobody@example.org, false"
    })
    void onlyAuthorWithKeyThatIsValidNowShouldMatch(String from, boolean matches) throws Exception {
        FakeMail mail = sent(from);

        assertThat(match(KEYS, mail))
                .containsExactlyElementsOf(matches ? mail.getRecipients() : List.<MailAddress>of());
    }

    @Test
    void globalKeyShouldStandInForAnyAuthor() throws Exception {
        write("gateway.pem", CA.person("gateway@example.org").issue());

        assertThat(match(KEYS + "; globalKey=gateway.pem", sent("nobody@example.org"))).hasSize(2);
    }

    /** Somebody who did not log in could have a foreign name signed for. */
    @Test
    void whoDidNotLogInShouldMatchOnlyIfThatIsAllowed() throws Exception {
        FakeMail mail = mail("alice@example.org").sender("alice@example.org").build();

        assertThat(match(KEYS, mail)).isEmpty();
        assertThat(match(KEYS + ";requireAuthentication=false", mail)).hasSize(2);
    }

    @Test
    void foreignEnvelopeSenderShouldNotMatch() throws Exception {
        FakeMail mail = mail("alice@example.org").sender("mallory@example.org").build();
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("mallory")));

        assertThat(match(KEYS, mail)).isEmpty();
    }

    @Test
    void mailWithoutEnvelopeSenderShouldMatchOnlyIfBouncesAreSigned() throws Exception {
        FakeMail mail = mail("alice@example.org").build();

        assertThat(match(KEYS + "; requireAuthentication=false", mail)).isEmpty();
        assertThat(match(KEYS + "; requireAuthentication=false; bounces=sign", mail)).hasSize(2);
    }

    @Test
    void severalAuthorsShouldNotMatch() throws Exception {
        FakeMail mail =
                mail("alice@example.org, mallory@example.org").sender("alice@example.org").build();
        mail.setAttribute(new Attribute(Mail.SMTP_AUTH_USER, AttributeValue.of("alice")));

        assertThat(match(KEYS, mail)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'neither of the two forms'",
        "conf/keys, 'neither of the two forms'",
        "file://conf/other, 'no such folder'",
        "file://conf/keys; key=x, 'key=x'",
        "file://conf/keys; globalKey=, 'globalKey='",
        "file://conf/keys; bounces=maybe, 'bounces is ''maybe'''",
        "file://conf/keys; bounces=sign; bounces=sign, 'bounces is given twice'",
        "file://conf/keys; requireAuthentication=no, 'requireAuthentication is ''no'''",
        "file://conf/keys; globalKey=none.pem, none.pem"
    })
    void wrongConditionShouldStopTheStart(String condition, String named) {
        assertThatThrownBy(() -> matcher(condition))
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith("mailetcontainer.xml: matcher SenderHasKey: the condition")
                .hasMessageContaining(named)
                .hasMessageContaining("allowed: ");
    }

    @Test
    void brokenKeyShouldStopTheStart() throws Exception {
        Files.writeString(folder.resolve("broken.pem"), "no key");

        assertThatThrownBy(() -> matcher(KEYS))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("broken.pem");
    }
}
