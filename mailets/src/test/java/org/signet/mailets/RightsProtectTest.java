package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.server.core.configuration.Configuration;
import org.apache.james.server.core.filesystem.FileSystemImpl;
import org.apache.james.utils.PropertiesProvider;
import org.apache.mailet.Attribute;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.EnvId;
import org.apache.mailet.DsnParameters.Notify;
import org.apache.mailet.DsnParameters.RecipientDsnParameters;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMailContext;
import org.apache.mailet.base.test.FakeMailContext.SentMail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.apache.mailet.base.test.MailUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.rights.Access;
import org.signet.rights.LinkToken;
import org.signet.rights.template.Right;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class RightsProtectTest {
    private static final String MIME =
            """
            Received: from a by b
            From: Alice <alice@ours.test>
            To: bob@partner.test
            Bcc: carol@other.test
            Message-ID: <original@ours.test>
            Subject: Merger with Globex
            Content-Type: text/plain; charset=utf-8

            The price  is forty-two million.

            .
            """
                    .replace("\n", "\r\n");
    private static final Pattern LINK =
            Pattern.compile("https://portal\\.ours\\.test/m/([A-Za-z0-9_-]{43})");

    @TempDir Path james;
    private RightsContext context;
    private FakeMailContext sent;

    @BeforeEach
    void openContext() throws Exception {
        configure("portal.public-url=https://portal.ours.test/", "store.timeout=PT0.25S");
        context = context();
        sent = FakeMailContext.defaultContext();
    }

    @AfterEach
    void closeContext() {
        context.close();
    }

    private void configure(String... lines) throws Exception {
        Files.createDirectories(james.resolve("conf"));
        Files.write(james.resolve("conf/signet-rights.properties"), List.of(lines));
    }

    private RightsContext context() {
        Configuration.Basic configuration =
                Configuration.builder()
                        .workingDirectory(james.toString())
                        .configurationPath(new Configuration.ConfigurationPath("file://conf/"))
                        .build();
        FileSystemImpl files = new FileSystemImpl(configuration.directories());
        return new RightsContext(
                new PropertiesProvider(files, configuration.configurationPath()), files);
    }

    private RightsProtect mailet(MailetContext mailetContext, String... parameters)
            throws Exception {
        FakeMailetConfig.Builder config =
                FakeMailetConfig.builder().mailetName("RightsProtect").mailetContext(mailetContext);
        for (int i = 0; i < parameters.length; i += 2) {
            config.setProperty(parameters[i], parameters[i + 1]);
        }
        RightsProtect mailet = new RightsProtect(context);
        mailet.init(config.build());
        return mailet;
    }

    private RightsProtect mailet(String... more) throws Exception {
        String[] parameters =
                Stream.concat(Stream.of("wrapperProcessor", "relay"), Stream.of(more))
                        .toArray(String[]::new);
        return mailet(sent, parameters);
    }

    private static FakeMail mail(String... recipients) throws Exception {
        return FakeMail.builder()
                .name("mail-1")
                .sender("alice@ours.test")
                .recipients(recipients)
                .mimeMessage(
                        new jakarta.mail.internet.MimeMessage(
                                jakarta.mail.Session.getInstance(new Properties()),
                                new ByteArrayInputStream(MIME.getBytes(StandardCharsets.UTF_8))))
                .build();
    }

    private static String text(SentMail wrapper) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        wrapper.getMsg().writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static LinkToken token(SentMail wrapper) throws Exception {
        Matcher link = LINK.matcher(text(wrapper));
        assertThat(link.find()).as("a link in the wrapper").isTrue();
        return LinkToken.parse(link.group(1)).orElseThrow();
    }

    private String read(SentMail wrapper) throws Exception {
        Access.Granted granted = (Access.Granted) context.messages().find(token(wrapper));
        try (InputStream in = context.messages().open(granted)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<Path> contentFiles() throws Exception {
        try (Stream<Path> files = Files.walk(james.resolve("var/signet/content"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void serviceShouldSendOneWrapperToEachRecipientAndEndTheOriginal() throws Exception {
        FakeMail mail = mail("bob@partner.test", "carol@other.test");
        mailet().service(mail);
        assertThat(mail.getState()).isEqualTo(Mail.GHOST);
        assertThat(sent.getSentMails())
                .extracting(SentMail::getRecipients)
                .containsExactly(
                        List.of(new MailAddress("bob@partner.test")),
                        List.of(new MailAddress("carol@other.test")));
        assertThat(sent.getSentMails()).extracting(SentMail::getState).containsOnly("relay");
        assertThat(sent.getSentMails())
                .extracting(SentMail::getSender)
                .containsOnly(new MailAddress("alice@ours.test"));
    }

    @Test
    void wrapperShouldNameItsOwnRecipientAloneAndNothingOfTheMessage() throws Exception {
        mailet().service(mail("bob@partner.test", "carol@other.test"));
        String wrapper = text(List.copyOf(sent.getSentMails()).get(1));
        assertThat(wrapper)
                .contains("From: <alice@ours.test>", "To: <carol@other.test>")
                .doesNotContain("bob@", "Globex", "forty-two", "original@ours.test", "Received");
    }

    @Test
    void linkShouldOpenTheMessageWithoutItsBlindCopies() throws Exception {
        mailet().service(mail("bob@partner.test", "carol@other.test"));
        for (SentMail wrapper : sent.getSentMails()) {
            assertThat(read(wrapper)).isEqualTo(MIME.replace("Bcc: carol@other.test\r\n", ""));
        }
    }

    @Test
    void eachWrapperShouldHaveALinkForItsOwnRecipient() throws Exception {
        mailet().service(mail("bob@partner.test", "carol@other.test"));
        for (SentMail wrapper : sent.getSentMails()) {
            assertThat(context.messages().find(token(wrapper)))
                    .isInstanceOfSatisfying(
                            Access.Granted.class,
                            granted ->
                                    assertThat(wrapper.getRecipients().toString())
                                            .contains(granted.recipient()));
        }
    }

    @Test
    void parametersShouldReachTheLicence() throws Exception {
        mailet("template", "do-not-forward", "expiry", "PT2H").service(mail("bob@partner.test"));
        Access.Granted granted =
                (Access.Granted) context.messages().find(token(sent.getSentMails().getFirst()));
        assertThat(granted.licence().template()).isEqualTo("do-not-forward");
        assertThat(Duration.between(granted.licence().issued(), granted.expiry()))
                .isEqualTo(Duration.ofHours(2));
    }

    @Test
    void templateOfTheOperatorShouldBringRightsAndExpiry() throws Exception {
        Files.writeString(
                james.resolve("conf/templates.yaml"),
                "version: 1\ntemplates:\n  - {name: glance, rights: [VIEW], expiry: PT3H}\n");
        configure(
                "portal.public-url=https://portal.ours.test/",
                "templates.file=file://conf/templates.yaml");
        context = context();

        mailet("template", "glance").service(mail("bob@partner.test"));

        Access.Granted granted =
                (Access.Granted) context.messages().find(token(sent.getSentMails().getFirst()));
        assertThat(granted.licence().template()).isEqualTo("glance");
        assertThat(granted.licence().rights()).containsExactly(Right.VIEW);
        assertThat(Duration.between(granted.licence().issued(), granted.expiry()))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void startShouldFailWhenATemplateHasAFault() throws Exception {
        Files.writeString(
                james.resolve("conf/templates.yaml"),
                "version: 1\ntemplates:\n  - {name: glance, rights: []}\n");
        configure(
                "portal.public-url=https://portal.ours.test/",
                "templates.file=file://conf/templates.yaml");
        context = context();

        assertThatThrownBy(() -> mailet()).hasMessageContaining("templates.yaml:3:28: VIEW");
    }

    @Test
    void internalOnlyShouldGoToRecipientsInsideAlone() throws Exception {
        RightsProtect mailet = mailet("template", "internal-only");

        mailet.service(mail("bob@localhost"));

        assertThat(sent.getSentMails()).hasSize(1);
        FakeMail mixed = mail("bob@localhost", "eve@partner.test");
        assertThatThrownBy(() -> mailet.service(mixed))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("inside alone, not partner.test");
        assertThat(sent.getSentMails()).hasSize(1);
        assertThat(mixed.getState()).isNotEqualTo(Mail.GHOST);
    }

    @Test
    void wrapperShouldKeepTheDsnWishesOfItsRecipientButReturnHeadersOnly() throws Exception {
        MailAddress bob = new MailAddress("bob@partner.test");
        FakeMail mail = mail("bob@partner.test", "carol@other.test");
        mail.setDsnParameters(
                DsnParameters.builder()
                        .envId(EnvId.of("QQ314159"))
                        .ret(DsnParameters.Ret.FULL)
                        .addRcptParameter(
                                bob, RecipientDsnParameters.of(EnumSet.of(Notify.SUCCESS)))
                        .build()
                        .orElseThrow());
        mailet().service(mail);
        assertThat(dsn(0))
                .isEqualTo(
                        DsnParameters.builder()
                                .envId(EnvId.of("QQ314159"))
                                .ret(DsnParameters.Ret.HDRS)
                                .addRcptParameter(
                                        bob, RecipientDsnParameters.of(EnumSet.of(Notify.SUCCESS)))
                                .build()
                                .orElseThrow());
        assertThat(dsn(1).getRcptParameters()).isEmpty();
    }

    private DsnParameters dsn(int index) throws Exception {
        FakeMail carrier = mail("x@y.test");
        for (Attribute attribute :
                List.copyOf(sent.getSentMails()).get(index).getAttributes().values()) {
            carrier.setAttribute(attribute);
        }
        return carrier.dsnParameters().orElseThrow();
    }

    @Test
    void serviceShouldDoNothingWithoutRecipients() throws Exception {
        FakeMail mail = mail();
        mailet().service(mail);
        assertThat(sent.getSentMails()).isEmpty();
        assertThat(contentFiles()).isEmpty();
    }

    @Test
    void serviceShouldFailWithoutASender() throws Exception {
        FakeMail mail =
                FakeMail.builder()
                        .name("mail-1")
                        .recipient("bob@partner.test")
                        .mimeMessage(MailUtil.createMimeMessage())
                        .build();
        RightsProtect mailet = mailet();
        assertThatThrownBy(() -> mailet.service(mail))
                .isInstanceOf(MessagingException.class)
                .hasMessage("mail mail-1 is not protected: it has no sender");
        assertThat(sent.getSentMails()).isEmpty();
    }

    @Test
    void serviceShouldFailAndSendNothingWhenTheStoreIsClosed() throws Exception {
        RightsProtect mailet = mailet();
        context.messages().close();
        FakeMail mail = mail("bob@partner.test");
        assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(MessagingException.class);
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(sent.getSentMails()).isEmpty();
        assertThat(contentFiles()).isEmpty();
    }

    @Test
    void serviceShouldFailAndSendNothingWhenTheDiskRefusesContent() throws Exception {
        RightsProtect mailet = mailet();
        Path incoming = james.resolve("var/signet/content/incoming");
        Files.delete(incoming);
        Files.createFile(incoming);
        FakeMail mail = mail("bob@partner.test");
        assertThatThrownBy(() -> mailet.service(mail)).isInstanceOf(MessagingException.class);
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(sent.getSentMails()).isEmpty();
    }

    @Test
    void serviceShouldWithdrawTheMessageWhenOneWrapperIsRefused() throws Exception {
        List<LinkToken> tokens = new java.util.ArrayList<>();
        MailetContext refusing = refusingSecond(tokens);
        RightsProtect mailet = mailet(refusing, "wrapperProcessor", "relay");
        FakeMail mail = mail("bob@partner.test", "carol@other.test");
        assertThatThrownBy(() -> mailet.service(mail)).hasMessage("the queue is full");
        assertThat(mail.getState()).isNotEqualTo(Mail.GHOST);
        assertThat(tokens).hasSize(1);
        assertThat(context.messages().find(tokens.getFirst())).isEqualTo(new Access.Unknown());
        assertThat(contentFiles()).isEmpty();
    }

    /** A context whose queue takes one mail and no more. */
    private MailetContext refusingSecond(List<LinkToken> tokens) {
        return (MailetContext)
                java.lang.reflect.Proxy.newProxyInstance(
                        getClass().getClassLoader(),
                        new Class<?>[] {MailetContext.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("sendMail")) {
                                if (!sent.getSentMails().isEmpty()) {
                                    throw new MessagingException("the queue is full");
                                }
                                Mail wrapper = (Mail) arguments[0];
                                sent.sendMail(wrapper, (String) arguments[1]);
                                tokens.add(token(sent.getSentMails().getFirst()));
                                return null;
                            }
                            return method.invoke(sent, arguments);
                        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    template | secret | allowed: encrypt-only, do-not-forward, internal-only, confidential-view-only
                    expiry | PT59S | allowed: PT1M to P3653D
                    expiry | P3654D | allowed: PT1M to P3653D
                    expiry | 30d | allowed: ISO-8601, such as PT30S or P7D
                    wrapper | relay | allowed: expiry, template, wrapperProcessor
                    """)
    void initShouldRefuseWrongParameters(String name, String value, String allowed) {
        assertThatThrownBy(() -> mailet(name, value))
                .isInstanceOf(MessagingException.class)
                .hasMessageStartingWith(
                        "mailetcontainer.xml: mailet RightsProtect: parameter <" + name + "> is ")
                .hasMessageEndingWith(allowed);
    }

    @Test
    void initShouldRequireTheProcessorOfWrappers() {
        assertThatThrownBy(() -> mailet(sent))
                .hasMessageContaining("parameter <wrapperProcessor> is '': it is required");
    }

    @Test
    void jamesShouldCheckThatTheProcessorExists() throws Exception {
        assertThat(mailet().requiredProcessingState())
                .containsExactly(new ProcessingState("relay"));
    }

    @Test
    void initShouldFailWhenTheSettingsAreMissing() throws Exception {
        Files.delete(james.resolve("conf/signet-rights.properties"));
        assertThatThrownBy(this::mailet)
                .isInstanceOf(MessagingException.class)
                .hasMessage(
                        "mailet RightsProtect: conf/signet-rights.properties: there is no such"
                                + " file; protected messages need it");
    }

    @Test
    void initShouldFailWhenTheSettingsAreWrong() throws Exception {
        configure("portal.public-url=http://portal.ours.test");
        assertThatThrownBy(this::mailet)
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining(
                        "conf/signet-rights.properties: portal.public-url is"
                                + " 'http://portal.ours.test': links would be read over a clear"
                                + " connection; allowed: https://");
    }

    @Test
    void initShouldFailWhenTheDatabaseCannotBeReached() throws Exception {
        configure(
                "portal.public-url=https://portal.ours.test",
                "store.timeout=PT0.25S",
                "store.jdbc-url=jdbc:h2:tcp://127.0.0.1:1/nothing");
        assertThatThrownBy(this::mailet)
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("store.jdbc-url")
                .hasMessageContaining("the database cannot be used");
    }

    @Test
    void settingsShouldTakeValuesOfTheEnvironmentAsJamesDoes() throws Exception {
        System.setProperty("signet.test.host", "portal.ours.test");
        try {
            configure(
                    "portal.public-url=https://${sys:signet.test.host}",
                    "portal.listen=127.0.0.1:0,127.0.0.2:0");
            assertThat(context.messages().settings().publicUrl().getHost())
                    .isEqualTo("portal.ours.test");
            assertThat(context.messages().settings().portal())
                    .containsEntry("portal.listen", "127.0.0.1:0,127.0.0.2:0");
        } finally {
            System.clearProperty("signet.test.host");
        }
    }

    @Test
    void contextShouldOpenTheServiceOnce() throws Exception {
        assertThat(context.messages()).isSameAs(context.messages());
    }
}
