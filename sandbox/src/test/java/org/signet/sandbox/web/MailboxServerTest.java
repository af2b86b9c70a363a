package org.signet.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.dns.DnsFaults;
import org.signet.sandbox.mailbox.Arrival;
import org.signet.sandbox.mailbox.Envelope;
import org.signet.sandbox.mailbox.Mailbox;
import org.signet.sandbox.mailbox.TlsFacts;
import org.signet.sandbox.recipient.RecipientDomains;
import org.signet.sandbox.smtp.Fault;
import org.signet.sandbox.smtp.Faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

@Timeout(60)
class MailboxServerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOSTILE = "<script>alert(1)</script>\"'&<img src=x>";
    private static final TlsFacts TLS =
            new TlsFacts.Encrypted(
                    "TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.of("mx.dane.test"));

    private final Mailbox mailbox = new Mailbox(Mailbox.Capacity.STANDARD);
    private final Faults faults = new Faults();
    private final DnsFaults dnsFaults = new DnsFaults();
    private MailboxServer server;
    private HttpClient client;

    @BeforeEach
    void start() throws Exception {
        server =
                MailboxServer.start(
                        InetAddress.getLoopbackAddress(),
                        0,
                        new Site(
                                RecipientDomains.standard(),
                                mailbox,
                                faults,
                                dnsFaults,
                                "X-Signet-Transport",
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 5301),
                                2525));
        client = HttpClient.newHttpClient();
    }

    @AfterEach
    void stop() {
        client.close();
        server.close();
    }

    private String keep(String recipient, TlsFacts tls, String source) {
        return mailbox.add(
                        new Arrival(
                                Instant.parse("2026-01-02T03:04:05Z"),
                                "dane.test",
                                "mx.dane.test",
                                "127.0.0.1",
                                "client.example",
                                tls),
                        new Envelope(
                                "a@there.test",
                                List.of("SIZE=5"),
                                List.of(
                                        new Envelope.Recipient(
                                                recipient, List.of("NOTIFY=NEVER")))),
                        source.getBytes(StandardCharsets.ISO_8859_1))
                .id();
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.uri().resolve(path))
                        .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String page(String path) throws Exception {
        HttpResponse<String> response = send("GET", path, "");
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private JsonNode json(String path) throws Exception {
        return JSON.readTree(page(path));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Nested
    class ForPrograms {
        @Test
        void mailsShouldBeListedNewestFirst() throws Exception {
            String first = keep("b@dane.test", TLS, "Subject: one\r\n\r\n");
            String second = keep("b@dane.test", TLS, "Subject: two\r\n\r\n");

            assertThat(json("/api/mails").path("mails").findValuesAsText("id"))
                    .containsExactly(second, first);
        }

        @Test
        void listedMailShouldHaveItsFacts() throws Exception {
            keep(
                    "b@dane.test",
                    TLS,
                    "X-Signet-Transport: dane-verified\r\nSubject: =?utf-8?q?=C3=BC?=\r\n\r\n12");
            JsonNode mail = json("/api/mails").path("mails").path(0);

            assertThat(names(mail))
                    .containsExactly(
                            "id",
                            "receivedAt",
                            "domain",
                            "host",
                            "clientAddress",
                            "ehlo",
                            "from",
                            "recipients",
                            "subject",
                            "size",
                            "tls",
                            "verdict");
            assertThat(mail.path("receivedAt").textValue()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(mail.path("from").textValue()).isEqualTo("a@there.test");
            assertThat(mail.path("recipients").path(0).textValue()).isEqualTo("b@dane.test");
            assertThat(mail.path("subject").textValue()).isEqualTo("ü");
            assertThat(mail.path("size").intValue()).isEqualTo(68);
            assertThat(mail.path("tls").path("version").textValue()).isEqualTo("TLSv1.3");
            assertThat(mail.path("tls").path("sni").textValue()).isEqualTo("mx.dane.test");
            assertThat(mail.path("verdict").textValue()).isEqualTo("dane-verified");
        }

        @Test
        void whatIsNotThereShouldBeNull() throws Exception {
            keep("b@dane.test", new TlsFacts.Plaintext(), "\r\n");
            JsonNode mail = json("/api/mails").path("mails").path(0);

            assertThat(mail.path("tls").isNull()).isTrue();
            assertThat(mail.path("subject").isNull()).isTrue();
            assertThat(mail.path("verdict").isNull()).isTrue();
        }

        @Test
        void mailsShouldBeFoundByRecipient() throws Exception {
            keep("b@dane.test", TLS, "\r\n");
            String wanted = keep("c+d@dane.test", TLS, "\r\n");

            assertThat(json("/api/mails?rcpt=C%2Bd@dane.test").path("mails").findValuesAsText("id"))
                    .containsExactly(wanted);
            assertThat(json("/api/mails?rcpt=nobody@dane.test").path("mails")).isEmpty();
        }

        @Test
        void oneMailShouldTellEverything() throws Exception {
            String id = keep("b@dane.test", TLS, "Subject: one\r\nA: 1\r\n\r\ntext\r\n");
            JsonNode mail = json("/api/mails/" + id);

            assertThat(mail.path("mailParameters").path(0).textValue()).isEqualTo("SIZE=5");
            assertThat(mail.path("recipientParameters").toString())
                    .isEqualTo("[{\"address\":\"b@dane.test\",\"parameters\":[\"NOTIFY=NEVER\"]}]");
            assertThat(mail.path("headers").toString())
                    .isEqualTo(
                            "[{\"name\":\"Subject\",\"value\":\"one\"},{\"name\":\"A\",\"value\":\"1\"}]");
            assertThat(mail.path("text").textValue()).isEqualTo("text\r\n");
            assertThat(mail.path("problem").isNull()).isTrue();
        }

        @Test
        void sourceShouldBeByteExact() throws Exception {
            StringBuilder all = new StringBuilder();
            for (int octet = 0; octet < 256; octet++) {
                all.append((char) octet);
            }
            String id = keep("b@dane.test", TLS, all.toString());
            HttpResponse<byte[]> response =
                    client.send(
                            HttpRequest.newBuilder(
                                            server.uri().resolve("/api/mails/" + id + "/source"))
                                    .build(),
                            BodyHandlers.ofByteArray());

            assertThat(response.body())
                    .isEqualTo(all.toString().getBytes(StandardCharsets.ISO_8859_1));
            assertThat(response.headers().firstValue("Content-Type")).contains("message/rfc822");
            assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                    .startsWith("attachment");
        }

        @Test
        void deleteShouldEmptyTheMailbox() throws Exception {
            keep("b@dane.test", TLS, "\r\n");
            assertThat(send("DELETE", "/api/mails", "").statusCode()).isEqualTo(200);
            assertThat(mailbox.mails()).isEmpty();
        }

        @Test
        void hostsShouldTellTheirFacts() throws Exception {
            JsonNode hosts = json("/api/hosts").path("hosts");

            assertThat(hosts.findValuesAsText("domain"))
                    .containsExactly(
                            "dane.test",
                            "dane-ta.test",
                            "mismatch.test",
                            "bogus.test",
                            "tls.test",
                            "plain.test");
            assertThat(hosts.path(0).path("tlsaName").textValue())
                    .isEqualTo("_2525._tcp.mx.dane.test");
            assertThat(hosts.path(0).path("tlsa").path(0).textValue())
                    .matches("3 1 1 [0-9a-f]{64}");
            assertThat(hosts.path(1).path("chain")).hasSize(3);
            assertThat(hosts.path(3).path("tlsaForged").booleanValue()).isTrue();
            assertThat(hosts.path(4).path("signed").booleanValue()).isFalse();
            assertThat(hosts.path(5).path("starttls").booleanValue()).isFalse();
        }

        @Test
        void healthShouldTellWhereEverythingIs() throws Exception {
            assertThat(json("/api/health").toString())
                    .isEqualTo(
                            "{\"status\":\"ok\",\"dns\":\"127.0.0.1:5301\",\"smtpPort\":2525,\"mails\":0}");
        }

        @Test
        void faultShouldBeSetAndShown() throws Exception {
            HttpResponse<String> response =
                    send(
                            "PUT",
                            "/api/faults/dane.test",
                            "{\"fault\":\"tempfail\",\"stage\":\"data\",\"count\":2}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(faults.of("dane.test"))
                    .isEqualTo(Fault.of(Fault.Kind.TEMPFAIL).at(Fault.Stage.DATA).times(2));
            assertThat(json("/api/faults").path("faults").path("dane.test").toString())
                    .isEqualTo(
                            "{\"fault\":\"tempfail\",\"stage\":\"data\",\"count\":2,\"delayMillis\":1000}");
        }

        @ParameterizedTest
        @CsvSource({
            "none, NONE",
            "refuse-starttls, REFUSE_STARTTLS",
            "hide-starttls, HIDE_STARTTLS",
            "drop-in-data, DROP_IN_DATA",
            "tempfail, TEMPFAIL",
            "permfail, PERMFAIL",
            "slow, SLOW"
        })
        void everyFaultShouldHaveItsWord(String word, Fault.Kind kind) throws Exception {
            send("PUT", "/api/faults/dane.test", "{\"fault\":\"" + word + "\",\"delayMillis\":5}");

            assertThat(faults.of("dane.test").kind()).isEqualTo(kind);
            assertThat(faults.of("dane.test").delay()).isEqualTo(Duration.ofMillis(5));
        }

        @Test
        void dnsFaultShouldBeSetAndShown() throws Exception {
            HttpResponse<String> response =
                    send("PUT", "/api/dns-faults/mx.dane.test", "{\"fault\":\"strip-dnssec\"}");

            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(dnsFaults.of("mx.dane.test"))
                    .isEqualTo(DnsFault.of(DnsFault.Kind.STRIP_DNSSEC));
            assertThat(json("/api/dns-faults").toString())
                    .isEqualTo(
                            "{\"dnsFaults\":{\"mx.dane.test\":{\"fault\":\"strip-dnssec\",\"count\":0}}}");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "{}",
                    "{\"fault\":\"tempfail\"}",
                    "{\"fault\":\"timeout\",\"count\":-1}",
                    "{\"fault\":\"timeout\",\"stage\":\"rcpt\"}",
                })
        void wrongDnsFaultShouldBeExplainedAndChangeNothing(String body) throws Exception {
            HttpResponse<String> response = send("PUT", "/api/dns-faults/dane.test", body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(response.body()).path("error").textValue())
                    .contains("allowed");
            assertThat(dnsFaults.all()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "[]",
                    "null",
                    "{}",
                    "{\"fault\":1}",
                    "{\"fault\":\"explode\"}",
                    "{\"fault\":\"slow\",\"fault\":\"none\"}",
                    "{\"fault\":\"slow\"} {}",
                    "{\"fault\":\"slow\",\"stage\":\"quit\"}",
                    "{\"fault\":\"slow\",\"count\":-1}",
                    "{\"fault\":\"slow\",\"count\":1.5}",
                    "{\"fault\":\"slow\",\"count\":99999999999}",
                    "{\"fault\":\"slow\",\"delayMillis\":600001}",
                    "{\"fault\":\"slow\",\"delayMillis\":99999999999999999999}",
                    "{\"fault\":\"slow\",\"delay\":1}",
                    "{\"fault\":\"slow\"",
                })
        void wrongFaultShouldBeExplainedAndChangeNothing(String body) throws Exception {
            HttpResponse<String> response = send("PUT", "/api/faults/dane.test", body);

            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(JSON.readTree(response.body()).path("error").textValue()).isNotBlank();
            assertThat(faults.of("dane.test")).isEqualTo(Fault.NONE);
        }

        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "GET, /api/nothing, 404",
            "GET, /api/, 404",
            "GET, /api/mails/99, 404",
            "GET, /api/mails/99/source, 404",
            "GET, /api/mails/1/attachment, 404",
            "GET, /api/mails/..%2F..%2Fetc, 404",
            "GET, /api/mails?recipient=x, 400",
            "GET, /api/mails?rcpt=%zz, 400",
            "GET, /api/faults/nowhere.test, 404",
            "PUT, /api/faults/nowhere.test, 404",
            "POST, /api/mails, 405",
            "DELETE, /api/faults/dane.test, 405",
            "PUT, /api/hosts, 405",
            "POST, /api/health, 405",
        })
        void wrongRequestShouldBeRefused(String method, String path, int status) throws Exception {
            // URI.create refuses a broken escape, so the request is written by hand
            assertThat(raw(method + " " + path + " HTTP/1.1\r\nHost: " + host()))
                    .startsWith("HTTP/1.1 " + status);
        }
    }

    private String host() {
        return server.uri().getAuthority();
    }

    private String raw(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(
                            (head + "\r\nConnection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Nested
    class ForPeople {
        @ParameterizedTest
        @ValueSource(strings = {"/", "/?paused", "/hosts", "/style.css", "/mails/99"})
        void everyAnswerShouldProtectTheBrowser(String path) throws Exception {
            HttpResponse<String> response = send("GET", path, "");

            assertThat(response.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'none'; style-src 'self';")
                    .doesNotContain("script", "unsafe");
            assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        }

        @Test
        void hostileMailShouldBeShownAsText() throws Exception {
            String id =
                    keep(
                            "\"<script>alert(1)</script>\"@dane.test",
                            new TlsFacts.Encrypted("TLSv1.3", HOSTILE, Optional.of(HOSTILE)),
                            "Subject: "
                                    + HOSTILE
                                    + "\r\nX-Signet-Transport: "
                                    + HOSTILE
                                    + "\r\nX-<script>: 1\r\n\r\n"
                                    + HOSTILE
                                    + "\r\nhttp://x/\"onmouseover=alert(1)//<script>");

            for (String path : new String[] {"/", "/mails/" + id}) {
                assertThat(page(path))
                        .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                        .doesNotContain("<script", "<img", "\"onmouseover");
            }
        }

        @Test
        void htmlPartShouldNeverBeShownAsHtml() throws Exception {
            String id = keep("b@dane.test", TLS, "Content-Type: text/html\r\n\r\n<h9>x</h9>");

            assertThat(page("/mails/" + id)).doesNotContain("<h9>");
        }

        @Test
        void linksShouldOnlyBeMadeOfWebAddresses() throws Exception {
            String id =
                    keep(
                            "b@dane.test",
                            TLS,
                            "\r\njavascript:alert(1) data:text/html,x file:///etc (see https://portal.example/m/1?a=b&c=d).");

            assertThat(page("/mails/" + id))
                    .contains(
                            "(see <a rel=\"noreferrer noopener\" target=\"_blank\""
                                    + " href=\"https://portal.example/m/1?a=b&amp;c=d\">https://portal.example/m/1?a=b&amp;c=d</a>).")
                    .doesNotContain("href=\"javascript", "href=\"data", "href=\"file");
        }

        @Test
        void directionsOfWritingShouldBeMadeVisible() throws Exception {
            keep("b@dane.test", TLS, "Subject: =?utf-8?b?4oCuYWJj?=\r\n\r\n");

            assertThat(page("/")).contains("<bdi>\uFFFDabc</bdi>").doesNotContain("\u202E");
        }

        @Test
        void protectionShouldBeShownAsBadges() throws Exception {
            keep(
                    "b@dane.test",
                    TLS,
                    """
                    Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data\r
                    X-Signet-Transport: dane-verified\r
                    \r
                    """);
            keep("b@dane.test", new TlsFacts.Plaintext(), "Content-Type: multipart/signed\r\n\r\n");

            assertThat(page("/"))
                    .contains(
                            "<bdi>TLSv1.3</bdi>",
                            "<bdi>in the clear</bdi>",
                            "<bdi>S/MIME encrypted</bdi>",
                            "<bdi>S/MIME signed</bdi>",
                            "<bdi>dane-verified</bdi>");
        }

        @Test
        void listShouldRefreshItselfUnlessPaused() throws Exception {
            assertThat(page("/")).contains("http-equiv=\"refresh\"");
            assertThat(page("/?paused")).doesNotContain("http-equiv=\"refresh\"");
        }

        @Test
        void formsShouldChangeFaultsAndEmptyTheMailbox() throws Exception {
            keep("b@dane.test", TLS, "\r\n");
            String self = "http://" + host();

            assertThat(send("POST", "/clear", "", "Origin", self).statusCode()).isEqualTo(303);
            assertThat(
                            send(
                                            "POST",
                                            "/faults",
                                            "domain=dane.test&fault=hide-starttls",
                                            "Origin",
                                            self)
                                    .statusCode())
                    .isEqualTo(303);
            assertThat(mailbox.mails()).isEmpty();
            assertThat(faults.of("dane.test")).isEqualTo(Fault.of(Fault.Kind.HIDE_STARTTLS));
            assertThat(page("/hosts")).contains("<option selected>hide-starttls</option>");
        }

        @ParameterizedTest
        @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1"})
        void otherSitesShouldChangeNothing(String origin) throws Exception {
            keep("b@dane.test", TLS, "\r\n");

            assertThat(send("POST", "/clear", "", "Origin", origin).statusCode()).isEqualTo(403);
            assertThat(send("DELETE", "/api/mails", "", "Origin", origin).statusCode())
                    .isEqualTo(403);
            assertThat(
                            send(
                                            "PUT",
                                            "/api/faults/dane.test",
                                            "{\"fault\":\"slow\"}",
                                            "Origin",
                                            origin)
                                    .statusCode())
                    .isEqualTo(403);
            assertThat(mailbox.mails()).hasSize(1);
            assertThat(faults.of("dane.test")).isEqualTo(Fault.NONE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"evil.example", "evil.example:80", "127.0.0.1", "[::1]:80"})
        void requestsForOtherHostsShouldBeMisdirected(String host) throws Exception {
            assertThat(raw("GET / HTTP/1.1\r\nHost: " + host)).startsWith("HTTP/1.1 421");
        }

        @ParameterizedTest(name = "{0} {1} -> {2}")
        @CsvSource({
            "GET, /nothing, 404",
            "GET, /mails, 404",
            "POST, /mails, 404",
            "PUT, /, 405",
            "TRACE, /, 405"
        })
        void wrongRequestShouldBeRefused(String method, String path, int status) throws Exception {
            assertThat(raw(method + " " + path + " HTTP/1.1\r\nHost: " + host()))
                    .startsWith("HTTP/1.1 " + status);
        }

        @Test
        void largeRequestShouldBeRefused() throws Exception {
            assertThat(send("POST", "/faults", "x".repeat(20_000)).statusCode()).isEqualTo(413);
        }
    }
}
