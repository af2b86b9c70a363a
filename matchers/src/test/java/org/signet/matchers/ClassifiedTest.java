package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.base.test.FakeMail;
import org.apache.mailet.base.test.FakeMatcherConfig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;

class ClassifiedTest {
    private static final String POLICY =
            """
            limits: {text-bytes: 1024}
            classes:
              confidential:
                when:
                  keywords: [strictly confidential]
              cards:
                when:
                  payment-card
            """;
    private static final String SECRET = "Subject: Strictly confidential\r\n\r\nHello\r\n";
    private static final String HARMLESS = "Subject: Lunch\r\n\r\nAt noon?\r\n";

    @TempDir private Path james;

    @BeforeEach
    void writePolicy() throws IOException {
        Files.createDirectories(james.resolve("conf"));
        policy("signet-classification.yaml", POLICY);
    }

    private void policy(String name, String content) throws IOException {
        Files.writeString(james.resolve("conf").resolve(name), content);
    }

    /** James's file system, as far as the matcher uses it: URLs relative to the base directory. */
    private final FileSystem files =
            new FileSystem() {
                @Override
                public InputStream getResource(String url) throws IOException {
                    throw new IOException("not used");
                }

                @Override
                public File getFile(String url) throws FileNotFoundException {
                    return james.resolve(url.substring("file://".length())).toFile();
                }

                @Override
                public File getBasedir() {
                    return james.toFile();
                }
            };

    /** Counts; nothing else of James's metrics is used. */
    private final Map<String, Integer> counted = new HashMap<>();

    private MetricFactory metrics() {
        return proxy(
                MetricFactory.class,
                name ->
                        proxy(
                                Metric.class,
                                ignored -> counted.merge(String.valueOf(name), 1, Integer::sum)));
    }

    private static <T> T proxy(Class<T> type, Function<Object, Object> answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            Object given = answer.apply(arguments == null ? "" : arguments[0]);
                            return method.getReturnType() == void.class ? null : given;
                        }));
    }

    private Classified matcher(String condition) throws MessagingException {
        Classified matcher = new Classified(new Policies(files, Clock.systemUTC(), metrics()));
        matcher.init(
                FakeMatcherConfig.builder().matcherName("Classified").condition(condition).build());
        return matcher;
    }

    private static MimeMessage message(String text) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static FakeMail mail(MimeMessage message) throws MessagingException {
        return FakeMail.builder()
                .name("mail-1")
                .sender("ada@example.org")
                .recipients("bob@example.com", "eve@example.net")
                .mimeMessage(message)
                .build();
    }

    private static FakeMail mail(String text) throws MessagingException {
        return mail(message(text));
    }

    @Nested
    class Matching {
        @Test
        void allRecipientsShouldMatchWhenTheClassApplies() throws Exception {
            assertThat(matcher("confidential").match(mail(SECRET)))
                    .containsExactlyInAnyOrder(
                            new MailAddress("bob@example.com"), new MailAddress("eve@example.net"));
        }

        @Test
        void noRecipientShouldMatchWhenItDoesNot() throws Exception {
            assertThat(matcher("confidential").match(mail(HARMLESS))).isEmpty();
            assertThat(matcher("cards").match(mail(SECRET))).isEmpty();
        }

        @ParameterizedTest
        @CsvSource({
            "cards;policy=file://conf/other.yaml",
            "' cards ; policy=file://conf/other.yaml '",
        })
        void otherPolicyShouldBeAsked(String condition) throws Exception {
            policy("other.yaml", "classes:\n  cards:\n    when: {keywords: [lunch]}\n");
            assertThat(matcher(condition).match(mail(HARMLESS))).hasSize(2);
        }

        @Test
        void absolutePathShouldBeAccepted() throws Exception {
            policy("other.yaml", "classes:\n  cards:\n    when: {keywords: [lunch]}\n");
            assertThat(
                            matcher("cards;policy=" + james.resolve("conf/other.yaml"))
                                    .match(mail(HARMLESS)))
                    .hasSize(2);
        }

        @Test
        void messageThatCannotBeReadFarEnoughShouldBeAnException() throws Exception {
            FakeMail large = mail("\r\n" + "blah ".repeat(1000));
            Classified matcher = matcher("confidential");
            for (int time = 1; time <= 2; time++) {
                assertThatThrownBy(() -> matcher.match(large))
                        .isInstanceOf(MessagingException.class)
                        .hasMessage(
                                "mail mail-1: class 'confidential' is undecidable: limit-exceeded");
            }
        }

        @Test
        void messageThatCannotBeReadShouldBeAnException() throws Exception {
            FakeMail broken =
                    mail(
                            new MimeMessage(Session.getInstance(new Properties())) {
                                @Override
                                public void writeTo(OutputStream out) throws IOException {
                                    throw new IOException("blob store is gone");
                                }
                            });
            Classified matcher = matcher("confidential");
            assertThatThrownBy(() -> matcher.match(broken))
                    .isInstanceOf(MessagingException.class)
                    .hasRootCauseMessage("blob store is gone");
        }

        @Test
        void matcherWithoutInitShouldBeAnException() {
            assertThatThrownBy(
                            () ->
                                    new Classified(
                                                    new Policies(
                                                            files, Clock.systemUTC(), metrics()))
                                            .match(mail(SECRET)))
                    .isInstanceOf(MessagingException.class);
        }
    }

    /** The result that stays with the mail. */
    @Nested
    class Attached {
        private final MimeMessage message = secret();

        private MimeMessage secret() {
            try {
                return message(SECRET);
            } catch (MessagingException e) {
                throw new IllegalStateException(e);
            }
        }

        private FakeMail scanned() throws MessagingException {
            FakeMail mail = mail(message);
            assertThat(matcher("confidential").match(mail)).hasSize(2);
            return mail;
        }

        private Attribute attribute(FakeMail mail) {
            return mail.attributes()
                    .filter(a -> a.getName().asString().startsWith("signet.classification."))
                    .findFirst()
                    .orElseThrow();
        }

        private String value(FakeMail mail) {
            return (String) attribute(mail).getValue().value();
        }

        /** Makes the stored result say something else, so that it shows whether it is asked. */
        private void overwrite(FakeMail mail, String what, String with) {
            AttributeName name = attribute(mail).getName();
            String changed = value(mail).replace(what, with);
            assertThat(changed).isNotEqualTo(value(mail));
            mail.setAttribute(new Attribute(name, AttributeValue.of(changed)));
        }

        @Test
        void resultShouldHoldCountsAndPlacesButNoText() throws Exception {
            assertThat(value(scanned()))
                    .contains("confidential applies *\n+ keywords 5:7 1 1 0 /subject:0")
                    .contains("cards does-not-apply")
                    .doesNotContainIgnoringCase("strictly");
        }

        @Test
        void otherMatchersShouldAskItInsteadOfScanning() throws Exception {
            FakeMail mail = scanned();
            overwrite(mail, "cards does-not-apply", "cards applies");
            assertThat(matcher("cards").match(mail)).hasSize(2);
        }

        @Test
        void changedMessageShouldBeScannedAgain() throws Exception {
            FakeMail mail = scanned();
            message.setSubject("Lunch");
            message.saveChanges();
            assertThat(matcher("confidential").match(mail)).isEmpty();
        }

        @Test
        void changedMessageOfEqualLengthShouldBeScannedAgain() throws Exception {
            FakeMail mail = mail(HARMLESS);
            assertThat(matcher("confidential").match(mail)).isEmpty();
            mail.setMessage(message(SECRET.replace("Hello", "Hallo")));
            assertThat(matcher("confidential").match(mail)).hasSize(2);
        }

        @Test
        void changedPolicyShouldBeScannedAgain() throws Exception {
            FakeMail mail = scanned();
            overwrite(mail, "confidential applies", "confidential does-not-apply");
            policy("signet-classification.yaml", POLICY + "# changed\n");
            assertThat(matcher("confidential").match(mail)).hasSize(2);
        }

        @ParameterizedTest
        @CsvSource({
            "signet-classification/2, signet-classification/9",
            "confidential applies, confidential perhaps",
            "confidential applies *, confidential applies",
            "5:7, 5",
        })
        void resultThatCannotBeReadShouldBeScannedAgain(String what, String with) throws Exception {
            FakeMail mail = scanned();
            overwrite(mail, what, with);
            assertThat(matcher("confidential").match(mail)).hasSize(2);
        }
    }

    /** The other matchers, which share the scan. */
    @Nested
    class Asking {
        private final Policies policies = new Policies(files, Clock.systemUTC(), metrics());

        private int matched(PolicyMatcher matcher, String condition, String text) throws Exception {
            matcher.init(FakeMatcherConfig.builder().matcherName("x").condition(condition).build());
            return matcher.match(mail(text)).size();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "iban | 2",
                    "iban>=2 | 0",
                    "iban>=2@85,payment-card@65 | 2",
                    "payment-card@85 | 0",
                    "iban >= 1 @ 85 | 2",
                })
        void sensitiveInformationShouldBeCounted(String condition, int matched) throws Exception {
            String text = "\r\nDE89 3704 0044 0532 0130 00 and 4111 1111 1111 1111\r\n";
            assertThat(matched(new ContainsSensitiveInformation(policies), condition, text))
                    .isEqualTo(matched);
        }

        @Test
        void dictionaryShouldBeSearched() throws Exception {
            policy(
                    "signet-classification.yaml",
                    "dictionaries: {meals: [lunch, dinner]}\nclasses: {a: {when: unread}}\n");
            assertThat(matched(new HasKeyword(policies), "meals", HARMLESS)).isEqualTo(2);
            assertThat(matched(new HasKeyword(policies), "meals", SECRET)).isZero();
        }

        @Test
        void factShouldBeAsked() throws Exception {
            String pgp = "\r\n-----BEGIN PGP MESSAGE-----\r\n";
            assertThat(matched(new HasAttachmentFact(policies), "executable,encrypted", pgp))
                    .isEqualTo(2);
            assertThat(matched(new HasAttachmentFact(policies), "executable", pgp)).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | Subject: [Encrypt] x | 2",
                    "'' | Subject: x | 0",
                    "[secure],X-Protect: | X-Protect: yes | 2",
                    "[secure],X-Protect: | Subject: Re: [SECURE] x | 2",
                    "[secure],X-Protect: | Subject: [encrypt] | 0",
                })
        void markerShouldRequestProtection(String condition, String header, int matched)
                throws Exception {
            assertThat(matched(new RequestsProtection(policies), condition, header + "\r\n\r\n"))
                    .isEqualTo(matched);
        }

        @Test
        void allShouldShareOneScan() throws Exception {
            FakeMail mail = mail(SECRET);
            Map<PolicyMatcher, String> all =
                    Map.of(
                            new Classified(policies), "confidential",
                            new HasAttachmentFact(policies), "unread",
                            new ContainsSensitiveInformation(policies), "iban");
            for (Map.Entry<PolicyMatcher, String> each : all.entrySet()) {
                each.getKey()
                        .init(
                                FakeMatcherConfig.builder()
                                        .matcherName("x")
                                        .condition(each.getValue())
                                        .build());
            }
            for (PolicyMatcher matcher : all.keySet()) {
                matcher.match(mail);
            }
            assertThat(counted).containsEntry("signetClassification-mails", 1);
            assertThat(mail.attributeNames()).hasSize(1);
        }

        @ParameterizedTest
        @CsvSource({
            "no-such-type, there is no type 'no-such-type'",
            "iban>0, 'iban>0' is not of this form",
            "'', no type is named",
        })
        void wrongConditionShouldStopTheStart(String condition, String why) {
            assertThatThrownBy(
                            () ->
                                    matched(
                                            new ContainsSensitiveInformation(policies),
                                            condition,
                                            SECRET))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageContaining(why);
        }

        @Test
        void recipientsOfTheClassShouldMatchAlone() throws Exception {
            policy(
                    "signet-classification.yaml",
                    "inside: [example.com]\nclasses: {out: {when: {recipient: outside}}}\n");
            Classified matcher = new Classified(policies);
            matcher.init(FakeMatcherConfig.builder().matcherName("x").condition("out").build());
            assertThat(matcher.match(mail(HARMLESS)))
                    .containsExactly(new MailAddress("eve@example.net"));
        }
    }

    @Nested
    class StartUp {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "'' | no class is named; allowed: CLASS[,CLASS...] or CLASS[,CLASS...];policy",
                    ";policy=file://conf/x.yaml | no class is named; allowed: CLASS[,",
                    "cards;file://conf/x.yaml | 'file://conf/x.yaml' is not an option; allowed: CLASS",
                    "cards;policy= | 'policy=' is not an option; allowed: CLASS[,CLASS...] or CLASS[,CLASS...];policy",
                    "cards;policy=a;policy=b | 'policy=a;policy=b' is not an option; allowed: CLASS",
                    "secret | the policy file://conf/signet-classification.yaml has no class"
                            + " 'secret'; allowed: confidential, cards",
                    "cards;policy=conf/x.yaml | 'conf/x.yaml' is neither a URL nor absolute; allowed",
                    "cards;policy=file://conf/no.yaml | the policy file://conf/no.yaml cannot be read",
                })
        void wrongConditionShouldStopIt(String condition, String why) {
            assertThatThrownBy(() -> matcher(condition))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageStartingWith(
                            "mailetcontainer.xml: matcher Classified: condition is '%s': "
                                    .formatted(condition))
                    .hasMessageContaining(why);
        }

        @Test
        void brokenPolicyShouldStopItWithLineAndColumn() throws Exception {
            policy("broken.yaml", "classes:\n  cards:\n    when:\n      payment-crad\n");
            assertThatThrownBy(() -> matcher("cards;policy=file://conf/broken.yaml"))
                    .isInstanceOf(MessagingException.class)
                    .hasMessageStartingWith(
                            "file://conf/broken.yaml: line 4, column 7: found 'payment-crad';"
                                    + " allowed: all, any, none, not, keywords, payment-card, ");
        }

        @Test
        void shippedPolicyShouldHaveTheClassThatTheShippedPipelineAsksFor() throws Exception {
            Path shipped =
                    Path.of(System.getProperty("signet.root"))
                            .resolve("james-conf/signet-classification.yaml");
            Classified matcher = matcher("confidential;policy=" + shipped);
            assertThat(matcher.match(mail(SECRET))).hasSize(2);
            assertThat(matcher.match(mail("\r\nPay with 4111 1111 1111 1111\r\n"))).hasSize(2);
            assertThat(matcher.match(mail("\r\n" + "blah ".repeat(4_000_000)))).hasSize(2);
            assertThat(matcher.match(mail(HARMLESS))).isEmpty();
        }
    }
}
