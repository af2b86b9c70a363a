package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Forged forms, header fields, faults and logs. */
class HttpTest {
    @TempDir Path directory;
    private RunningPortal portal;
    private String path;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        path =
                RunningPortal.path(
                        portal.protect(ReadingTest.MIME, RunningPortal.BOB), RunningPortal.BOB);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "no proof,           '',    ,                    ,             true,  403",
        "wrong proof,        x,     ,                    ,             true,  403",
        "no cookie,          right, ,                    ,             false, 403",
        "other site,         right, https://evil.test,   ,             true,  403",
        "other port,         right, http://127.0.0.1:1,  ,             true,  403",
        "cross-site fetch,   right, null,                cross-site,   true,  403",
        "same-site fetch,    right, null,                same-site,    true,  403",
        "both,               right, https://evil.test,   same-origin,  true,  403",
        "browser of today,   right, null,                same-origin,  true,  303",
        "old browser,        right, ,                    ,             true,  303",
        "own origin,         right, OWN,                 ,             true,  303"
    })
    void formShouldBeTakenOnlyFromOurPageInThisBrowser(
            String label, String proof, String origin, String site, boolean cookie, int status)
            throws Exception {
        Browser browser = portal.browser();
        browser.get(path);
        if (!cookie) {
            browser.cookies.clear();
        }
        if (origin != null) {
            browser.headers.put("Origin", origin.equals("OWN") ? portal.url : origin);
        }
        if (site != null) {
            browser.headers.put("Sec-Fetch-Site", site);
        }
        String given = proof.equals("right") ? browser.proof : proof;

        int answer = browser.submit(path + "/passcode", Map.of("proof", given)).statusCode();

        assertThat(answer).as(label).isEqualTo(status);
        assertThat(portal.mails).hasSize(status == 303 ? 1 : 0);
    }

    @Test
    void proofOfOneLinkShouldNotServeAnother() throws Exception {
        String other =
                RunningPortal.path(
                        portal.protect(ReadingTest.MIME, RunningPortal.CAROL), RunningPortal.CAROL);
        Browser browser = portal.browser();
        browser.get(path);

        assertThat(browser.submit(other + "/passcode", Map.of()).statusCode()).isEqualTo(403);
        assertThat(portal.mails).isEmpty();
    }

    @Test
    void signOutShouldNeedAFormOfOurs() throws Exception {
        Browser browser = portal.signedIn(path);

        assertThat(browser.submit(path + "/leave", Map.of("proof", "x")).statusCode())
                .isEqualTo(403);
        assertThat(browser.get(path + "/message").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "text/plain,                        5,       400",
        "multipart/form-data,               5,       400",
        "application/x-www-form-urlencoded, 5000,    413",
        "application/x-www-form-urlencoded, 60000,   413"
    })
    void formShouldBeRefusedWhenItIsNoneOrTooLong(String type, int length, int status)
            throws Exception {
        Browser browser = portal.browser();
        browser.get(path);

        HttpResponse<String> response =
                browser.post(path + "/passcode", type, "a=" + "b".repeat(length));

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(portal.mails).isEmpty();
    }

    @Test
    void connectionShouldEndWhenABodyIsFarTooLong() throws Exception {
        String answer =
                raw(
                        "POST "
                                + path
                                + "/open HTTP/1.1\r\nHost: x\r\nContent-Length: 70000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("default-src 'none'");
    }

    private void assertHeaders(HttpResponse<String> response) {
        var headers = response.headers();
        String label = response.request().method() + " " + response.uri().getPath();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .as(label)
                .contains("default-src 'none'")
                .contains("frame-ancestors")
                .doesNotContain("script-src", "'unsafe-eval'");
        assertThat(headers.allValues("Content-Security-Policy")).as(label).hasSize(1);
        assertThat(headers.firstValue("Referrer-Policy")).as(label).hasValue("no-referrer");
        assertThat(headers.firstValue("Cache-Control")).as(label).hasValue("no-store");
        assertThat(headers.firstValue("X-Content-Type-Options")).as(label).hasValue("nosniff");
        assertThat(headers.firstValue("Cross-Origin-Opener-Policy"))
                .as(label)
                .hasValue("same-origin");
        assertThat(headers.firstValue("Cross-Origin-Resource-Policy"))
                .as(label)
                .hasValue("same-origin");
        assertThat(headers.firstValue("X-Robots-Tag").orElse("")).as(label).contains("noindex");
        assertThat(headers.firstValue("Server")).as(label).isEmpty();
    }

    @Test
    void everyResponseShouldCarryTheSecurityHeaders() throws Exception {
        Browser browser = portal.browser();
        List<HttpResponse<String>> responses = new ArrayList<>();
        responses.add(browser.get(path));
        responses.add(browser.submit(path + "/passcode", Map.of()));
        responses.add(browser.get(path + "/code"));
        responses.add(browser.submit(path + "/open", Map.of("passcode", "x")));
        responses.add(browser.submit(path + "/open", Map.of("proof", "x")));
        responses.add(browser.submit(path + "/open", Map.of("passcode", portal.newestPasscode())));
        for (String page : List.of("/message", "/body", "/attachment/3", "/attachment/99")) {
            responses.add(browser.get(path + page));
        }
        responses.add(browser.submit(path + "/leave", Map.of()));
        for (String page :
                List.of("/style.css", "/mark.svg", "/robots.txt", "/", "/m/x", "/x?y=%00")) {
            responses.add(browser.get(page));
        }
        responses.add(browser.post(path + "/open", "text/plain", "x"));
        responses.add(browser.post(path + "/open", "text/plain", "x".repeat(10_000)));
        responses.add(browser.method("PUT", path));
        responses.add(browser.method("OPTIONS", path));
        responses.add(browser.head(path));

        responses.forEach(this::assertHeaders);
        assertThat(responses)
                .extracting(HttpResponse::statusCode)
                .contains(200, 303, 400, 403, 404, 413);
    }

    @Test
    void malformedRequestShouldGetThePageAndTheHeaders() throws Exception {
        for (String request :
                List.of(
                        "GET " + path + "<> HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                        "GET / HTTP/1.1\r\n\r\n",
                        "POST " + path + "/open HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
                        "NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n")) {
            String answer = raw(request);
            assertThat(answer).as(request).startsWith("HTTP/1.1 4");
            assertThat(answer)
                    .as(request)
                    .contains("default-src 'none'", "nosniff", "no-store")
                    .doesNotContain("Exception", "helidon");
        }
    }

    @Test
    void linksShouldNotFollowTheHostField() throws Exception {
        String answer =
                raw("GET " + path + " HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("evil.test");
    }

    private String raw(String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.portal.port())) {
            socket.setSoTimeout(20_000);
            OutputStream output = socket.getOutputStream();
            output.write(request.getBytes(StandardCharsets.US_ASCII));
            output.flush();
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void nothingShouldBeShownWhenTheStoreIsDown() throws Exception {
        Browser browser = portal.signedIn(path);
        assertThat(browser.get(path + "/message").statusCode()).isEqualTo(200);
        portal.messages.close();

        for (String page : List.of("", "/code", "/message", "/body", "/attachment/3")) {
            HttpResponse<String> response = browser.get(path + page);
            assertThat(response.statusCode()).as(page).isEqualTo(503);
            assertThat(response.body())
                    .contains("Something is wrong on our side")
                    .doesNotContain("million", "alice", "Exception", "%PDF");
            assertHeaders(response);
        }
        assertThat(browser.submit(path + "/passcode", Map.of()).statusCode()).isEqualTo(503);
    }

    private Path content() throws Exception {
        try (Stream<Path> files = Files.walk(directory.resolve("var/signet/content"))) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    @Test
    void nothingShouldBeShownWhenTheContentWasChanged() throws Exception {
        Browser browser = portal.signedIn(path);
        byte[] bytes = Files.readAllBytes(content());
        bytes[bytes.length - 1] ^= 1;
        Files.write(content(), bytes);

        for (String page : List.of("/message", "/body", "/attachment/3")) {
            HttpResponse<String> response = browser.get(path + page);
            assertThat(response.statusCode()).as(page).isEqualTo(500);
            assertThat(response.body()).contains("damaged").doesNotContain("million", "%PDF");
        }
    }

    @Test
    void downloadShouldBreakOffWhenTheContentIsCutHalfWay() throws Exception {
        String large =
                "Content-Type: application/octet-stream\r\n"
                        + "Content-Disposition: attachment; filename=x.bin\r\n\r\n"
                        + "0123456789abcdef".repeat(200_000);
        String link =
                RunningPortal.path(portal.protect(large, RunningPortal.CAROL), RunningPortal.CAROL);
        Browser browser = portal.signedIn(link);
        try (Stream<Path> files = Files.walk(directory.resolve("var/signet/content"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.size(file) > 1_000_000) {
                    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
                        channel.truncate(2_000_000);
                    }
                }
            }
        }

        HttpResponse<InputStream> response = browser.stream(link + "/attachment/1");

        assertThatThrownBy(() -> response.body().readAllBytes())
                .isInstanceOf(java.io.IOException.class);
    }

    @Test
    void logsShouldHoldNoSecretAndNothingOutOfTheMessage() throws Exception {
        List<String> lines = new ArrayList<>();
        Handler capture =
                new Handler() {
                    @Override
                    public synchronized void publish(LogRecord log) {
                        lines.add(new java.util.logging.SimpleFormatter().format(log));
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        List<Logger> loggers =
                List.of(
                        Logger.getLogger("org.signet"),
                        Logger.getLogger("io.helidon"),
                        Logger.getLogger("org.jdbi"));
        capture.setLevel(Level.ALL);
        for (Logger logger : loggers) {
            logger.setLevel(Level.ALL);
            logger.addHandler(capture);
        }
        Browser browser = portal.browser();
        String code;
        try {
            browser.get(path);
            browser.submit(path + "/passcode", Map.of());
            code = portal.newestPasscode();
            browser.submit(path + "/open", Map.of("passcode", "99999999"));
            browser.submit(path + "/open", Map.of("passcode", code));
            browser.get(path + "/message");
            browser.get(path + "/attachment/3");
            browser.get(path + "/nothing");
            raw("GET " + path + "<> HTTP/1.1\r\nHost: x\r\n\r\n");
            browser.post(path + "/open", "application/x-www-form-urlencoded", "z".repeat(9999));
            portal.mailServerDown = true;
            browser.cookies.remove("signet-session");
            browser.get(path);
            browser.submit(path + "/passcode", Map.of());
            Files.write(content(), new byte[] {1, 2, 3});
            portal.mailServerDown = false;
            browser.submit(path + "/passcode", Map.of());
            browser.submit(path + "/open", Map.of("passcode", portal.newestPasscode()));
            browser.get(path + "/message");
            portal.messages.close();
            browser.get(path + "/message");
        } finally {
            for (Logger logger : loggers) {
                logger.removeHandler(capture);
                logger.setLevel(null);
            }
        }

        assertThat(lines).anyMatch(line -> line.contains("signed in"));
        assertThat(String.join("", lines))
                .doesNotContain(path.substring(3), code, code.substring(0, 4) + " ")
                .doesNotContain(browser.cookies.get("signet-browser"), browser.proof)
                .doesNotContain("Merger", "million", "terms.pdf", "bob@", "99999999");
    }

    @Test
    void cookiesShouldBeBoundToTheHostWhenThePortalIsReachedByHttps() throws Exception {
        Path other = Files.createDirectory(directory.resolve("https"));
        try (RunningPortal https =
                new RunningPortal(
                        other,
                        Map.of(
                                "portal.public-url", "https://mail.ours.test",
                                "portal.listen", "127.0.0.1:0"))) {
            String link =
                    RunningPortal.path(
                            https.protect(ReadingTest.MIME, RunningPortal.BOB), RunningPortal.BOB);
            Browser browser = https.browser();
            HttpResponse<String> letter = browser.get(link);
            browser.submit(link + "/passcode", Map.of());
            HttpResponse<String> open =
                    browser.submit(link + "/open", Map.of("passcode", https.newestPasscode()));

            assertThat(letter.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-signet-browser=")
                    .contains("; Path=/; HttpOnly; SameSite=Lax; Secure");
            assertThat(open.headers().firstValue("Set-Cookie").orElseThrow())
                    .startsWith("__Host-signet-session=")
                    .contains("; Path=/; HttpOnly; SameSite=Lax; Secure");
            assertThat(letter.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void attachmentNamesShouldNotReachIntoTheHeader() throws Exception {
        String evil =
                "Content-Type: application/octet-stream\r\n"
                        + "Content-Disposition: attachment;"
                        + " filename*=utf-8''a%0D%0ASet-Cookie:%20x=y%22;%20filename=%22b.exe\r\n\r\nx";
        String link =
                RunningPortal.path(portal.protect(evil, RunningPortal.CAROL), RunningPortal.CAROL);
        Browser browser = portal.signedIn(link);

        HttpResponse<String> response = browser.get(link + "/attachment/1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"a Set-Cookie_ x_y_");
    }
}
