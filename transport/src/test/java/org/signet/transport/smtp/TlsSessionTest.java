package org.signet.transport.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.testing.TestCa;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.ScriptedServer.Fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

class TlsSessionTest {
    private static final DomainName MX = DomainName.of("mx.example");
    private static final TestCa CA = TestCa.root("Root");
    private static final TestCa.Identity SERVER = CA.server("mx.example").issue();
    private final Instant now = Instant.now();

    private ScriptedServer server;
    private SmtpClient client;

    @TempDir private Path directory;

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer().identity(SERVER);
        client = client(now);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private SmtpSettings settings() throws IOException {
        Path roots = Files.writeString(directory.resolve("roots"), CA.identity().chainPem());
        Duration patience = Duration.ofSeconds(5);
        return new SmtpSettings(
                        "me.example", patience, patience, Optional.empty(), Optional.empty())
                .withRoots(TrustRoots.read(roots));
    }

    private SmtpClient client(Instant at) throws IOException {
        return new SmtpClient(settings(), Clock.fixed(at, ZoneOffset.UTC));
    }

    private static TlsPolicy dane(String fields, boolean secureRoute, byte[] named) {
        return new TlsPolicy.Authenticated(
                new DanePolicy.Authenticate(
                        List.of(Tlsa.parsePresentation(fields + " " + sha256(named))),
                        MX,
                        List.of(MX),
                        secureRoute));
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TlsPolicy dane() {
        return dane("3 1 1", true, SERVER.certificate().getPublicKey().getEncoded());
    }

    private Target target() {
        return new Target(server.address(), server.port(), Optional.of(MX));
    }

    private Opening open(TlsPolicy policy) {
        return client.open(target(), policy);
    }

    private TlsFacts.Encrypted facts(TlsPolicy policy) {
        Opening opening = open(policy);
        assertThat(opening).isInstanceOf(Opening.Ready.class);
        try (SmtpConnection connection = ((Opening.Ready) opening).connection()) {
            return (TlsFacts.Encrypted) connection.tls();
        }
    }

    private static Opening.Failed failed(Opening opening) {
        assertThat(opening).isInstanceOf(Opening.Failed.class);
        return (Opening.Failed) opening;
    }

    @Nested
    class Resumption {
        @Test
        void sessionShouldBeTakenUpAgainForTheSameHostAndPolicy() {
            assertThat(facts(dane()).resumed()).isFalse();
            TlsFacts.Encrypted second = facts(dane());
            assertThat(second.resumed()).isTrue();
            assertThat(second.level()).isEqualTo("dane-verified");
            assertThat(second.chain()).isEqualTo(CertificateDigests.of(SERVER.chain()));
        }

        @Test
        void sessionShouldNotBeTakenUpUnderAnotherPolicy() {
            TlsPolicy encrypted = new TlsPolicy.Encrypted();
            assertThat(facts(encrypted).resumed()).isFalse();
            assertThat(facts(dane()).resumed()).isFalse();
            TlsPolicy otherRecords = dane("3 0 1", true, encoded(SERVER.certificate()));
            assertThat(facts(otherRecords).resumed()).isFalse();
            assertThat(facts(encrypted).resumed()).isTrue();
        }

        @Test
        void sessionShouldNotBeTakenUpForAnotherHost() {
            TlsPolicy encrypted = new TlsPolicy.Encrypted();
            facts(encrypted);
            Target other =
                    new Target(
                            server.address(),
                            server.port(),
                            Optional.of(DomainName.of("mx2.example")));
            try (SmtpConnection connection =
                    ((Opening.Ready) client.open(other, encrypted)).connection()) {
                assertThat(((TlsFacts.Encrypted) connection.tls()).resumed()).isFalse();
            }
        }

        @Test
        void resumedSessionShouldBeJudgedAgain() throws Exception {
            TestCa.Identity old =
                    CA.server("mx.example")
                            .valid(now.minusSeconds(100), now.plusSeconds(3600))
                            .issue();
            server.identity(old);
            TlsPolicy anchored = dane("2 1 1", true, CA.certificate().getPublicKey().getEncoded());
            MovableClock clock = new MovableClock(now);
            client = new SmtpClient(settings(), clock);
            assertThat(facts(anchored).resumed()).isFalse();
            assertThat(facts(anchored).resumed()).isTrue();
            clock.at = now.plusSeconds(7200);
            Opening.Failed failed = failed(open(anchored));
            assertThat(failed.reason()).isEqualTo(Reason.CERTIFICATE_EXPIRED);
            assertThat(((TlsFacts.Encrypted) failed.tls()).resumed()).isTrue();
        }

        private static byte[] encoded(java.security.cert.X509Certificate certificate) {
            try {
                return certificate.getEncoded();
            } catch (java.security.cert.CertificateEncodingException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static final class MovableClock extends Clock {
        private Instant at;

        MovableClock(Instant at) {
            this.at = at;
        }

        @Override
        public Instant instant() {
            return at;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }

    @Nested
    class Facts {
        @Test
        void wordShouldSayHowFarTheServerIsKnown() {
            byte[] key = SERVER.certificate().getPublicKey().getEncoded();
            assertThat(facts(dane("3 1 1", true, key)).word()).isEqualTo("Verified");
            assertThat(facts(dane("3 1 1", false, key)).word()).isEqualTo("Trusted");
            assertThat(facts(dane("3 1 1", false, key)).level()).isEqualTo("dane-trusted");
            assertThat(facts(new TlsPolicy.Encrypted()).word()).isEqualTo("Untrusted");
            TlsFacts.Encrypted verified = facts(new TlsPolicy.Verified(List.of(MX)));
            assertThat(verified.word()).isEqualTo("Verified");
            assertThat(verified.level()).isEqualTo("verified");
            assertThat(verified.serverName()).contains(MX);
            assertThat(verified.protocol()).isEqualTo("TLSv1.3");
        }

        @Test
        void failureShouldNameTheRecordsAndWhatWasShown() {
            TlsPolicy other = dane("3 1 1", true, new byte[] {1});
            Opening.Failed failed = failed(open(other));
            assertThat(failed.reason()).isEqualTo(Reason.TLSA_MISMATCH);
            assertThat(failed.detail())
                    .contains("3 1 1 " + sha256(new byte[] {1}))
                    .contains(sha256(SERVER.certificate().getPublicKey().getEncoded()))
                    .contains(sha256(CA.certificate().getPublicKey().getEncoded()));
            assertThat(failed.tls().level()).isEqualTo("rejected");
        }

        @Test
        void bestCiphersShouldBeOfferedFirst() {
            String[] ciphers = {
                "TLS_RSA_WITH_AES_128_CBC_SHA",
                "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                "TLS_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                "TLS_AES_128_GCM_SHA256",
            };
            assertThat(Arrays.asList(TlsContexts.inOrder(ciphers)))
                    .containsExactly(
                            "TLS_AES_128_GCM_SHA256",
                            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
                            "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256",
                            "TLS_RSA_WITH_AES_128_GCM_SHA256",
                            "TLS_RSA_WITH_AES_128_CBC_SHA");
        }
    }

    @Nested
    class ByAuthority {
        @ParameterizedTest
        @CsvSource({
            // names in the certificate, expected name, result
            "mx.example, mx.example, ready",
            "MX.Example, mx.example, ready",
            "*.example.org, mx.example.org, ready",
            "*.example.org, a.mx.example.org, certificate-name-mismatch",
            "*.example.org, example.org, certificate-name-mismatch",
            "m*.example.org, mx.example.org, certificate-name-mismatch",
            "*.*.example.org, a.mx.example.org, certificate-name-mismatch",
            "mx.example, mx2.example, certificate-name-mismatch",
        })
        void nameShouldBeComparedAsAWhole(String presented, String name, String expected) {
            server.identity(CA.server(presented).issue());
            assertThat(shown(open(new TlsPolicy.Verified(List.of(DomainName.of(name))))))
                    .isEqualTo(expected);
        }

        @ParameterizedTest
        @CsvSource({
            "expired, certificate-expired",
            "early, certificate-not-yet-valid",
            "self-signed, certificate-not-trusted",
            "other root, certificate-not-trusted",
            "nameless, certificate-name-mismatch",
            "for mail, certificate-purpose",
            "no authority, certificate-not-trusted",
            "intermediate, ready",
            "without STARTTLS, starttls-not-offered",
        })
        void onlyAValidPathToARootShouldDo(String kind, String expected) {
            TestCa.Leaf leaf = CA.server("mx.example");
            switch (kind) {
                case "expired" -> server.identity(leaf.expired().issue());
                case "early" -> server.identity(leaf.notYetValid().issue());
                case "self-signed" -> server.identity(TestCa.selfSigned("mx.example"));
                case "other root" ->
                        server.identity(TestCa.root("Root").server("mx.example").issue());
                case "nameless" -> server.identity(leaf.withoutNames().issue());
                case "for mail" -> server.identity(CA.person("mx@example").issue());
                case "no authority" ->
                        server.identity(
                                CA.below("No")
                                        .withoutAuthority()
                                        .issueAuthority()
                                        .server("mx.example")
                                        .issue());
                case "intermediate" ->
                        server.identity(CA.intermediate("Sub").server("mx.example").issue());
                default -> server.fault(Fault.NO_STARTTLS);
            }
            assertThat(shown(open(new TlsPolicy.Verified(List.of(MX))))).isEqualTo(expected);
        }

        private static String shown(Opening opening) {
            return switch (opening) {
                case Opening.Ready ready -> {
                    ready.connection().close();
                    yield "ready";
                }
                case Opening.Failed failed -> failed.reason().code();
            };
        }
    }

    @Nested
    class FromTheStart {
        @Test
        void implicitTlsShouldComeBeforeTheGreeting() throws Exception {
            server.fault(Fault.IMPLICIT_TLS);
            Target target = new Target(server.address(), server.port(), Optional.of(MX), true);
            Opening opening = client.open(target, dane());
            assertThat(opening).isInstanceOf(Opening.Ready.class);
            ((Opening.Ready) opening).connection().close();
            assertThat(server.lastVisit().commands).containsExactly("EHLO me.example", "QUIT");
            assertThat(server.lastVisit().sni).isEqualTo("mx.example");
        }

        @Test
        void implicitTlsShouldNeverFallBackToPlainText() {
            Target target = new Target(server.address(), server.port(), Optional.of(MX), true);
            Opening.Failed failed = failed(client.open(target, new TlsPolicy.Opportunistic(true)));
            assertThat(failed.reason()).isEqualTo(Reason.HANDSHAKE_FAILED);
            assertThat(server.visits()).hasSize(1);
        }

        @Test
        void plainShouldNotUseStartTls() throws Exception {
            Opening opening = open(new TlsPolicy.Plain());
            ((Opening.Ready) opening).connection().close();
            assertThat(server.lastVisit().commands).containsExactly("EHLO me.example", "QUIT");
        }

        @Test
        void startTlsOfferedOverTlsShouldNotBeUsedAgain() throws Exception {
            server.reply("EHLO", "250-mx.example\r\n250 STARTTLS");
            assertThat(facts(dane()).level()).isEqualTo("dane-verified");
            assertThat(server.lastVisit().commands)
                    .containsExactly("EHLO me.example", "STARTTLS", "EHLO me.example", "QUIT");
        }
    }

    @Nested
    class Passwords {
        private static final Credentials ALICE = new Credentials("alice", "s3cret\u00fc");

        private Opening open(TlsPolicy policy) throws IOException {
            return new SmtpClient(settings().withCredentials(ALICE), Clock.systemUTC())
                    .open(target(), policy);
        }

        @ParameterizedTest
        @CsvSource({
            "PLAIN LOGIN, AUTH PLAIN AGFsaWNlAHMzY3JldMO8, 235 2.7.0 ok, ready",
            "plain, AUTH PLAIN AGFsaWNlAHMzY3JldMO8, 235 2.7.0 ok, ready",
            "PLAIN, AUTH PLAIN AGFsaWNlAHMzY3JldMO8, 535 5.7.8 no, auth-refused",
            "LOGIN, AUTH LOGIN, 535 5.7.8 no, auth-refused",
            "GSSAPI, , , auth-not-offered",
        })
        void passwordShouldBeShownOverTls(
                String offered, String command, String reply, String expected) throws Exception {
            server.extensions("250-AUTH " + offered + "\r\n");
            if (reply != null) {
                server.reply("AUTH", reply);
            }
            Opening opening = open(new TlsPolicy.Encrypted());
            if (opening instanceof Opening.Ready ready) {
                ready.connection().close();
            }
            assertThat(ByAuthority.shown(opening)).isEqualTo(expected);
            if (command != null) {
                assertThat(server.lastVisit().commands).contains(command);
            }
        }

        @Test
        void loginShouldShowNameThenPassword() throws Exception {
            server.extensions("250-AUTH LOGIN\r\n")
                    .reply("AUTH LOGIN", "334 VXNlcm5hbWU6")
                    .reply("YWxpY2U=", "334 UGFzc3dvcmQ6")
                    .reply("czNjcmV0w7w=", "235 2.7.0 ok");
            assertThat(ByAuthority.shown(open(new TlsPolicy.Encrypted()))).isEqualTo("ready");
        }

        @Test
        void passwordShouldNotBeShownInPlainText() throws Exception {
            server.extensions("250-AUTH PLAIN\r\n").fault(Fault.NO_STARTTLS);
            Opening.Failed failed = failed(open(new TlsPolicy.Opportunistic(true)));
            assertThat(failed.reason()).isEqualTo(Reason.AUTH_NEEDS_TLS);
            assertThat(server.lastVisit().commands.toString()).doesNotContain("AUTH");
            assertThat(ALICE.toString()).doesNotContain("s3cret");
        }

        @Test
        void mechanismsFromBeforeTlsShouldBeForgotten() throws Exception {
            server.reply("EHLO", "250-mx\r\n250-STARTTLS\r\n250 AUTH PLAIN")
                    .fault(Fault.NO_AUTH_AFTER_TLS);
            assertThat(failed(open(new TlsPolicy.Encrypted())).reason())
                    .isEqualTo(Reason.AUTH_NOT_OFFERED);
        }
    }
}
