package org.signet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.sandbox.recipient.Expectation;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomains;
import org.signet.sandbox.recipient.Tlsa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sandbox as programs see it that share no code with it: Unbound, BIND, OpenSSL. */
@Timeout(120)
class PeersTest {
    @TempDir static Path directory;
    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = Sandbox.start(SandboxOptions.in(directory).withDomains(RecipientDomains.all()));
    }

    @AfterAll
    static void stop() throws Exception {
        sandbox.close();
    }

    private static String withPort(String name) {
        return name.replace("_P.", "_" + sandbox.smtpPort() + ".");
    }

    @ParameterizedTest(name = "{0} {1}: {2} {3}")
    @CsvSource({
        "dane.test, MX, mail is handled by 10 mx.dane.test., (secure)",
        "mx.dane-ta.test, A, has address 127.0.1.12, (secure)",
        "_P._tcp.mx.dane.test, TLSA, has TLSA record 3 1 1, (secure)",
        "_P._tcp.mx.dane-ta.test, TLSA, has TLSA record 2 1 1, (secure)",
        "_P._tcp.mx.bogus.test, TLSA, has TLSA record 3 1 1, (BOGUS (security failure))",
        "mx.bogus.test, A, has address 127.0.1.14, (secure)",
        "tls.test, MX, mail is handled by 10 mx.tls.test., (insecure)",
        "tls.test, DS, has no DS record, (secure)",
        "_P._tcp.mx.tls.test, TLSA, not found: 3(NXDOMAIN)., (insecure)",
        "_P._tcp.mx.plain.test, TLSA, not found: 3(NXDOMAIN)., (secure)",
        "mx.dane.test, AAAA, has no IPv6 address, (secure)",
        "_tcp.mx.dane.test, A, has no address, (secure)",
        "nowhere.test, A, not found: 3(NXDOMAIN)., (secure)",
        "example.org, A, not found: 3(NXDOMAIN)., (secure)",
        "large.signet.test, TXT, only answered in full over TCP, (secure)",
        "alias.ee-alias.test, A, is an alias for mx.ee-alias.test., (secure)",
        "_P._tcp.mx.insecure-tlsa.test, TLSA, has TLSA record 3 1 1, (insecure)",
    })
    void unboundShouldFind(String name, String type, String answer, String status)
            throws Exception {
        Path configuration = directory.resolve("unbound.conf");
        Files.writeString(
                configuration,
                """
                server:
                  do-not-query-localhost: no
                  local-zone: "test." nodefault
                  trust-anchor-file: "%s"
                forward-zone:
                  name: "."
                  forward-addr: 127.0.0.1@%d
                """
                        .formatted(sandbox.trustAnchorFile(), sandbox.dnsAddress().getPort()));

        Peer.Outcome outcome =
                Peer.run(
                        "",
                        "unbound-host",
                        "-C",
                        configuration.toString(),
                        "-v",
                        "-t",
                        type,
                        withPort(name));

        assertThat(outcome.output().lines())
                .anySatisfy(line -> assertThat(line).contains(answer).endsWith(status));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "dane.test, MX, ; fully validated",
        "_P._tcp.mx.dane.test, TLSA, ; fully validated",
        "_P._tcp.mx.bogus.test, TLSA, ;; resolution failed: RRSIG failed to verify",
        "tls.test, MX, ; unsigned answer",
        "'_P._tcp.mx.tls.test', TLSA, '; negative response, unsigned answer'",
        "'_P._tcp.mx.plain.test', TLSA, '; negative response, fully validated'",
        "'mx.dane.test', AAAA, '; negative response, fully validated'",
        "large.signet.test, TXT, ; fully validated",
    })
    void bindShouldFind(String name, String type, String verdict) throws Exception {
        String[] anchor = Files.readString(sandbox.trustAnchorFile()).strip().split(" ", -1);
        Path keys = directory.resolve("delv.keys");
        Files.writeString(
                keys,
                "trust-anchors { . static-ds %s %s %s \"%s\"; };%n"
                        .formatted(anchor[3], anchor[4], anchor[5], anchor[6]));

        Peer.Outcome outcome =
                Peer.run(
                        "",
                        "delv",
                        "@127.0.0.1",
                        "-p",
                        Integer.toString(sandbox.dnsAddress().getPort()),
                        "-a",
                        keys.toString(),
                        "+root=.",
                        withPort(name),
                        type);

        assertThat(outcome.output().lines()).contains(verdict);
    }

    /** Domains where OpenSSL finds usable records; it knows nothing of DNS, so bogus is fine. */
    private static Stream<Arguments> withUsableRecords() {
        return RecipientDomains.all().stream()
                .filter(domain -> domain.tls().isPresent() && !domain.dns().tlsa().isEmpty())
                .filter(domain -> domain.signed() && !domain.name().equals("unusable.test"))
                .map(
                        domain ->
                                Arguments.of(
                                        domain.name(),
                                        domain.story().expectation() == Expectation.VERIFIED
                                                || domain.name().equals("bogus.test")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("withUsableRecords")
    void opensslShouldJudgeTheChainAsExpected(String name, boolean matches) throws Exception {
        RecipientDomain domain = domain(name);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "openssl",
                                "s_client",
                                "-starttls",
                                "smtp",
                                "-connect",
                                domain.address() + ":" + sandbox.smtpPort(),
                                "-dane_tlsa_domain",
                                domain.mxHost(),
                                "-dane_ee_no_namechecks",
                                "-verify_return_error",
                                "-brief"));
        for (Tlsa tlsa : domain.dns().tlsa()) {
            // RFC 7672 §3.1.3: the usages 0 and 1 are not for SMTP; OpenSSL leaves that to us
            if (tlsa.usage() >= 2) {
                command.addAll(List.of("-dane_tlsa_rrdata", tlsa.toString()));
            }
        }

        Peer.Outcome outcome = Peer.run("QUIT\r\n", command.toArray(String[]::new));

        assertThat(outcome.output().contains("Verification: OK"))
                .as(outcome.output())
                .isEqualTo(matches);
        assertThat(outcome.status()).isEqualTo(matches ? 0 : 1);
    }

    @Test
    void opensslShouldReadWhatIsEncryptedForCarol() throws Exception {
        Path people = directory.resolve("people");
        SandboxPeople.write(people);
        Path plain = Files.writeString(directory.resolve("plain"), "for Carol only\r\n");
        Path sealed = directory.resolve("sealed");
        Path own = people.resolve("private/carol@dane.test.pem");

        Peer.Outcome seal =
                Peer.run(
                        "",
                        "openssl",
                        "cms",
                        "-encrypt",
                        "-aes-256-cbc",
                        "-binary",
                        "-in",
                        plain.toString(),
                        "-out",
                        sealed.toString(),
                        people.resolve("certificates/carol@dane.test.pem").toString());
        Peer.Outcome open =
                Peer.run(
                        "",
                        "openssl",
                        "cms",
                        "-decrypt",
                        "-in",
                        sealed.toString(),
                        "-inkey",
                        own.toString(),
                        "-recip",
                        own.toString());

        assertThat(seal.status()).as(seal.output()).isZero();
        assertThat(open.output()).isEqualTo("for Carol only\r\n");
    }

    @ParameterizedTest
    @CsvSource({"alice@signet.test", "bob@signet.test"})
    void opensslShouldVerifyWhatASenderSigned(String sender) throws Exception {
        Path people = directory.resolve("people-" + sender);
        SandboxPeople.write(people);
        Path plain = Files.writeString(directory.resolve("signed-" + sender), "from a sender\r\n");
        Path sealed = directory.resolve("signature-" + sender);
        String own = people.resolve("keys/" + sender + ".pem").toString();

        Peer.Outcome sign =
                Peer.run(
                        "",
                        "openssl",
                        "cms",
                        "-sign",
                        "-in",
                        plain.toString(),
                        "-out",
                        sealed.toString(),
                        "-signer",
                        own,
                        "-inkey",
                        own);
        Peer.Outcome verify =
                Peer.run(
                        "",
                        "openssl",
                        "cms",
                        "-verify",
                        "-purpose",
                        "smimesign",
                        "-in",
                        sealed.toString(),
                        "-CAfile",
                        people.resolve("ca.pem").toString());

        assertThat(sign.status()).as(sign.output()).isZero();
        assertThat(verify.status()).as(verify.output()).isZero();
    }

    private static RecipientDomain domain(String name) {
        return sandbox.domains().stream()
                .filter(domain -> domain.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
