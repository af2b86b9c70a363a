package org.signet.smime.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.PathFinder;
import org.signet.smime.trust.RevocationRule;
import org.signet.smime.trust.Trust;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.Crls;
import org.signet.testing.Ocsp;
import org.signet.testing.TestCa;
import org.signet.testing.WebServer;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class OnlineRevocationTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final TestCa OTHER = TestCa.root("Other Root");

    private WebServer web;
    private OnlineRevocation online;

    @BeforeEach
    void start() throws Exception {
        web = new WebServer();
        online = online(Clock.systemUTC(), Set.of(web.host()));
    }

    @AfterEach
    void stop() throws Exception {
        web.close();
    }

    private static OnlineRevocation online(Clock clock, Set<String> trusted) {
        return new OnlineRevocation(
                new RevocationSettings(true, true, Duration.ofSeconds(1), 100_000, trusted),
                clock,
                new SecureRandom());
    }

    private static X509Certificate converted(TestCa.Identity identity) throws Exception {
        return Certificates.parse(identity.certificate().getEncoded()).orElseThrow();
    }

    private Trust find(TestCa.Identity signer, RevocationRule.Demand demand) throws Exception {
        return new PathFinder(
                        TrustStore.of(List.of(CA.certificate())),
                        false,
                        RevocationRule.of(demand, online))
                .find(converted(signer), List.of(), List.of(), Instant.now());
    }

    /** The answer where revocation is required, and then that where it is preferred. */
    private String found(TestCa.Identity signer) throws Exception {
        return word(find(signer, RevocationRule.Demand.REQUIRE))
                + " "
                + word(find(signer, RevocationRule.Demand.PREFER));
    }

    private static String word(Trust trust) {
        return switch (trust) {
            case Trust.Trusted(var path, boolean checked) -> checked ? "good" : "trusted";
            case Trust.Untrusted(Trust.Reason reason, String detail) -> reason.name();
            case Trust.Unknown unknown -> "unknown";
        };
    }

    private String why(TestCa.Identity signer) throws Exception {
        return find(signer, RevocationRule.Demand.REQUIRE) instanceof Trust.Unknown(String detail)
                ? detail
                : "";
    }

    private TestCa.Identity withResponder() {
        return CA.person("alice@example.org").responder(web.url("/ocsp")).issue();
    }

    private TestCa.Identity withList() {
        return CA.person("alice@example.org").lists(web.url("/ca.crl")).issue();
    }

    private static TestCa.Leaf delegate(TestCa ca) {
        return ca.person("responder").withoutNames().purpose(KeyPurposeId.id_kp_OCSPSigning);
    }

    private void answer(Ocsp answer) {
        web.at("/ocsp", (body, out) -> WebServer.ok(out, answer.answer(body, CA.certificate())));
    }

    /** Ways in which an answer may be right or wrong, with what must come out. */
    enum Answers {
        GOOD("good good") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity());
            }
        },
        MADE_IN_ADVANCE("good good") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).withoutNonce();
            }
        },
        REVOKED("REVOKED REVOKED") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity())
                        .says(new RevokedStatus(Date.from(Instant.EPOCH), CRLReason.keyCompromise));
            }
        },
        NOT_KNOWN("unknown trusted") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).says(new UnknownStatus());
            }
        },
        BY_DELEGATE("good good") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(delegate(CA).unchecked().issue()).withCertificate();
            }
        },
        BY_DELEGATE_TO_BE_CHECKED("unknown trusted") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(delegate(CA).issue()).withCertificate();
            }
        },
        BY_DELEGATE_OF_ANOTHER("unknown trusted") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(delegate(OTHER).unchecked().issue()).withCertificate();
            }
        },
        BY_EXPIRED_DELEGATE("unknown trusted") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(delegate(CA).unchecked().expired().issue()).withCertificate();
            }
        },
        BY_A_PERSON_OF_THE_SAME_ISSUER("unknown trusted") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(CA.person("eve@example.org").unchecked().issue()).withCertificate();
            }
        },
        BY_A_STRANGER_IN_THE_NAME_OF_THE_ISSUER("unknown trusted") {
            @Override
            Ocsp answer() throws Exception {
                return Ocsp.by(TestCa.root("Example Root").identity()).withCertificate();
            }
        },
        STALE("unknown trusted") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).valid(Duration.ofDays(-2), Duration.ofHours(-1));
            }
        },
        OF_TOMORROW("unknown trusted") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).valid(Duration.ofDays(1), Duration.ofDays(2));
            }
        },
        REPLAYED("unknown trusted") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).withOtherNonce();
            }
        },
        ABOUT_ANOTHER("unknown trusted") {
            @Override
            Ocsp answer() {
                return Ocsp.by(CA.identity()).about(OTHER.certificate());
            }
        };

        private final String expected;

        Answers(String expected) {
            this.expected = expected;
        }

        abstract Ocsp answer() throws Exception;
    }

    @ParameterizedTest
    @EnumSource
    void answerOfAResponderShouldCountOnlyIfItIsRight(Answers each) throws Exception {
        answer(each.answer());

        assertThat(found(withResponder())).isEqualTo(each.expected);
    }

    /** Ways in which a server may fail, whatever it is asked for. */
    enum Faults implements WebServer.Script {
        SILENT {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                Thread.sleep(Duration.ofSeconds(20));
            }
        },
        SLOW {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write('0');
                    out.flush();
                    Thread.sleep(Duration.ofMillis(100));
                }
            }
        },
        ENDLESS {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write(new byte[10_000]);
                }
            }
        },
        ENDLESS_HEAD {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.US_ASCII));
                while (true) {
                    out.write("X-A: 1234567890\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        },
        CLAIMS_TWO_GIGABYTES {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        },
        CHUNKS_OF_TWO_GIGABYTES {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write(
                        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        },
        BREAKS_OFF {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        },
        REDIRECTS {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                out.write(
                        "HTTP/1.1 302 Found\r\nLocation: http://localhost:1/\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        },
        GARBAGE {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                WebServer.ok(out, "<html>".getBytes(StandardCharsets.US_ASCII));
            }
        },
        TRY_LATER {
            @Override
            public void answer(byte[] body, OutputStream out) throws Exception {
                WebServer.ok(
                        out,
                        new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void faultOfAServerShouldBeUnknownSoon(Faults fault) throws Exception {
        web.at("/ocsp", fault);
        web.at("/ca.crl", fault);
        long begun = System.nanoTime();

        assertThat(found(withResponder())).isEqualTo("unknown trusted");
        assertThat(found(withList())).isEqualTo("unknown trusted");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void serverThatIsNotThereShouldBeUnknown() throws Exception {
        TestCa.Identity alice = withResponder();
        web.close();

        assertThat(found(alice)).isEqualTo("unknown trusted");
    }

    @Test
    void certificateThatNamesNoPlaceShouldBeUnknown() throws Exception {
        assertThat(why(CA.person("alice@example.org").issue()))
                .contains("names no responder", "names no list");
    }

    @Nested
    class Lists {
        @Test
        void shouldSayGoodAndRevoked() throws Exception {
            TestCa.Identity alice = withList();
            TestCa.Identity bob = withList();
            byte[] list = Crls.by(CA).revoked(bob.certificate()).issue().getEncoded();
            web.at("/ca.crl", (body, out) -> WebServer.ok(out, list));

            assertThat(found(alice)).isEqualTo("good good");
            assertThat(found(bob)).isEqualTo("REVOKED REVOKED");
            assertThat(web.requests()).isEqualTo(1);
        }

        @Test
        void shouldBeReadInChunks() throws Exception {
            byte[] list = Crls.by(CA).issue().getEncoded();
            web.at(
                    "/ca.crl",
                    (body, out) -> {
                        out.write(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        .getBytes(StandardCharsets.US_ASCII));
                        out.write("0a;x=y\r\n".getBytes(StandardCharsets.US_ASCII));
                        out.write(list, 0, 10);
                        out.write(
                                ("\r\n" + Integer.toHexString(list.length - 10) + "\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                        out.write(list, 10, list.length - 10);
                        out.write("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                    });

            assertThat(found(withList())).isEqualTo("good good");
        }

        @Test
        void shouldBeUnknownWhenStaleForgedOrForOthers() throws Exception {
            List<byte[]> lists =
                    List.of(
                            Crls.oldBy(CA).issue().getEncoded(),
                            Crls.forged(CA, OTHER).issue().getEncoded(),
                            Crls.by(OTHER).issue().getEncoded(),
                            Crls.by(CA).number(2).deltaOf(1).issue().getEncoded(),
                            Crls.by(CA).only(false, true).issue().getEncoded());
            for (int i = 0; i < lists.size(); i++) {
                byte[] list = lists.get(i);
                web.at("/" + i, (body, out) -> WebServer.ok(out, list));

                assertThat(found(CA.person("a@example.org").lists(web.url("/" + i)).issue()))
                        .as("list %s", i)
                        .isEqualTo("unknown trusted");
            }
        }

        @Test
        void shouldBeFetchedOnceHoweverManyWantIt() throws Exception {
            TestCa.Identity alice = withList();
            byte[] list = Crls.by(CA).issue().getEncoded();
            CountDownLatch release = new CountDownLatch(1);
            web.at(
                    "/ca.crl",
                    (body, out) -> {
                        release.await();
                        WebServer.ok(out, list);
                    });
            List<Future<String>> all = new ArrayList<>();
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 20; i++) {
                    all.add(threads.submit(() -> found(alice)));
                }
                release.countDown();
            }

            for (Future<String> each : all) {
                assertThat(each.get()).isEqualTo("good good");
            }
            assertThat(web.requests()).isEqualTo(1);
        }

        @Test
        void shouldBeFetchedAgainWhenTheirTimeIsOver() throws Exception {
            TestCa.Identity alice = withList();
            byte[] list = Crls.by(CA).issue().getEncoded();
            web.at("/ca.crl", (body, out) -> WebServer.ok(out, list));
            List<Instant> now = new ArrayList<>(List.of(Instant.now()));
            online =
                    online(
                            new Clock() {
                                @Override
                                public Instant instant() {
                                    return now.get(0);
                                }

                                @Override
                                public ZoneOffset getZone() {
                                    return ZoneOffset.UTC;
                                }

                                @Override
                                public Clock withZone(java.time.ZoneId zone) {
                                    return this;
                                }
                            },
                            Set.of(web.host()));

            assertThat(found(alice)).isEqualTo("good good");
            now.set(0, now.get(0).plus(Duration.ofHours(25)));
            assertThat(found(alice)).isEqualTo("good good");
            assertThat(web.requests()).isEqualTo(2);
        }

        @Test
        void shouldBeAskedForWhenTheResponderSaysNothing() throws Exception {
            TestCa.Identity alice =
                    CA.person("alice@example.org")
                            .responder(web.url("/ocsp"))
                            .lists(web.url("/ca.crl"))
                            .issue();
            byte[] list = Crls.by(CA).revoked(alice.certificate()).issue().getEncoded();
            web.at("/ocsp", Faults.GARBAGE);
            web.at("/ca.crl", (body, out) -> WebServer.ok(out, list));

            assertThat(found(alice)).isEqualTo("REVOKED REVOKED");
        }

        @Test
        void atHandShouldNotHideWhatTheResponderKnows() throws Exception {
            TestCa.Identity alice = withResponder();
            answer(
                    Ocsp.by(CA.identity())
                            .says(
                                    new RevokedStatus(
                                            Date.from(Instant.EPOCH), CRLReason.superseded)));
            Trust trust =
                    new PathFinder(
                                    TrustStore.of(List.of(CA.certificate())),
                                    false,
                                    RevocationRule.of(RevocationRule.Demand.PREFER, online))
                            .find(
                                    converted(alice),
                                    List.of(),
                                    List.of(Crls.by(CA).issue()),
                                    Instant.now());

            assertThat(word(trust)).isEqualTo("REVOKED");
        }
    }

    @Nested
    class Reachable {
        @Test
        void shouldNotBeLoopbackUnlessTheOperatorNamesIt() throws Exception {
            answer(Ocsp.by(CA.identity()));
            online = online(Clock.systemUTC(), Set.of());

            assertThat(why(withResponder())).contains("only http on port 80");
            assertThat(why(CA.person("a@example.org").responder("http://127.0.0.1/").issue()))
                    .contains("not public");
            assertThat(web.requests()).isZero();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "127.0.0.1",
                    "10.1.2.3",
                    "172.16.0.1",
                    "192.168.1.1",
                    "169.254.169.254",
                    "100.64.0.1",
                    "0.0.0.0",
                    "192.0.2.1",
                    "198.18.0.1",
                    "198.51.100.7",
                    "203.0.113.9",
                    "224.0.0.1",
                    "240.0.0.1",
                    "255.255.255.255",
                    "::1",
                    "::",
                    "::ffff:127.0.0.1",
                    "fe80::1",
                    "fc00::1",
                    "fd12:3456::1",
                    "ff02::1",
                    "64:ff9b::7f00:1",
                    "2002:7f00:1::",
                    "2001::1",
                    "2001:db8::1"
                })
        void shouldBeNoSpecialAddress(String address) throws Exception {
            assertThat(Reach.isPublic(java.net.InetAddress.getByName(address))).isFalse();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "8.8.8.8",
                    "100.128.0.1",
                    "192.0.1.1",
                    "2606:4700::1111",
                    "2a00:1450::1"
                })
        void shouldBePublicAddresses(String address) throws Exception {
            assertThat(Reach.isPublic(java.net.InetAddress.getByName(address))).isTrue();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "https://example.org/",
                    "ldap://example.org/",
                    "file:///etc/passwd",
                    "http://example.org:25/",
                    "http://user@example.org/",
                    "http:///x",
                    "http://example.org/a b",
                    "http://example.org/\r\nX: y",
                })
        void shouldBePlainHttpOnPort80(String url) {
            assertThat(new Reach(Set.of()).place(url)).isEmpty();
        }
    }

    @Nested
    class OpenSslResponder {
        @TempDir Path folder;

        private String answered(boolean revoked) throws Exception {
            OpenSsl openssl = new OpenSsl(folder);
            TestCa.Identity alice = withResponder();
            openssl.identity("ca", CA.identity());
            openssl.identity("responder", delegate(CA).unchecked().issue());
            openssl.write(
                    "index.txt",
                    "%s\t350101000000Z\t%s\t%X\tunknown\t/CN=alice\n"
                            .formatted(
                                    revoked ? "R" : "V",
                                    revoked ? "200101000000Z,keyCompromise" : "",
                                    alice.certificate().getSerialNumber()));
            web.at(
                    "/ocsp",
                    (body, out) -> {
                        openssl.write("question", body);
                        openssl.done(
                                "ocsp",
                                "-index",
                                "index.txt",
                                "-CA",
                                "ca.crt",
                                "-rsigner",
                                "responder.crt",
                                "-rkey",
                                "responder.key",
                                "-reqin",
                                "question",
                                "-respout",
                                "answer",
                                "-ndays",
                                "1");
                        WebServer.ok(out, openssl.read("answer"));
                    });
            online =
                    new OnlineRevocation(
                            new RevocationSettings(
                                    true,
                                    true,
                                    Duration.ofSeconds(30),
                                    100_000,
                                    Set.of(web.host())),
                            Clock.systemUTC(),
                            new SecureRandom());
            return found(alice);
        }

        @Test
        void shouldBeUnderstood() throws Exception {
            assertThat(answered(false)).isEqualTo("good good");
            assertThat(answered(true)).isEqualTo("REVOKED REVOKED");
        }
    }
}
