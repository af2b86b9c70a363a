package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.james.mime4j.dom.Message;
import org.apache.james.mime4j.dom.Multipart;
import org.apache.james.mime4j.dom.SingleBody;
import org.apache.james.mime4j.dom.TextBody;
import org.apache.james.mime4j.message.DefaultMessageBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.portal.Browser.FormFile;
import org.signet.portal.RunningPortal.Taken;
import org.signet.rights.MessageControl;
import org.signet.rights.Protected;
import org.signet.rights.template.Template;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Readers answer and forward; what they send stays protected and nothing of it gets lost. */
class ReplyTest {
    static final String MIME =
            """
            From: Alice Example <alice@ours.test>
            To: bob@partner.test, "Dora, D." <dora@ours.test>
            Cc: carol@other.test, Bob <BOB@partner.test>
            Bcc: hidden@ours.test
            Subject: Merger
            Message-ID: <m2@ours.test>
            In-Reply-To: <m1@ours.test>
            References: <m0@ours.test>
             <m1@ours.test>
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: text/html; charset=utf-8

            <p>The price is <b>42 &euro;</b>.</p><p>Second line<br>third &lt;b&gt;</p>
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="terms.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjc=
            --b
            Content-Type: message/rfc822
            Content-Disposition: attachment; filename="old.eml"

            Subject: inner

            inner text
            --b--
            """
                    .replace("\n", "\r\n");

    @TempDir Path directory;
    private RunningPortal portal;
    private Protected message;
    private String path;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory, Map.of("portal.upload-limit", "1 MiB"));
        message = portal.protect(MIME, "bob@partner.test", "dora@ours.test", "carol@other.test");
        path = RunningPortal.path(message, RunningPortal.BOB);
        browser = portal.signedIn(path);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private static Message parse(String mime) throws Exception {
        return new DefaultMessageBuilder()
                .parseMessage(new ByteArrayInputStream(mime.getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Message mail) throws Exception {
        if (mail.getBody() instanceof Multipart parts) {
            return read((TextBody) parts.getBodyParts().getFirst().getBody());
        }
        return read((TextBody) mail.getBody());
    }

    private static String read(SingleBody body) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Nested
    class Sending {
        @Test
        void replyShouldGoToTheSenderUnderTheSameProtection() throws Exception {
            String page = browser.get(path + "/reply").body();
            assertThat(page)
                    .contains("value=\"Re: Merger\"", "alice@ours.test wrote:")
                    .contains("&gt; The price is 42 €.", "&gt; third &lt;b&gt;")
                    .doesNotContain("carol@other.test", "hidden@ours.test");

            HttpResponse<String> sent =
                    browser.sendAnswer(
                            path + "/reply",
                            Map.of("subject", "Re: Merger", "text", "Agreed.\r\n"));

            assertThat(sent.statusCode()).isEqualTo(200);
            assertThat(portal.taken).hasSize(1);
            Taken taken = portal.taken.getFirst();
            assertThat(taken.mail().sender()).isEqualTo("bob@partner.test");
            assertThat(taken.mail().recipients()).containsExactly("alice@ours.test");
            assertThat(taken.mail().inherited())
                    .isEqualTo(
                            new Outgoing.Inherited(
                                    Template.ENCRYPT_ONLY,
                                    Duration.ofDays(30),
                                    message.licence().conversation()));
            Message mail = parse(taken.mime());
            assertThat(mail.getFrom().getFirst().getAddress()).isEqualTo("bob@partner.test");
            assertThat(mail.getSubject()).isEqualTo("Re: Merger");
            assertThat(text(mail)).isEqualTo("Agreed.\r\n");
        }

        @Test
        void replyToAllShouldReachWhoeverStandsInTheHeaderAndNobodyTwice() throws Exception {
            browser.get(path + "/reply-all");
            browser.sendAnswer(path + "/reply-all", Map.of("text", "Hello all"));

            assertThat(portal.taken.getFirst().mail().recipients())
                    .containsExactly("alice@ours.test", "dora@ours.test", "carol@other.test");
            assertThat(portal.taken.getFirst().mime())
                    .contains("To: <alice@ours.test>,\r\n <dora@ours.test>\r\n")
                    .contains("Cc: <carol@other.test>\r\n")
                    .doesNotContain("hidden@");
        }

        @Test
        void answerShouldContinueTheThread() throws Exception {
            browser.get(path + "/reply");
            browser.sendAnswer(path + "/reply", Map.of("text", "x"));

            assertThat(portal.taken.getFirst().mime())
                    .contains("In-Reply-To: <m2@ours.test>\r\n")
                    .contains(
                            "References: <m0@ours.test>\r\n <m1@ours.test>\r\n <m2@ours.test>\r\n")
                    .containsPattern("Message-ID: <[A-Za-z0-9_-]{20,}@127\\.0\\.0\\.1>\r\n");
        }

        @Test
        void forwardShouldCarryTextAndAttachmentsToWhomTheReaderNames() throws Exception {
            String page = browser.get(path + "/forward").body();
            assertThat(page).contains("Fwd: Merger", "terms.pdf", "old.eml", "42 €");

            browser.sendAnswer(
                    path + "/forward",
                    Map.of("to", "eve@far.test; frank@ours.test", "text", "See below"),
                    new FormFile("note.txt", "a note"));

            Taken taken = portal.taken.getFirst();
            assertThat(taken.mail().recipients())
                    .containsExactly("eve@far.test", "frank@ours.test");
            Multipart parts = (Multipart) parse(taken.mime()).getBody();
            assertThat(parts.getBodyParts())
                    .extracting(part -> part.getFilename())
                    .containsExactly(null, "note.txt", "terms.pdf", "old.eml");
            assertThat(parts.getBodyParts())
                    .extracting(part -> part.getMimeType())
                    .containsExactly(
                            "text/plain",
                            "text/plain",
                            "application/pdf",
                            "application/octet-stream");
            assertThat(read((SingleBody) parts.getBodyParts().get(2).getBody()))
                    .isEqualTo("%PDF-1.7");
        }

        @Test
        void attachmentShouldArriveByteForByte() throws Exception {
            byte[] content = new byte[700_000];
            new Random(7).nextBytes(content);

            browser.get(path + "/reply");
            browser.sendAnswer(
                    path + "/reply",
                    Map.of("text", "x"),
                    new FormFile("Angebot für „Glöbex\u201c.bin", "application/x-thing", content),
                    new FormFile("empty.txt", ""),
                    new FormFile("", "application/octet-stream", new byte[0]));

            Multipart parts = (Multipart) parse(portal.taken.getFirst().mime()).getBody();
            assertThat(parts.getBodyParts()).hasSize(3);
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            ((SingleBody) parts.getBodyParts().get(1).getBody()).writeTo(received);
            assertThat(received.toByteArray()).isEqualTo(content);
            assertThat(portal.taken.getFirst().mime())
                    .contains("filename*0*=UTF-8''Angebot%20f%C3%BCr%20");
        }
    }

    @Nested
    class Rights {
        @Test
        void forwardShouldBeRefusedWithoutTheRight() throws Exception {
            Protected closed = portal.protect(MIME, Template.DO_NOT_FORWARD, "bob@partner.test");
            String other = RunningPortal.path(closed, RunningPortal.BOB);

            assertThat(browser.get(other + "/message").body())
                    .contains("/reply\"", "/reply-all\"")
                    .doesNotContain("/forward\"");
            assertThat(browser.get(other + "/forward").statusCode()).isEqualTo(403);
            browser.get(other + "/reply");
            HttpResponse<String> sent =
                    browser.sendAnswer(other + "/forward", Map.of("to", "eve@far.test"));
            assertThat(sent.statusCode()).isEqualTo(403);
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void textShouldBeShownAgainWhenTheMessageWasRevokedMeanwhile() throws Exception {
            browser.get(path + "/reply");
            portal.messages
                    .control()
                    .revoke(MessageControl.Target.of(message.message(), RunningPortal.BOB, "test"));

            HttpResponse<String> sent =
                    browser.sendAnswer(path + "/reply", Map.of("text", "long work"));

            assertThat(sent.statusCode()).isEqualTo(410);
            assertThat(sent.body()).contains("long work").doesNotContain("type=\"submit\"");
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void textShouldBeShownAgainWhenTheSessionHasEnded() throws Exception {
            browser.get(path + "/reply");
            portal.clock.advance(Duration.ofMinutes(16));

            HttpResponse<String> sent =
                    browser.sendAnswer(
                            path + "/reply",
                            Map.of("text", "long work"),
                            new FormFile("a.txt", "secret file"));

            assertThat(sent.body()).contains("long work", "Sign in again");
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void nothingShouldBeSentAndTheTextKeptWhenOnlyTextComesAfterTheSession() throws Exception {
            browser.get(path + "/reply");
            portal.clock.advance(Duration.ofMinutes(16));

            HttpResponse<String> sent =
                    browser.sendAnswer(path + "/reply", Map.of("text", "long work"));

            assertThat(sent.statusCode()).isEqualTo(403);
            assertThat(sent.body()).contains("long work", "Sign in again");
            assertThat(portal.taken).isEmpty();
        }
    }

    @Nested
    class Failures {
        @Test
        void textShouldBeKeptAndSentOnceWhenTheMailServerComesBack() throws Exception {
            browser.get(path + "/reply");
            portal.mailServerDown = true;
            HttpResponse<String> failed =
                    browser.sendAnswer(
                            path + "/reply", Map.of("text", "important", "subject", "S"));
            assertThat(failed.statusCode()).isEqualTo(503);
            assertThat(failed.body()).contains("important", "value=\"S\"", "Nothing was sent");

            portal.mailServerDown = false;
            assertThat(
                            browser.sendAnswer(path + "/reply", Map.of("text", "important"))
                                    .statusCode())
                    .isEqualTo(200);
            assertThat(browser.sendAnswer(path + "/reply", Map.of("text", "important")).body())
                    .contains("sent already");
            assertThat(portal.taken).hasSize(1);
        }

        @Test
        void nothingShouldBeSentWhenTheStoreIsDown() throws Exception {
            browser.get(path + "/reply");
            portal.messages.close();

            HttpResponse<String> sent = browser.sendAnswer(path + "/reply", Map.of("text", "x"));

            assertThat(sent.statusCode()).isEqualTo(503);
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void forwardShouldNotLeaveWhenTheStoredMessageIsDamaged() throws Exception {
            browser.get(path + "/forward");
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().contains(message.message().text())) {
                        byte[] bytes = Files.readAllBytes(file);
                        bytes[bytes.length - 1] ^= 1;
                        Files.write(file, bytes);
                    }
                }
            }

            HttpResponse<String> sent =
                    browser.sendAnswer(
                            path + "/forward", Map.of("to", "eve@far.test", "text", "x"));

            assertThat(sent.statusCode()).isGreaterThanOrEqualTo(500);
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void noTemporaryFileShouldBeLeftOver() throws Exception {
            browser.get(path + "/reply");
            long before = spools();
            browser.sendAnswer(path + "/reply", Map.of("text", "x"), new FormFile("a", "b"));
            browser.sendAnswer(path + "/reply", Map.of("proof", "x"), new FormFile("a", "b"));

            assertThat(spools()).isLessThanOrEqualTo(before);
        }

        private long spools() throws Exception {
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return files.filter(f -> f.getFileName().toString().startsWith("signet-portal-"))
                        .count();
            }
        }
    }

    @Nested
    class Limits {
        @Test
        void textShouldBeKeptWhenTheFilesAreTooLarge() throws Exception {
            browser.get(path + "/reply");

            HttpResponse<String> sent =
                    browser.sendAnswer(
                            path + "/reply",
                            Map.of("text", "my words"),
                            new FormFile("a.bin", "x".repeat(1_100_000)));

            assertThat(sent.statusCode()).isEqualTo(413);
            assertThat(sent.body()).contains("my words", "up to 1 MB");
            assertThat(portal.taken).isEmpty();
        }

        /** The head alone: who sends on into a closed connection may not see the answer. */
        @Test
        void bodyFarBeyondTheLimitShouldNotBeRead() throws Exception {
            String head =
                    "POST "
                            + path
                            + "/reply HTTP/1.1\r\nHost: localhost\r\nContent-Length: 8000000\r\n\r\n";
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portal.port())) {
                socket.setSoTimeout(30_000);
                socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));

                assertThat(socket.getInputStream().readAllBytes())
                        .asString(StandardCharsets.UTF_8)
                        .startsWith("HTTP/1.1 413 ");
            }
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void filesShouldBeCounted() throws Exception {
            FormFile[] files = new FormFile[51];
            Arrays.setAll(files, i -> new FormFile("f" + i, "x"));
            browser.get(path + "/reply");

            HttpResponse<String> sent =
                    browser.sendAnswer(path + "/reply", Map.of("text", "my words"), files);

            assertThat(sent.statusCode()).isEqualTo(413);
            assertThat(sent.body()).contains("my words", "up to 50");
        }

        @Test
        void answersOfOneReaderShouldBeBoundedByTheHour() throws Exception {
            for (int i = 0; i < 30; i++) {
                browser.get(path + "/reply");
                browser.sendAnswer(path + "/reply", Map.of("text", "no " + i));
            }
            browser.get(path + "/reply");
            HttpResponse<String> sent =
                    browser.sendAnswer(path + "/reply", Map.of("text", "one more"));

            assertThat(sent.statusCode()).isEqualTo(429);
            assertThat(sent.body()).contains("one more");
            assertThat(portal.taken).hasSize(30);

            portal.clock.advance(Duration.ofMinutes(61));
            browser = portal.signedIn(path);
            browser.get(path + "/reply");
            assertThat(browser.sendAnswer(path + "/reply", Map.of("text", "x")).statusCode())
                    .isEqualTo(200);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "''                         | whom it is for",
                    "eve                        | not a mail address: eve",
                    "eve@far.test, x@y@z        | not a mail address: x@y@z",
                    "eve@far.test\\r\\nBcc:x@y.z | not a mail address",
                    "a@b.c a@b.d a@b.e a@b.f a@b.g a@b.h a@b.i a@b.j a@b.k a@b.l a@b.m | at most 10"
                })
        void forwardShouldBeRefusedForRecipientsThatAreNone(String to, String words)
                throws Exception {
            browser.get(path + "/forward");

            HttpResponse<String> sent =
                    browser.sendAnswer(
                            path + "/forward",
                            Map.of("to", to.replace("\\r\\n", "\r\n"), "text", "my words"));

            assertThat(sent.statusCode()).isEqualTo(400);
            assertThat(sent.body()).contains(words, "my words");
            assertThat(portal.taken).isEmpty();
        }
    }

    @Nested
    class Attacks {
        @Test
        void formShouldBeRefusedWithoutTheProofOrFromAnotherSite() throws Exception {
            browser.get(path + "/reply");

            assertThat(
                            browser.sendAnswer(
                                            path + "/reply",
                                            Map.of("proof", "A".repeat(43), "text", "x"))
                                    .statusCode())
                    .isEqualTo(403);
            browser.headers.put("Sec-Fetch-Site", "cross-site");
            assertThat(browser.sendAnswer(path + "/reply", Map.of("text", "x")).statusCode())
                    .isEqualTo(403);
            browser.headers.remove("Sec-Fetch-Site");
            browser.headers.put("Origin", "https://evil.test");
            assertThat(browser.sendAnswer(path + "/reply", Map.of("text", "x")).statusCode())
                    .isEqualTo(403);
            assertThat(portal.taken).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Hi\r\nBcc: eve@evil.test",
                    "Hi\nBcc: eve@evil.test",
                    "Hi\rBcc: eve@evil.test",
                    "Hi\u0000Bcc: eve@evil.test",
                    "Hi\u2028Bcc: eve@evil.test",
                    "=?utf-8?Q?Hi=0D=0ABcc:_eve@evil.test?=",
                    "Grüße\r\nBcc: eve@evil.test"
                })
        void subjectShouldStayOneField(String subject) throws Exception {
            browser.get(path + "/reply");
            browser.sendAnswer(path + "/reply", Map.of("subject", subject, "text", "x"));

            Message mail = parse(portal.taken.getFirst().mime());
            assertThat(mail.getHeader().getFields("Bcc")).isEmpty();
            assertThat(mail.getHeader().getFields("Subject")).hasSize(1);
            assertThat(mail.getHeader().getFields())
                    .extracting(field -> field.getName())
                    .containsExactlyInAnyOrder(
                            "Date",
                            "From",
                            "To",
                            "Message-ID",
                            "In-Reply-To",
                            "References",
                            "Subject",
                            "MIME-Version",
                            "Content-Type",
                            "Content-Transfer-Encoding");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "../../etc/passwd",
                    "..\\..\\boot.ini",
                    "/etc/passwd",
                    "C:\\x.exe",
                    "a%22; filename=%22b.exe",
                    "a%0D%0AX-Evil: 1",
                    "\u202egnp.exe",
                    "a\u0000b",
                    "....",
                    "CON<>|:*?"
                })
        void fileNameShouldStayOneHarmlessName(String name) throws Exception {
            browser.get(path + "/reply");
            browser.sendAnswer(path + "/reply", Map.of("text", "x"), new FormFile(name, "content"));

            String mime = portal.taken.getFirst().mime();
            Multipart parts = (Multipart) parse(mime).getBody();
            var part = parts.getBodyParts().get(1);
            assertThat(part.getHeader().getFields())
                    .extracting(field -> field.getName())
                    .containsExactly(
                            "Content-Type", "Content-Disposition", "Content-Transfer-Encoding");
            String saved =
                    part.getFilename() == null
                            ? mime.substring(mime.indexOf("filename*0*=UTF-8''"))
                                    .lines()
                                    .findFirst()
                                    .orElseThrow()
                            : part.getFilename();
            assertThat(saved)
                    .isNotEmpty()
                    .doesNotContain("/", "\\", "\"", "\r", "\n", "\u202e", "\u0000")
                    .doesNotStartWith(".");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "multipart/mixed; boundary=x",
                    "message/rfc822",
                    "text/html\r\nX-Evil: 1",
                    "no type at all",
                    "text/plain; x=\"\u0000\""
                })
        void fileTypeShouldNotChangeTheStructureOfTheMail(String type) throws Exception {
            browser.get(path + "/reply");
            browser.sendAnswer(
                    path + "/reply",
                    Map.of("text", "x"),
                    new FormFile(
                            "f.bin", type, "Subject: y\r\n\r\nz".getBytes(StandardCharsets.UTF_8)));

            if (!portal.taken.isEmpty()) {
                Multipart parts = (Multipart) parse(portal.taken.getFirst().mime()).getBody();
                assertThat(parts.getBodyParts()).hasSizeLessThanOrEqualTo(2);
                assertThat(portal.taken.getFirst().mime()).doesNotContain("X-Evil");
                parts.getBodyParts()
                        .forEach(
                                part ->
                                        assertThat(part.getMimeType())
                                                .doesNotStartWith("multipart/")
                                                .doesNotStartWith("message/"));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "multipart/form-data",
                    "multipart/form-data; boundary=",
                    "multipart/mixed; boundary=other",
                    "application/json",
                    "text/plain"
                })
        void bodyThatIsNoSuchFormShouldSendNothing(String type) throws Exception {
            browser.get(path + "/reply");

            HttpResponse<String> sent =
                    browser.post(path + "/reply", type, "proof=" + browser.proof + "&text=x");

            assertThat(sent.statusCode()).isIn(400, 403);
            assertThat(portal.taken).isEmpty();
        }

        @Test
        void getShouldSendNothing() throws Exception {
            for (String page : List.of("/reply", "/reply-all", "/forward")) {
                browser.get(path + page + "?text=x&draft=" + browser.draft);
                browser.head(path + page);
            }
            assertThat(portal.taken).isEmpty();
            assertThat(portal.browser().get(path + "/reply").statusCode()).isEqualTo(303);
        }
    }
}
