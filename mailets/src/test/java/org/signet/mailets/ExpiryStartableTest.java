package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.core.healthcheck.Result;
import org.apache.james.core.healthcheck.ResultStatus;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.server.core.configuration.Configuration.ConfigurationPath;
import org.apache.james.utils.PropertiesProvider;
import org.apache.mailet.base.test.FakeMailContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;

import reactor.core.publisher.Mono;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** What ends is told to the postmaster, WebAdmin and the metrics. */
class ExpiryStartableTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final TestCa CA =
            TestCa.rootNamed("Root")
                    .valid(NOON.minus(Duration.ofDays(900)), NOON.plus(Duration.ofDays(900)))
                    .issueRoot();

    @TempDir private Path folder;
    private final Time clock = new Time();
    private final Map<String, Supplier<?>> gauges = new HashMap<>();
    private FileSystem files;
    private PropertiesProvider properties;
    private FakeMailContext context;

    private static final class Time extends Clock {
        private Instant now = NOON;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @BeforeEach
    void setUp() throws Exception {
        files = new SmimeFixture(folder).files();
        properties = new PropertiesProvider(files, new ConfigurationPath("file://conf/"));
        Files.createDirectories(folder.resolve("conf/watched"));
        settings("keys=file://conf/watched");
        context = FakeMailContext.builder().postmaster(new MailAddress("chief@ours.test")).build();
    }

    private void settings(String text) throws Exception {
        Files.writeString(folder.resolve("conf/signet-expiry.properties"), text);
    }

    private void key(String file, int daysLeft) throws Exception {
        TestCa.Identity identity =
                CA.person("ada@ours.test")
                        .valid(
                                NOON.minus(Duration.ofDays(100)),
                                NOON.plus(Duration.ofDays(daysLeft)))
                        .issue();
        Files.writeString(
                folder.resolve("conf/watched/" + file),
                identity.keyPem() + identity.certificatePem());
    }

    private ExpiryWatch watch() {
        return new ExpiryWatch(ExpirySettings.of(properties, files), context, clock);
    }

    @Test
    void roundShouldMailThePostmasterOnceADayAlsoAfterARestart() throws Exception {
        key("ada.pem", 12);

        watch().round();
        clock.now = NOON.plus(Duration.ofHours(11));
        watch().round();

        assertThat(context.getSentMails())
                .singleElement()
                .satisfies(
                        mail -> {
                            assertThat(mail.getSender()).isEqualTo(MailAddress.nullSender());
                            assertThat(mail.getRecipients())
                                    .containsExactly(new MailAddress("chief@ours.test"));
                            MimeMessage message = mail.getMsg();
                            assertThat(message.getSubject())
                                    .isEqualTo(
                                            "Certificates: 0 expired, 1 expire soon, 0 unreadable");
                            assertThat(message.getHeader("Auto-Submitted"))
                                    .containsExactly("auto-generated");
                            assertThat(message.getContent().toString())
                                    .contains("signing key of ada@ours.test")
                                    .contains("expires in 12 days, on 2026-12-06; SHA-256 ");
                        });

        clock.now = NOON.plus(Duration.ofHours(12));
        watch().round();
        assertThat(context.getSentMails()).hasSize(2);
    }

    @Test
    void roundShouldMailNobodyWhenNothingEndsOrNoMailIsWanted() throws Exception {
        key("ada.pem", 400);
        watch().round();
        key("bert.pem", 12);
        settings("keys=file://conf/watched\nmail=false");
        Files.delete(folder.resolve("conf/watched/ada.pem"));
        watch().round();

        assertThat(context.getSentMails()).isEmpty();
    }

    @Test
    void roundShouldTryAgainWhenJamesDoesNotTakeTheMail() throws Exception {
        key("ada.pem", 12);
        OursContext full = new OursContext();
        full.room = 0;
        ExpiryWatch watch =
                new ExpiryWatch(ExpirySettings.of(properties, files), full.context, clock);

        watch.round();
        assertThat(full.fake.getSentMails()).isEmpty();
        full.room = 1;
        watch.round();

        assertThat(full.fake.getSentMails()).hasSize(1);
    }

    @Test
    void healthAndGaugesShouldFollowWhatLiesInTheFolders() throws Exception {
        ExpiryStartable startable =
                new ExpiryStartable(properties, files, context, registry(), clock);
        assertThat(health().getStatus()).isEqualTo(ResultStatus.DEGRADED);
        assertThat(health().getCause()).hasValueSatisfying(this::namesTheStartable);
        key("ada.pem", 400);
        startable.start();
        try {
            assertThat(health().getStatus()).isEqualTo(ResultStatus.HEALTHY);
            assertThat(gauges.get("signetExpiry-daysToNext").get()).isEqualTo(400L);

            key("ada.pem", 12);
            later();
            assertThat(health().getStatus()).isEqualTo(ResultStatus.DEGRADED);
            assertThat(gauges.get("signetExpiry-expiring").get()).isEqualTo(1);

            key("ada.pem", -1);
            later();
            assertThat(health().getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
            assertThat(gauges.get("signetExpiry-expired").get()).isEqualTo(1);
            assertThat(gauges.get("signetExpiry-daysToNext").get()).isEqualTo(-1L);

            key("next.pem", 400);
            later();
            assertThat(health().getStatus()).isEqualTo(ResultStatus.HEALTHY);

            Files.writeString(folder.resolve("conf/watched/ada.pem"), "rubbish");
            Files.writeString(folder.resolve("conf/watched/ada.p12"), "rubbish");
            later();
            assertThat(health().getStatus()).isEqualTo(ResultStatus.UNHEALTHY);
            assertThat(health().getCause()).get().asString().contains("ada.p12");
            assertThat(gauges.get("signetExpiry-unreadable").get()).isEqualTo(2);
        } finally {
            startable.stop();
        }
        assertThat(health().getCause()).hasValueSatisfying(this::namesTheStartable);
    }

    private void namesTheStartable(String cause) {
        assertThat(cause).contains("org.signet.mailets.ExpiryStartable");
    }

    private void later() {
        clock.now = clock.now.plus(Duration.ofMinutes(10)).plusSeconds(1);
    }

    private static Result health() {
        return Mono.from(new ExpiryHealthCheck().check()).block();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    keys=/tmp,relative           | keys is 'relative'; allowed: what is there, as file://conf/... or as an absolute path
                    roots=file://conf/none       | roots is 'file://conf/none'; allowed: what is there
                    days=10                      | keys is ''; allowed: at least one of
                    keys=/tmp\\ndays=0           | days is '0'; allowed: a whole number from 1 to 365
                    keys=/tmp\\ndays=soon        | days is 'soon'; allowed
                    keys=/tmp\\nmail=maybe       | mail is 'maybe'; allowed: true, false
                    keys=/tmp\\nday=3            | day is '3'; allowed: certificates, days, keys
                    """)
    void startShouldFailWithTheKeyWhenASettingIsWrong(String text, String message)
            throws Exception {
        settings(text.replace("\\n", "\n"));
        ExpiryStartable startable =
                new ExpiryStartable(properties, files, context, registry(), clock);

        assertThatThrownBy(startable::start)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("conf/signet-expiry.properties: " + message);
    }

    @Test
    void startShouldFailWhenTheFileIsMissing() throws Exception {
        Files.delete(folder.resolve("conf/signet-expiry.properties"));

        assertThatThrownBy(this::watch).hasMessageContaining("there is no such file");
    }

    private GaugeRegistry registry() {
        return DeliveryFakes.gauges(gauges);
    }
}
