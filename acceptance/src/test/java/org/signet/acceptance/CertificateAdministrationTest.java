package org.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.sandbox.mailbox.ReceivedMail;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.util.Base64;

/** Certificates looked after over HTTP in the WebAdmin of a James 3.8.1. */
class CertificateAdministrationTest {
    private static final String PATH = "/signet/certificates";
    private static final String CARD = "4111 1111 1111 1111";
    private static final String RECIPIENT = "erin@tls.test";
    private static final Duration SOON = Duration.ofMinutes(2);

    /** How long a change may go unnoticed, with some room. */
    private static final Duration NOTICED = Duration.ofSeconds(40);

    @Test
    void addedCertificateShouldBeEncryptedToUntilItIsBlocked() throws Exception {
        TestCa.Identity erin = TestCa.root("Example Root").person(RECIPIENT).issue();
        try (LocalSignet signet = LocalSignet.start(RunningSignet.setup("certificates"))) {
            assertThat(sent(signet, "before")).contains("/m/");

            HttpResponse<String> added =
                    signet.webAdmin().call("POST", PATH, erin.certificatePem());
            assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
            awaitSent(signet, "added", "smime-type=authEnveloped-data");

            String location = added.headers().firstValue("Location").orElseThrow();
            HttpResponse<String> blocked =
                    signet.webAdmin().call("PUT", location + "/blocked?reason=lost", "");
            assertThat(blocked.statusCode()).as(blocked.body()).isEqualTo(204);
            awaitSent(signet, "blocked", "/m/");
            assertThat(signet.webAdmin().call("GET", location, "").body())
                    .contains("\"blocked\":true");
            assertThat(signet.james().logText())
                    .contains("action=certificate-add certificate=")
                    .contains("action=certificate-blocked certificate=");
        }
    }

    /** Sends again until what was changed is noticed. */
    private static void awaitSent(LocalSignet signet, String name, String part) throws Exception {
        int[] tries = {0};
        Waiting.until(
                "a mail with «" + part + "»",
                NOTICED.plus(SOON),
                () -> sent(signet, name + tries[0]++).contains(part));
    }

    /** What arrives of a confidential mail. */
    private static String sent(LocalSignet signet, String name) throws Exception {
        int before = signet.sandbox().mails().size();
        new Submission(signet, signet.person("alice"))
                .send(name, "My card: " + CARD + ", cvv 123.", RECIPIENT);
        Waiting.until("the mail " + name, SOON, () -> signet.sandbox().mails().size() > before);
        ReceivedMail mail = signet.sandbox().mails().get(before);
        String source = new String(mail.source(), StandardCharsets.ISO_8859_1);
        assertThat(source).doesNotContain(CARD);
        return source;
    }

    @Test
    void whoeverHasNoTokenOfAnAdministratorShouldBeTurnedAway() throws Exception {
        KeyPair key = rsa();
        try (LocalSignet signet =
                        LocalSignet.launch(
                                RunningSignet.setup("certificates-jwt")
                                        .with(conf -> demandTokens(conf, key)));
                HttpClient http = HttpClient.newHttpClient()) {
            URI address = URI.create("http://127.0.0.1:" + signet.ports().webAdmin() + PATH);
            Waiting.until("WebAdmin", Duration.ofMinutes(4), () -> status(http, address, "") != 0);

            assertThat(status(http, address, "")).isEqualTo(401);
            assertThat(status(http, address, "Bearer nonsense")).isEqualTo(401);
            assertThat(status(http, address, token(rsa().getPrivate(), true))).isEqualTo(401);
            assertThat(status(http, address, token(key.getPrivate(), false))).isEqualTo(401);
            assertThat(status(http, address, token(key.getPrivate(), true))).isEqualTo(200);

            URI marked = URI.create(address + "/" + "a".repeat(64) + "/blocked");
            assertThat(
                            http.send(
                                            HttpRequest.newBuilder(marked)
                                                    .header(
                                                            "Authorization",
                                                            token(key.getPrivate(), true))
                                                    .PUT(HttpRequest.BodyPublishers.noBody())
                                                    .build(),
                                            BodyHandlers.ofString())
                                    .statusCode())
                    .isEqualTo(204);
            assertThat(signet.james().logText()).contains(" by=ada@signet.test");
        }
    }

    private static void demandTokens(ConfFolder conf, KeyPair key) {
        conf.edit(
                "webadmin.properties",
                text ->
                        text
                                + "\njwt.enabled=true\n"
                                + "jwt.publickeypem.url=file://conf/webadmin.pem\n");
        try {
            Files.writeString(
                    conf.file("webadmin.pem"),
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder().encodeToString(key.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    private static String token(PrivateKey key, boolean admin) throws Exception {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String claims = "{\"sub\":\"ada@signet.test\",\"admin\":" + admin + "}";
        String signed =
                base64.encodeToString(
                                "{\"alg\":\"RS256\",\"typ\":\"JWT\"}"
                                        .getBytes(StandardCharsets.US_ASCII))
                        + "."
                        + base64.encodeToString(claims.getBytes(StandardCharsets.US_ASCII));
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return "Bearer " + signed + "." + base64.encodeToString(signature.sign());
    }

    /** The status of an answer; 0 while nobody listens. */
    private static int status(HttpClient http, URI address, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString()).statusCode();
        } catch (ConnectException notYet) {
            return 0;
        }
    }
}
