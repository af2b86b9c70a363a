package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.portal.Outgoing;
import org.signet.rights.Access;
import org.signet.rights.LinkToken;
import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An answer from the portal is one mail into James, and goes on inside as it is, outside protected.
 */
class PortalReplyTest {
    private static final String MIME =
            """
            From: <bob@partner.test>
            To: <alice@ours.test>
            Subject: Re: x

            secret words
            """
                    .replace("\n", "\r\n");
    private static final Outgoing.Inherited INHERITED =
            new Outgoing.Inherited(Template.DO_NOT_FORWARD, Duration.ofDays(14), "conversation-1");
    private static final Pattern LINK =
            Pattern.compile("https://portal\\.ours\\.test/m/([A-Za-z0-9_-]{43})");

    @TempDir Path directory;
    private RightsContext rights;
    private OursContext james;
    private PortalReply mailet;

    @BeforeEach
    void open() throws Exception {
        Files.createDirectories(directory.resolve("conf"));
        Files.writeString(
                directory.resolve("conf/signet-rights.properties"),
                "portal.public-url=https://portal.ours.test\n");
        Configuration.Basic configuration =
                Configuration.builder()
                        .workingDirectory(directory.toString())
                        .configurationPath(new Configuration.ConfigurationPath("file://conf/"))
                        .build();
        FileSystemImpl files = new FileSystemImpl(configuration.directories());
        rights =
                new RightsContext(
                        new PropertiesProvider(files, configuration.configurationPath()), files);
        james = new OursContext();
        mailet = new PortalReply(rights);
        mailet.init(
                FakeMailetConfig.builder()
                        .mailetName("PortalReply")
                        .mailetContext(james.context)
                        .setProperty("wrapperProcessor", "relay")
                        .build());
    }

    @AfterEach
    void close() {
        rights.close();
    }

    /** The mail that the portal's answer becomes in James. */
    private Mail answer(String... recipients) throws Exception {
        return answer(INHERITED, recipients);
    }

    private Mail answer(Outgoing.Inherited inherited, String... recipients) throws Exception {
        new PortalReplies(james.context, "portal-reply")
                .take(
                        new Outgoing(
                                "bob@partner.test",
                                List.of(recipients),
                                inherited,
                                out -> out.write(MIME.getBytes(StandardCharsets.UTF_8))));
        SentMail sent = james.fake.getSentMails().getFirst();
        james.fake.resetSentMails();
        assertThat(sent.getState()).isEqualTo("portal-reply");
        FakeMail mail =
                FakeMail.builder()
                        .name("answer")
                        .sender(sent.getSender())
                        .recipients(sent.getRecipients().toArray(MailAddress[]::new))
                        .mimeMessage(
                                new MimeMessage(
                                        Session.getInstance(new Properties()),
                                        new ByteArrayInputStream(
                                                MIME.getBytes(StandardCharsets.UTF_8))))
                        .build();
        for (Attribute attribute : sent.getAttributes().values()) {
            mail.setAttribute(attribute);
        }
        return mail;
    }

    private static String text(SentMail mail) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        mail.getMsg().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void recipientsInsideShouldGetTheMailAsItIs() throws Exception {
        Mail mail = answer("alice@ours.test");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo("transport");
        assertThat(mail.getRecipients())
                .extracting(MailAddress::asString)
                .containsExactly("alice@ours.test");
        assertThat(james.fake.getSentMails()).isEmpty();
    }

    static Stream<Template> templatesThatAreNotForOutside() {
        return Stream.of(
                Template.INTERNAL_ONLY, new Template("removed", Template.ENCRYPT_ONLY.rights()));
    }

    @ParameterizedTest
    @MethodSource("templatesThatAreNotForOutside")
    void nobodyShouldGetAnAnswerForPeopleOutsideIfTheTemplateDoesNotSayThatTheyMay(
            Template template) throws Exception {
        Mail mail =
                answer(
                        new Outgoing.Inherited(template, Duration.ofDays(1), "c"),
                        "alice@ours.test",
                        "carol@other.test");

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(template.name());
        assertThat(james.fake.getSentMails()).isEmpty();
        assertThat(mail.getRecipients()).hasSize(2);
    }

    @Test
    void recipientsOutsideShouldGetALinkUnderTheInheritedProtection() throws Exception {
        Mail mail = answer("alice@ours.test", "carol@other.test");

        mailet.service(mail);

        assertThat(mail.getRecipients())
                .extracting(MailAddress::asString)
                .containsExactly("alice@ours.test");
        assertThat(james.fake.getSentMails()).hasSize(1);
        SentMail wrapper = james.fake.getSentMails().getFirst();
        assertThat(wrapper.getState()).isEqualTo("relay");
        assertThat(wrapper.getSender().asString()).isEqualTo("reply@ours.test");
        assertThat(wrapper.getMsg().getHeader("From")).containsExactly("<reply@ours.test>");
        assertThat(text(wrapper)).doesNotContain("secret words");
        Matcher link = LINK.matcher(text(wrapper));
        assertThat(link.find()).isTrue();
        LinkToken token = LinkToken.parse(link.group(1)).orElseThrow();
        assertThat(rights.messages().find(token))
                .isInstanceOfSatisfying(
                        Access.Granted.class,
                        granted -> {
                            assertThat(granted.sender()).isEqualTo("bob@partner.test");
                            assertThat(granted.recipient()).isEqualTo("carol@other.test");
                            assertThat(granted.licence().template()).isEqualTo("do-not-forward");
                            assertThat(granted.licence().rights())
                                    .isEqualTo(Template.DO_NOT_FORWARD.rights());
                            assertThat(granted.licence().conversation())
                                    .isEqualTo("conversation-1");
                            assertThat(
                                            Duration.between(
                                                    granted.licence().issued(), granted.expiry()))
                                    .isEqualTo(Duration.ofDays(14));
                        });
    }

    @Test
    void nothingShouldBeLeftOfTheMailWhenAllAreOutside() throws Exception {
        Mail mail = answer("carol@other.test");

        mailet.service(mail);

        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
    }

    @Test
    void mailShouldStayWholeWhenJamesRefusesAWrapper() throws Exception {
        Mail mail = answer("alice@ours.test", "carol@other.test", "dave@other.test");
        james.room = 1;

        assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(MessagingException.class);

        assertThat(mail.getRecipients()).hasSize(3);
        Matcher link = LINK.matcher(text(james.fake.getSentMails().getFirst()));
        assertThat(link.find()).isTrue();
        assertThat(rights.messages().find(LinkToken.parse(link.group(1)).orElseThrow()))
                .isInstanceOf(Access.Unknown.class);
    }

    @Test
    void mailShouldStayWhereItIsWhenTheStoreIsDown() throws Exception {
        Mail mail = answer("alice@ours.test", "carol@other.test");
        rights.messages().close();

        assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(MessagingException.class);

        assertThat(mail.getRecipients()).hasSize(2);
        assertThat(james.fake.getSentMails()).isEmpty();
    }

    @Test
    void mailFromElsewhereShouldNotGoOn() throws Exception {
        Mail mail = FakeMail.builder().name("m").recipients("carol@other.test").build();

        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("no answer from the portal");
    }

    @Test
    void takeShouldThrowWhenJamesRefuses() throws Exception {
        james.room = 0;

        assertThatThrownBy(() -> answer("alice@ours.test")).isInstanceOf(IOException.class);
        assertThat(james.fake.getSentMails()).isEmpty();
    }
}
