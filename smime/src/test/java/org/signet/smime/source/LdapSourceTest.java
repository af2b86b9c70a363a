package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.unboundid.asn1.ASN1StreamReader;
import com.unboundid.ldap.protocol.LDAPMessage;
import com.unboundid.ldap.protocol.SearchResultEntryProtocolOp;

import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSAbsentContent;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.certificate.CertificateChain;
import org.signet.smime.certificate.CertificateChain.Lookup;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.testing.Slapd;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

@Timeout(60)
class LdapSourceTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final X509Certificate BOB = person("bob@example.com");
    private static final Instant NOW = BOB.getNotBefore().toInstant().plus(2, ChronoUnit.DAYS);
    private static final X509Certificate NEWER =
            CA.person("carol@example.com")
                    .valid(NOW.minusSeconds(60), NOW.plus(9, ChronoUnit.DAYS))
                    .issue()
                    .certificate();

    @TempDir Path folder;
    private final List<LdapSource> opened = new ArrayList<>();

    private static X509Certificate person(String address) {
        return CA.person(address).issue().certificate();
    }

    @BeforeEach
    void files() throws Exception {
        Files.writeString(folder.resolve("roots.pem"), CA.identity().certificatePem());
        Files.writeString(
                folder.resolve("other.pem"), TestCa.root("Other").identity().certificatePem());
    }

    @AfterEach
    void close() {
        opened.forEach(LdapSource::close);
    }

    private LdapSource source(String password, String... lines) throws Exception {
        Path file = folder.resolve("ldap.properties");
        Files.writeString(file, String.join("\n", lines) + "\ntimeout=PT5S\n");
        Path secret = Files.writeString(folder.resolve("ldap.properties.password"), password);
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        if (password.isEmpty()) {
            Files.delete(secret);
        }
        LdapSource source = LdapSource.open(LdapSettings.read(file));
        opened.add(source);
        return source;
    }

    private static Answer ask(LdapSource source, String local) {
        return source.find(new Mailbox(local, "example.com"), NOW);
    }

    private static String failure(Answer answer) {
        assertThat(answer).isInstanceOf(Answer.Failed.class);
        return ((Answer.Failed) answer).why();
    }

    /** Asks a real directory. */
    @Nested
    class Directory {
        private static Slapd slapd;
        @TempDir static Path place;

        @BeforeAll
        static void start() throws Exception {
            assumeTrue(Slapd.isInstalled(), "slapd is not installed");
            slapd = new Slapd(place, CA.server("localhost").key(TestCa.KeyKind.RSA_2048).issue());
            slapd.person("bob@example.com", CERTIFICATE, List.of(BOB.getEncoded()))
                    .person(
                            "carol@example.com",
                            CERTIFICATE,
                            List.of(
                                    person("carol@example.com").getEncoded(),
                                    NEWER.getEncoded(),
                                    CA.person("carol@example.com")
                                            .expired()
                                            .issue()
                                            .certificate()
                                            .getEncoded()))
                    .person("dave@example.com", PKCS7, List.of(pkcs7("dave@example.com")))
                    .person("erin@example.com", CERTIFICATE, List.of())
                    .person("frank@example.com", CERTIFICATE, List.of(BOB.getEncoded()))
                    .person("grace@example.com", PKCS7, List.of(new byte[] {0x30, 3, 1, 2, 3}));
            for (int i = 0; i < 25; i++) {
                slapd.person("many@example.com", CERTIFICATE, List.of());
            }
            slapd.start();
        }

        @AfterAll
        static void stop() throws Exception {
            if (slapd != null) {
                slapd.close();
            }
        }

        private static final String CERTIFICATE = "userCertificate;binary";
        private static final String PKCS7 = "userSMIMECertificate";

        private static byte[] pkcs7(String address) throws Exception {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addCertificates(new JcaCertStore(List.of(person(address), CA.certificate())));
            return generator.generate(new CMSAbsentContent()).getEncoded();
        }

        private LdapSource plain() throws Exception {
            return asking(Slapd.PASSWORD, "base=" + Slapd.BASE);
        }

        private LdapSource asking(String password, String... more) throws Exception {
            List<String> lines = new ArrayList<>(List.of(more));
            lines.add("url=ldap://localhost:" + slapd.port());
            lines.add("startTls=false");
            lines.add("bindDn=" + Slapd.ADMIN);
            return source(password, lines.toArray(String[]::new));
        }

        @Test
        void certificatesShouldBeReadFromBothAttributes() throws Exception {
            LdapSource source = plain();

            assertThat(ask(source, "bob"))
                    .isEqualTo(new Answer.Found(List.of(BOB), List.of(), List.of()));
            assertThat(ask(source, "dave"))
                    .isInstanceOfSatisfying(
                            Answer.Found.class,
                            found -> {
                                assertThat(found.ofAddress()).hasSize(1);
                                assertThat(found.authorities()).containsExactly(CA.certificate());
                            });
        }

        @Test
        void newestValidShouldBeTakenOfSeveral() throws Exception {
            assertThat(
                            new CertificateChain(List.of(plain()), Marks.none())
                                    .lookup(
                                            new Mailbox("carol", "example.com"),
                                            NOW,
                                            RecipientTrust.BY_FOLDER))
                    .isEqualTo(new Lookup.Found(NEWER));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "nobody",
                    "erin",
                    "frank",
                    "grace",
                    "*",
                    "bo*",
                    "x)(mail=*",
                    "x)(|(mail=bob",
                    "b\\6fb",
                    "bob\u0000"
                })
        void thereShouldBeNoneForWhoeverHasNone(String local) throws Exception {
            assertThat(ask(plain(), local)).isEqualTo(new Answer.None());
        }

        @Test
        void tooManyEntriesShouldBeAFailure() throws Exception {
            LdapSource source = plain();

            assertThat(failure(ask(source, "many"))).contains("more than 20 entries");
            assertThat(ask(source, "bob")).isInstanceOf(Answer.Found.class);
        }

        @Test
        void wrongPasswordOrBaseShouldBeAFailure() throws Exception {
            assertThat(failure(ask(asking("wrong", "base=" + Slapd.BASE), "bob")))
                    .contains("invalid credentials")
                    .doesNotContain("wrong");
            assertThat(
                            failure(
                                    ask(
                                            asking(
                                                    Slapd.PASSWORD,
                                                    "base=ou=none,dc=example,dc=org"),
                                            "bob")))
                    .contains("no such object");
        }

        @ParameterizedTest
        @ValueSource(strings = {"ldaps", "ldap"})
        void serverShouldBeKnownByItsRootAndName(String scheme) throws Exception {
            String port = ":" + (scheme.equals("ldaps") ? slapd.tlsPort() : slapd.port());
            String base = "base=" + Slapd.BASE;
            String login = "bindDn=" + Slapd.ADMIN;
            String good = "url=" + scheme + "://localhost" + port;

            assertThat(ask(source(Slapd.PASSWORD, good, base, login, "roots=roots.pem"), "bob"))
                    .isInstanceOf(Answer.Found.class);
            assertThat(
                            failure(
                                    ask(
                                            source(
                                                    Slapd.PASSWORD,
                                                    good,
                                                    base,
                                                    login,
                                                    "roots=other.pem"),
                                            "bob")))
                    .containsIgnoringCase("certif");
            assertThat(
                            failure(
                                    ask(
                                            source(
                                                    Slapd.PASSWORD,
                                                    "url=" + scheme + "://127.0.0.1" + port,
                                                    base,
                                                    login,
                                                    "roots=roots.pem"),
                                            "bob")))
                    .contains("127.0.0.1");
        }

        @Test
        void questionShouldBeAnsweredAgainAfterARestartOfTheServer() throws Exception {
            LdapSource source = plain();
            assertThat(ask(source, "bob")).isInstanceOf(Answer.Found.class);

            slapd.stop();
            assertThat(ask(source, "bob")).isInstanceOf(Answer.Failed.class);
            slapd.startAgain();
            assertThat(ask(source, "bob")).isInstanceOf(Answer.Found.class);
        }

        @Test
        void nextServerShouldBeAskedWhenOneIsDead() throws Exception {
            int dead;
            try (ServerSocket free = new ServerSocket(0)) {
                dead = free.getLocalPort();
            }
            LdapSource source =
                    source(
                            Slapd.PASSWORD,
                            "url=ldap://localhost:%d ldap://localhost:%d"
                                    .formatted(dead, slapd.port()),
                            "startTls=false",
                            "bindDn=" + Slapd.ADMIN,
                            "base=" + Slapd.BASE);

            assertThat(ask(source, "bob")).isInstanceOf(Answer.Found.class);
        }
    }

    /** Asks servers that do what none should. */
    @Nested
    class Hostile {
        private ServerSocket server;

        /** What a server does once it has read a question. */
        private interface Behaviour {
            void answer(LDAPMessage question, OutputStream out) throws Exception;
        }

        @AfterEach
        void stop() throws IOException {
            if (server != null) {
                server.close();
            }
        }

        private LdapSource asking(Behaviour behaviour) throws Exception {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> serve(behaviour));
            Path file = folder.resolve("hostile.properties");
            Files.writeString(
                    file,
                    "url=ldap://127.0.0.1:%d\nstartTls=false\nbase=o=x\ntimeout=PT0.5S"
                            .formatted(server.getLocalPort()));
            LdapSource source = LdapSource.open(LdapSettings.read(file));
            opened.add(source);
            return source;
        }

        private void serve(Behaviour behaviour) {
            while (!server.isClosed()) {
                try {
                    Socket socket = server.accept();
                    Thread.ofVirtual().start(() -> talk(socket, behaviour));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void talk(Socket socket, Behaviour behaviour) {
            try (socket) {
                ASN1StreamReader in = new ASN1StreamReader(socket.getInputStream());
                LDAPMessage question;
                while ((question = LDAPMessage.readFrom(in, true)) != null) {
                    behaviour.answer(question, socket.getOutputStream());
                }
            } catch (Exception hungUp) {
                // The other side has had enough, which is what is tested.
                assertThat(hungUp).isNotNull();
            }
        }

        private void entry(LDAPMessage question, OutputStream out) throws IOException {
            out.write(
                    new LDAPMessage(
                                    question.getMessageID(),
                                    new SearchResultEntryProtocolOp("o=x", List.of()))
                            .encode()
                            .encode());
            out.flush();
        }

        @Test
        void silenceShouldBeAFailure() throws Exception {
            assertThat(failure(ask(asking((question, out) -> {}), "bob")))
                    .containsIgnoringCase("timeout");
        }

        @Test
        void answerWithoutAnEndShouldBeAFailure() throws Exception {
            LdapSource source =
                    asking(
                            (question, out) -> {
                                while (true) {
                                    entry(question, out);
                                }
                            });

            assertThat(failure(ask(source, "bob"))).contains("more than 20 entries");
        }

        @Test
        void answerThatBreaksOffShouldBeAFailure() throws Exception {
            LdapSource source =
                    asking(
                            (question, out) -> {
                                entry(question, out);
                                throw new IOException("over");
                            });

            assertThat(ask(source, "bob")).isInstanceOf(Answer.Failed.class);
        }

        @Test
        void claimOfTwoGigabytesShouldBeAFailure() throws Exception {
            LdapSource source =
                    asking(
                            (question, out) -> {
                                out.write(new byte[] {0x30, (byte) 0x84, 0x7f, -1, -1, -1});
                                out.flush();
                            });

            assertThat(ask(source, "bob")).isInstanceOf(Answer.Failed.class);
        }
    }
}
