package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.Protected;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;

/** A reader opens a link, gets a passcode by mail, reads, saves an attachment and signs out. */
class ReadingTest {
    static final String MIME =
            """
            From: Alice Example <alice@ours.test>
            To: bob@partner.test
            Bcc: hidden@ours.test
            Subject: =?utf-8?Q?Merger_with_Gl=C3=B6bex?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary=b

            --b
            Content-Type: multipart/alternative; boundary=a

            --a
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: quoted-printable

            The price is =E2=82=AC 42 million.
            --a
            Content-Type: text/html; charset=utf-8

            <p>The price is <b>42 million</b>.</p><img src="https://tracker.test/p.gif" alt="Logo">
            --a--
            --b
            Content-Type: application/pdf
            Content-Disposition: attachment; filename="terms.pdf"
            Content-Transfer-Encoding: base64

            JVBERi0xLjc=
            --b--
            """
                    .replace("\n", "\r\n");

    @TempDir Path directory;
    private RunningPortal portal;
    private Protected message;
    private String path;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        message = portal.protect(MIME, RunningPortal.BOB, RunningPortal.CAROL);
        path = RunningPortal.path(message, RunningPortal.BOB);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    @Test
    void readerShouldReadTheMessageAfterTypingInThePasscode() throws Exception {
        Browser browser = portal.browser();

        HttpResponse<String> letter = browser.get(path);
        assertThat(letter.statusCode()).isEqualTo(200);
        assertThat(letter.body()).contains("alice@ours.test", "b•••@partner.test");
        assertThat(letter.body()).doesNotContain("Merger", "bob@partner.test");
        assertThat(portal.mails).isEmpty();

        HttpResponse<String> sent = browser.submit(path + "/passcode", Map.of());
        assertThat(sent.statusCode()).isEqualTo(303);
        assertThat(sent.headers().firstValue("Location")).hasValue(path + "/code");
        assertThat(portal.mails).hasSize(1);
        PasscodeMail mail = portal.mails.getFirst();
        assertThat(mail.to()).isEqualTo("bob@partner.test");
        assertThat(mail.from()).isEqualTo("passcode@ours.test");
        assertThat(mail.text()).doesNotContain("http", "\n").containsPattern("\\d{4} \\d{4}");
        assertThat(mail.subject()).doesNotContain(portal.newestPasscode().substring(0, 4));

        HttpResponse<String> code = browser.get(path + "/code");
        String reference = mail.subject().substring(mail.subject().length() - 4);
        assertThat(code.body()).contains(reference).doesNotContain(portal.newestPasscode());

        HttpResponse<String> open =
                browser.submit(path + "/open", Map.of("passcode", portal.newestPasscode()));
        assertThat(open.statusCode()).isEqualTo(303);
        assertThat(open.headers().firstValue("Location")).hasValue(path + "/message");

        HttpResponse<String> page = browser.get(path + "/message");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("Merger with Glöbex", "The price is € 42 million.", "terms.pdf")
                .contains("sandbox=\"allow-popups allow-popups-to-escape-sandbox\"")
                .doesNotContain("hidden@ours.test", "tracker.test", "<script");

        HttpResponse<String> body = browser.get(path + "/body");
        assertThat(body.body()).contains("<b>42 million</b>").doesNotContain("tracker.test");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("sandbox", "default-src 'none'")
                .contains("img-src data:;")
                .doesNotContain("allow-scripts", "allow-same-origin", "script-src");

        HttpResponse<String> attachment = browser.get(path + "/attachment/3");
        assertThat(attachment.body()).isEqualTo("%PDF-1.7");
        assertThat(attachment.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"terms.pdf\"; filename*=UTF-8''terms.pdf");
        assertThat(attachment.headers().firstValue("Content-Type"))
                .hasValue("application/octet-stream");

        HttpResponse<String> left = browser.submit(path + "/leave", Map.of());
        assertThat(left.statusCode()).isEqualTo(200);
        assertThat(browser.get(path + "/message").statusCode()).isEqualTo(303);
    }
}
