package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.MessageControl;
import org.signet.rights.Protected;
import org.signet.rights.template.Right;
import org.signet.rights.template.Template;

import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Pictures, archives and copies: what makes reading comfortable and must not open a door. */
class ComfortTest {
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk";

    @TempDir Path directory;
    private RunningPortal portal;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private static String mime(String html, String... parts) {
        StringBuilder mime = new StringBuilder();
        mime.append("From: alice@ours.test\nSubject: s\nMIME-Version: 1.0\n");
        mime.append("Content-Type: multipart/related; boundary=b\n\n");
        mime.append("--b\nContent-Type: text/html; charset=utf-8\n\n").append(html).append('\n');
        for (String part : parts) {
            mime.append("--b\n").append(part).append('\n');
        }
        return mime.append("--b--\n").toString().replace("\n", "\r\n");
    }

    private static String picture(String id, String type, String base64) {
        return "Content-Type: "
                + type
                + "\nContent-ID: <"
                + id
                + ">\nContent-Transfer-Encoding: base64\n\n"
                + base64;
    }

    private static String file(String name, String content) {
        return "Content-Type: text/plain\nContent-Disposition: attachment; filename=\""
                + name
                + "\"\n\n"
                + content;
    }

    private Browser reader(Protected message) throws Exception {
        return portal.signedIn(RunningPortal.path(message, RunningPortal.BOB));
    }

    private static String path(Protected message) {
        return RunningPortal.path(message, RunningPortal.BOB);
    }

    @Test
    void pictureOfTheMessageShouldBeShownInTheText() throws Exception {
        Protected message =
                portal.protect(
                        mime(
                                "<p>x</p><img src=\"cid:logo%40x\" alt=L>",
                                picture("logo@x", "image/jpeg", PNG)),
                        RunningPortal.BOB);
        Browser browser = reader(message);

        assertThat(browser.get(path(message) + "/body").body())
                .contains("<img src=\"data:image/png;base64," + PNG.substring(0, 20));
    }

    @Test
    void pictureShouldNotBeShownWhenItIsNone() throws Exception {
        String svg = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciPjwvc3ZnPg==";
        Protected message =
                portal.protect(
                        mime(
                                "<img src=\"cid:a\" alt=A><img src=\"cid:none\" alt=B><img"
                                        + " src=\"data:image/png;base64,AAAA\" alt=C><img src=\"cid:%zz\">",
                                picture("a", "image/png", svg)),
                        RunningPortal.BOB);
        Browser browser = reader(message);

        assertThat(browser.get(path(message) + "/body").body())
                .doesNotContain("<img", "svg")
                .contains("[A]", "[B]", "[C]");
    }

    @Test
    void pictureFromElsewhereShouldBeShownOnlyWhenAskedFor() throws Exception {
        Protected message =
                portal.protect(
                        mime(
                                "<img src=\"https://far.test/p.png?a=1\" alt=P><img"
                                        + " src=\"http://far.test/q.png\" alt=Q><img src=\"/m/x/leave\""
                                        + " alt=R>"),
                        RunningPortal.BOB);
        Browser browser = reader(message);

        assertThat(browser.get(path(message) + "/message").body())
                .contains("pictures=remote")
                .doesNotContain("far.test");
        HttpResponse<String> closed = browser.get(path(message) + "/body");
        assertThat(closed.body()).doesNotContain("far.test/p.png");
        assertThat(policy(closed)).contains("img-src data:;");

        assertThat(browser.get(path(message) + "/message?pictures=remote").body())
                .contains("/body?pictures=remote\"");
        HttpResponse<String> open = browser.get(path(message) + "/body?pictures=remote");
        assertThat(open.body())
                .contains("<img src=\"https://far.test/p.png?a&#61;1\"")
                .doesNotContain("http://far.test", "/leave");
        assertThat(policy(open)).contains("img-src data: https:;").doesNotContain("allow-scripts");
    }

    private static String policy(HttpResponse<String> response) {
        return response.headers().firstValue("Content-Security-Policy").orElseThrow();
    }

    @Test
    void oneViewShouldDecryptOnce() throws Exception {
        Protected message = portal.protect(mime("<p>words</p>"), RunningPortal.BOB);
        Browser browser = reader(message);

        browser.get(path(message) + "/message");
        assertThat(browser.get(path(message) + "/body").body()).contains("words");
        assertThat(openings()).isEqualTo(1);

        assertThat(browser.get(path(message) + "/body").body()).contains("words");
        assertThat(openings()).isEqualTo(2);
    }

    @Test
    void keptTextShouldNotBeShownAfterRevocationOrToAnotherSession() throws Exception {
        Protected message = portal.protect(mime("<p>words</p>"), RunningPortal.BOB);
        Browser browser = reader(message);
        browser.get(path(message) + "/message");

        assertThat(portal.browser().get(path(message) + "/body").body()).doesNotContain("words");
        portal.messages
                .control()
                .revoke(MessageControl.Target.of(message.message(), RunningPortal.BOB, "test"));
        HttpResponse<String> body = browser.get(path(message) + "/body");
        assertThat(body.statusCode()).isEqualTo(410);
        assertThat(body.body()).doesNotContain("words");
    }

    private int openings() {
        return Jdbi.create(portal.messages.dataSource())
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT COUNT(*) FROM rights_audit WHERE kind ="
                                                        + " 'opened'")
                                        .mapTo(Integer.class)
                                        .one());
    }

    @Test
    void archiveShouldHoldEachAttachmentUnderANameOfItsOwn() throws Exception {
        Protected message =
                portal.protect(
                        mime(
                                "<p>x</p>",
                                file("a.txt", "one"),
                                file("A.TXT", "two"),
                                file("../../a.txt", "three"),
                                file("/etc/passwd", "four"),
                                file("..\\\\..\\\\x.bat", "five"),
                                file("con.txt", "six"),
                                file("C:x", "seven")),
                        RunningPortal.BOB);
        Browser browser = reader(message);

        List<String> names = new ArrayList<>();
        HttpResponse<InputStream> response = browser.stream(path(message) + "/attachments.zip");
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .startsWith("attachment; filename=\"attachments.zip\"");
        try (ZipInputStream zip = new ZipInputStream(response.body())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                assertThat(zip.readAllBytes()).isNotEmpty();
            }
        }

        assertThat(names).hasSize(7);
        assertThat(names.stream().map(String::toLowerCase).distinct()).hasSize(7);
        assertThat(names).contains("a.txt", "A (2).TXT", "_con.txt");
        assertThat(names)
                .allSatisfy(
                        name ->
                                assertThat(name)
                                        .doesNotContain("/", "\\", ":")
                                        .doesNotStartWith("."));
    }

    @Test
    void archiveAndCopyShouldNeedTheRight() throws Exception {
        Protected closed =
                portal.protect(
                        mime("<p>x</p>", file("a", "1"), file("b", "2")),
                        Template.DO_NOT_FORWARD,
                        RunningPortal.BOB);
        Browser browser = reader(closed);
        assertThat(browser.get(path(closed) + "/message").body())
                .doesNotContain("attachments.zip", "message.eml");
        assertThat(browser.get(path(closed) + "/attachments.zip").statusCode()).isEqualTo(403);
        assertThat(browser.get(path(closed) + "/message.eml").statusCode()).isEqualTo(403);

        Protected open =
                portal.protect(
                        mime("<p>whole</p>"),
                        new Template("open", EnumSet.of(Right.VIEW, Right.EXPORT)),
                        RunningPortal.BOB);
        HttpResponse<String> copy = browser.get(path(open) + "/message.eml");
        assertThat(copy.statusCode()).isEqualTo(200);
        assertThat(copy.body()).isEqualTo(mime("<p>whole</p>"));
    }
}
