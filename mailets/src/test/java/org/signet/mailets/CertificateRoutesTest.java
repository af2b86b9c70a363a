package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.store.ManagedCertificates;
import org.signet.smime.trust.Fingerprint;
import org.signet.testing.TestCa;

import spark.Service;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** The routes on the web server that James's WebAdmin is made of. */
class CertificateRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TestCa CA = TestCa.root("Example Root");
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @TempDir Path first;
    @TempDir Path second;
    private final HttpClient http = HttpClient.newHttpClient();
    private Service service;

    @BeforeEach
    void start() {
        service = Service.ignite().ipAddress("127.0.0.1").port(0);
        new CertificateRoutes(new ManagedCertificates(List.of(first, second), CLOCK), CLOCK)
                .define(service);
        service.awaitInitialization();
    }

    @AfterEach
    void stop() {
        service.stop();
        service.awaitStop();
        http.close();
    }

    private static TestCa.Identity person(String address, int days) {
        return CA.person(address)
                .valid(NOW.minus(Duration.ofDays(10)), NOW.plus(Duration.ofDays(days)))
                .issue();
    }

    private static String fingerprint(TestCa.Identity identity) {
        return Fingerprint.of(identity.certificate()).hex();
    }

    private HttpResponse<String> call(String method, String path, BodyPublisher body)
            throws IOException, InterruptedException {
        URI address =
                URI.create("http://127.0.0.1:" + service.port() + "/signet/certificates" + path);
        return http.send(
                HttpRequest.newBuilder(address).method(method, body).build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> call(String method, String path) throws Exception {
        return call(method, path, BodyPublishers.noBody());
    }

    private HttpResponse<String> post(String body) throws Exception {
        return call("POST", "", BodyPublishers.ofString(body));
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(call("GET", path).body());
    }

    private static void isError(HttpResponse<String> answer, int status, String part)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode error = JSON.readTree(answer.body());
        assertThat(error.path("statusCode").asInt()).isEqualTo(status);
        assertThat(error.path("type").asText()).isNotEmpty();
        assertThat(error.path("message").asText()).contains(part);
    }

    @Test
    void certificateShouldBeAddedInPemAndTold() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);

        HttpResponse<String> answer = post(bob.certificatePem());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        String path = "/" + fingerprint(bob);
        assertThat(answer.headers().firstValue("Location")).contains("/signet/certificates" + path);
        assertThat(first.resolve(fingerprint(bob) + ".pem")).exists();
        JsonNode told = get(path);
        assertThat(told).isEqualTo(JSON.readTree(answer.body()));
        assertThat(told.path("addresses").path(0).asText()).isEqualTo("bob@example.com");
        assertThat(told.path("validity").asText()).isEqualTo("valid");
        assertThat(told.path("encryption").asText()).isEqualTo("fit");
        assertThat(told.path("removable").asBoolean()).isTrue();
        assertThat(told.path("keyFingerprint").asText())
                .isEqualTo(Fingerprint.ofKey(bob.certificate()).hex());
    }

    @Test
    void certificateShouldBeAddedInDerOnceOnly() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);
        BodyPublisher der = BodyPublishers.ofByteArray(bob.certificate().getEncoded());

        assertThat(call("POST", "", der).statusCode()).isEqualTo(201);
        assertThat(call("POST", "", der).statusCode()).isEqualTo(200);
        assertThat(get("").path("total").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsNoUsableCertificateShouldBeRefused() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);

        isError(post("nothing"), 400, "there are 0 certificates");
        isError(post(bob.certificatePem() + bob.certificatePem()), 400, "there are 2 certificates");
        isError(post(bob.certificatePem() + bob.keyPem()), 400, "a private key");
        isError(post(person("bob@example.com", -1).certificatePem()), 400, "expired");
        isError(post("x".repeat(70_000)), 413, "65536");
        isError(
                call(
                        "POST",
                        "",
                        BodyPublishers.fromPublisher(BodyPublishers.ofString("unknown length"))),
                411,
                "Content-Length");
        assertThat(get("").path("total").asInt()).isZero();
    }

    @Test
    void authorityShouldBeRefused() throws Exception {
        isError(post(CA.identity().certificatePem()), 400, "authority");
    }

    @Test
    void listShouldBePagedAndFilteredTheFirstToExpireFirst() throws Exception {
        for (int days : new int[] {300, 20, 5}) {
            post(person("p" + days + "@example.com", days).certificatePem());
        }

        JsonNode page = get("?limit=2&offset=1");
        assertThat(page.path("total").asInt()).isEqualTo(3);
        assertThat(page.path("certificates").findValuesAsText("notAfter"))
                .containsExactly("2026-12-14T12:00:00Z", "2027-09-20T12:00:00Z");
        assertThat(get("?expiring=20").path("total").asInt()).isEqualTo(2);
        assertThat(get("?expiring=4").path("total").asInt()).isZero();
        assertThat(get("?address=P300%40EXAMPLE.com").path("total").asInt()).isEqualTo(1);
        assertThat(get("?address=nobody%40example.com").path("total").asInt()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ?limit=0, limit",
        "GET, ?limit=1001, limit",
        "GET, ?offset=-1, offset",
        "GET, ?expiring=soon, expiring",
        "GET, ?address=bob, address",
        "GET, /abc, fingerprint",
        "DELETE, /..%2Fblocked, fingerprint",
        "PUT, /abc/blocked, fingerprint"
    })
    void wrongRequestShouldBeRefused(String method, String path, String part) throws Exception {
        isError(call(method, path), 400, part);
    }

    @Test
    void removedCertificateShouldBeGoneFromAllFolders() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);
        post(bob.certificatePem());
        Files.copy(
                first.resolve(fingerprint(bob) + ".pem"),
                second.resolve(fingerprint(bob) + ".pem"));

        assertThat(call("DELETE", "/" + fingerprint(bob)).statusCode()).isEqualTo(204);

        isError(call("GET", "/" + fingerprint(bob)), 404, "no such certificate");
        isError(call("DELETE", "/" + fingerprint(bob)), 404, "no such certificate");
        assertThat(second.resolve(fingerprint(bob) + ".pem")).doesNotExist();
    }

    @Test
    void certificateOfAnotherHandShouldBeToldButStay() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);
        Files.writeString(second.resolve("bob.crt"), bob.certificatePem());

        assertThat(get("/" + fingerprint(bob)).path("removable").asBoolean()).isFalse();
        isError(call("DELETE", "/" + fingerprint(bob)), 409, "bob.crt");
        assertThat(second.resolve("bob.crt")).exists();
    }

    @Test
    void blockShouldBeWrittenOnceWithTimeAndReasonAndBeTakenAway() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);
        post(bob.certificatePem());
        Files.writeString(first.resolve("blocked"), "# by hand\n");
        String path = "/" + fingerprint(bob) + "/blocked";
        String reason = "?reason=" + URLEncoder.encode("token lost", StandardCharsets.UTF_8);

        assertThat(call("PUT", path + reason).statusCode()).isEqualTo(204);
        assertThat(call("PUT", path).statusCode()).isEqualTo(204);

        String line = fingerprint(bob) + " 2026-11-24T12:00:00Z webadmin: token lost";
        assertThat(first.resolve("blocked")).hasContent("# by hand\n" + line);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(first.resolve("blocked"))))
                .isEqualTo("rw-------");
        assertThat(get("/" + fingerprint(bob)).path("blocked").asBoolean()).isTrue();
        assertThat(get("/blocked").path("blocked").path(0).path("note").asText())
                .isEqualTo("2026-11-24T12:00:00Z webadmin: token lost");

        assertThat(call("DELETE", path).statusCode()).isEqualTo(204);
        isError(call("DELETE", path), 404, "not blocked");
        assertThat(first.resolve("blocked")).hasContent("# by hand");
        assertThat(get("/" + fingerprint(bob)).path("blocked").asBoolean()).isFalse();
    }

    @Test
    void reasonShouldNotBringASecondLine() throws Exception {
        String other = "a".repeat(64);

        isError(
                call("PUT", "/" + "b".repeat(64) + "/trusted?reason=x%0A" + other),
                400,
                "one line");
        assertThat(first.resolve("trusted")).doesNotExist();
    }

    @Test
    void blockOfAKeyShouldHoldForItsCertificates() throws Exception {
        TestCa.Identity bob = person("bob@example.com", 100);
        post(bob.certificatePem());
        String key = Fingerprint.ofKey(bob.certificate()).hex();

        isError(call("PUT", "/" + key + "/trusted"), 409, "fingerprint of a key");
        assertThat(call("PUT", "/" + key + "/blocked").statusCode()).isEqualTo(204);

        assertThat(get("/" + fingerprint(bob)).path("blocked").asBoolean()).isTrue();
        isError(call("PUT", "/" + fingerprint(bob) + "/trusted"), 409, "outweighs");
        isError(post(bob.certificatePem()), 409, "blocked");
    }

    @Test
    void certificateThatIsInNoFolderShouldBeTrusted() throws Exception {
        String signer = fingerprint(person("carol@example.com", 100));

        assertThat(call("PUT", "/" + signer + "/trusted").statusCode()).isEqualTo(204);

        assertThat(get("/trusted").path("trusted").findValuesAsText("fingerprint"))
                .containsExactly(signer);
    }

    @Test
    void unreadableMarksShouldBeAnErrorAndStayAsTheyAre() throws Exception {
        Files.writeString(first.resolve("blocked"), "nonsense\n");

        isError(call("GET", ""), 500, "line 1 begins with no fingerprint");
        isError(call("PUT", "/" + "a".repeat(64) + "/blocked"), 500, "line 1");
        assertThat(first.resolve("blocked")).hasContent("nonsense");
    }

    @Test
    void linkToMarksElsewhereShouldNotBeReplaced() throws Exception {
        Path elsewhere = Files.writeString(second.resolve("ours"), "# shared\n");
        Files.createSymbolicLink(first.resolve("blocked"), elsewhere);

        isError(call("PUT", "/" + "a".repeat(64) + "/blocked"), 500, "a link");
        assertThat(elsewhere).hasContent("# shared");
    }
}
