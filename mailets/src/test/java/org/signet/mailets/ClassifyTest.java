package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.matchers.Policies;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.InputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

class ClassifyTest {
    private static final String POLICY =
            """
            inside: [example.com]
            limits: {text-bytes: 1024}
            classes:
              cards: {when: {all: [payment-card, {recipient: outside}]}}
              tried: {mode: test, when: payment-card}
            """;
    private static final String CARD = "Subject: [Encrypt] Hi\r\n\r\n4111 1111 1111 1111\r\n";

    @TempDir private Path folder;
    private final Map<String, Integer> counted = new HashMap<>();
    private final List<Mail> kept = new ArrayList<>();
    private final FakeMailContext context =
            FakeMailContext.builder().postmaster(address("postmaster@example.com")).build();

    @BeforeEach
    void writePolicy() throws Exception {
        Files.writeString(folder.resolve("p.yaml"), POLICY);
    }

    private static MailAddress address(String text) {
        try {
            return new MailAddress(text);
        } catch (MessagingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private MailRepositoryStore repositories() {
        MailRepository repository =
                fake(
                        MailRepository.class,
                        (self, method, arguments) -> {
                            if (!method.getName().equals("store")) {
                                throw new UnsupportedOperationException(method.getName());
                            }
                            kept.add(MailImpl.duplicate((Mail) arguments[0]));
                            return null;
                        });
        return fake(MailRepositoryStore.class, (self, method, arguments) -> repository);
    }

    private Classify mailet(String... parameters) throws MessagingException {
        FileSystem files =
                new FileSystem() {
                    @Override
                    public InputStream getResource(String url) {
                        throw new UnsupportedOperationException(url);
                    }

                    @Override
                    public File getFile(String url) {
                        throw new UnsupportedOperationException(url);
                    }

                    @Override
                    public File getBasedir() {
                        return folder.toFile();
                    }
                };
        Classify mailet =
                new Classify(
                        new Policies(files, Clock.systemUTC(), DeliveryFakes.metrics(counted)),
                        repositories());
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder()
                        .mailetName("Classify")
                        .mailetContext(context)
                        .setProperty("policy", folder.resolve("p.yaml").toString());
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        mailet.init(config.build());
        return mailet;
    }

    private static MailImpl mail(String text) throws MessagingException {
        return MailImpl.builder()
                .name("mail-1")
                .sender("ann@example.com")
                .addRecipients(address("bob@example.com"), address("eve@example.org"))
                .mimeMessage(
                        new MimeMessage(
                                Session.getInstance(new Properties()),
                                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private static String attribute(Mail mail, String className) {
        return mail.getAttribute(AttributeName.of("signet.class." + className))
                .flatMap(attribute -> attribute.getValue().valueAs(String.class))
                .orElse("");
    }

    @Test
    void verdictShouldBeAnAttributeForEachClass() throws Exception {
        MailImpl mail = mail(CARD);
        mailet().service(mail);
        assertThat(attribute(mail, "cards"))
                .isEqualTo("does-not-apply: bob@example.com; applies: eve@example.org");
        assertThat(attribute(mail, "tried")).isEqualTo("test-applies: all recipients");
        assertThat(mail.getMessage().getSubject()).isEqualTo("[Encrypt] Hi");
    }

    @Test
    void headerShouldReplaceWhatCameWithTheMailAndLeaveTheBodyAlone() throws Exception {
        MailImpl mail = mail("X-Class: none\r\nx-class: other\r\n" + CARD);
        mailet("header", "X-Class").service(mail);
        assertThat(mail.getMessage().getHeader("X-Class")).containsExactly("cards");
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        mail.getMessage().writeTo(written);
        assertThat(written.toString(StandardCharsets.UTF_8))
                .endsWith("\r\n\r\n4111 1111 1111 1111\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Subject: Hi | none",
                "Subject: Hi 4111 1111 1111 1111 | cards",
            })
    void headerShouldTellTheClasses(String header, String value) throws Exception {
        MailImpl mail = mail(header + "\r\n\r\nx\r\n");
        mailet("header", "X-Class").service(mail);
        assertThat(mail.getMessage().getHeader("X-Class")).containsExactly(value);
    }

    @Test
    void headerShouldTellWhatIsUndecidable() throws Exception {
        MailImpl mail = mail("\r\n" + "x ".repeat(2000));
        mailet("header", "X-Class").service(mail);
        assertThat(mail.getMessage().getHeader("X-Class")).containsExactly("cards=undecidable");
    }

    @Test
    void changedHeaderShouldNotCauseASecondScan() throws Exception {
        MailImpl mail = mail(CARD);
        Classify mailet = mailet("header", "X-Class", "removeMarkers", "[encrypt]");
        mailet.service(mail);
        mailet.service(mail);
        assertThat(counted).containsEntry("signetClassification-mails", 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[Encrypt] Hi | Hi",
                "Re: [encrypt] Hi | Re: Hi",
                "Hi [SECURE] | Hi",
                "=?utf-8?q?=5Bencrypt=5D_Gr=C3=BC=C3=9Fe?= | Grüße",
                "encrypt this | encrypt this",
            })
    void markersShouldBeTakenOutOfTheSubject(String subject, String without) throws Exception {
        MailImpl mail = mail("Subject: " + subject + "\r\n\r\nx\r\n");
        mailet("removeMarkers", "[encrypt],[secure]").service(mail);
        assertThat(mail.getMessage().getSubject()).isEqualTo(without);
    }

    @Test
    void reportShouldTellRuleAndPlaceButNotWhatWasFound() throws Exception {
        mailet("incidentReport", "boss@example.com").service(mail(CARD));
        assertThat(context.getSentMails()).hasSize(1);
        FakeMailContext.SentMail sent = context.getSentMails().get(0);
        assertThat(sent.getRecipients()).containsExactly(address("boss@example.com"));
        String text = String.valueOf(sent.getMsg().getContent());
        assertThat(text)
                .contains("Class cards applies to eve@example.org")
                .contains("payment-card (line 4, column 24): 1 different, 1 in all")
                .contains("at 1/body, offset 0")
                .doesNotContain("4111")
                .doesNotContain("Hi");
    }

    @Test
    void noReportShouldBeSentWhenOnlyATestApplies() throws Exception {
        MailImpl mail = mail(CARD);
        mail.setRecipients(List.of(address("bob@example.com")));
        mailet("incidentReport", "boss@example.com").service(mail);
        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void quarantineShouldKeepTheMailForThoseWhoAreNotToHaveIt() throws Exception {
        MailImpl mail = mail(CARD);
        mailet("quarantine", "memory://var/q/", "quarantineClasses", "cards").service(mail);
        assertThat(kept).hasSize(1);
        assertThat(kept.get(0).getRecipients()).containsExactly(address("eve@example.org"));
        assertThat(mail.getRecipients()).containsExactly(address("bob@example.com"));
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
    }

    @Test
    void quarantineShouldKeepWhatCannotBeDecided() throws Exception {
        MailImpl mail = mail("\r\n" + "x ".repeat(2000));
        mail.setRecipients(List.of(address("eve@example.org")));
        mailet("quarantine", "memory://var/q/", "quarantineClasses", "cards").service(mail);
        assertThat(kept).hasSize(1);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @ParameterizedTest
    @CsvSource({
        "quarantineClasses, none-such, the policy has no such class",
        "quarantineClasses, cards, <quarantine>",
        "quarantine, memory://q/, <quarantineClasses>",
        "evidence, masked, this mailet has no such parameter",
        "onMailetException, ignore, would go on unprotected",
    })
    void wrongParameterShouldStopTheStart(String name, String value, String why) {
        assertThatThrownBy(() -> mailet(name, value))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(why);
    }
}
