package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.signet.portal.page.Words;
import org.signet.rights.MessageControl;
import org.signet.rights.Protected;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;

/**
 * A reader's whole way in a real browser with scripts off, and what axe-core says about each page.
 *
 * <p>{@code -Dsignet.screenshots=DIR} keeps a picture of each page.
 */
class ChromiumTest {
    private static final String AXE = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";

    private static final Instant SENT = Instant.parse("2026-11-23T11:52:00Z");

    @TempDir Path directory;
    private RunningPortal portal;
    private Chromium chromium;
    private String look = "";

    /** Ways to look at a page. */
    enum Look {
        DESKTOP_LIGHT,
        PHONE_DARK,
        DESKTOP_LIGHT_GERMAN,
        PHONE_DARK_ARABIC;

        private Chromium.Screen screen() {
            return name().startsWith("DESKTOP")
                    ? new Chromium.Screen(1100, 800, false, false, words().language())
                    : new Chromium.Screen(390, 844, true, true, words().language());
        }

        private Words words() {
            return Words.in(
                    name().endsWith("GERMAN") ? "de" : name().endsWith("ARABIC") ? "ar" : "en");
        }
    }

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory.resolve("james"));
    }

    @AfterEach
    void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        portal.close();
    }

    private void launch(Look how) throws Exception {
        look = how.name().toLowerCase(Locale.ROOT).replace('_', '-');
        chromium = Chromium.start(directory.resolve("profile"), how.screen());
    }

    private static String axe() throws IOException {
        try (InputStream input = ChromiumTest.class.getResourceAsStream(AXE)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The page is as it should be: nothing for axe-core to complain about, no scroll sideways. */
    private void look(String name) throws Exception {
        String keep = System.getProperty("signet.screenshots", "");
        if (!keep.isEmpty()) {
            Files.createDirectories(Path.of(keep));
            Files.write(Path.of(keep, "portal-" + name + "-" + look + ".png"), chromium.picture());
        }
        assertThat(chromium.complaints(axe())).as(name).isEmpty();
        assertThat(
                        chromium.evaluate(
                                        "document.documentElement.scrollWidth <="
                                                + " document.documentElement.clientWidth")
                                .asBoolean())
                .as(name + " fits the width")
                .isTrue();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String offer() {
        String pdf = Base64.getMimeEncoder().encodeToString(new byte[30_000]);
        return """
        From: Alice Example <alice@ours.test>
        To: Bob <bob@partner.test>
        Cc: Carol <carol@other.test>
        Date: Mon, 23 Nov 2026 11:52:00 +0000 (UTC)
        Subject: Offer and card for the deposit
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html; charset=utf-8

        <p>Dear Bob,</p><p>attached is <b>the offer</b>. Please charge the deposit to my card:<br>
        4111 1111 1111 1111, valid until 12/29.</p>
        <table border="1"><tr><th>Item</th><th>Price</th></tr><tr><td>Deposit</td><td>1,200.00</td>
        </tr></table><p>Kind regards<br>Alice</p><img src="https://tracker.test/p.gif">
        --b
        Content-Type: text/csv
        Content-Disposition: attachment; filename="prices.csv"

        item;price
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="Offer 2026.pdf"
        Content-Transfer-Encoding: base64

        %s
        --b--
        """
                .formatted(pdf)
                .replace("\n", "\r\n");
    }

    @ParameterizedTest
    @EnumSource
    void readerShouldGoTheWholeWay(Look how) throws Exception {
        launch(how);
        Protected message = portal.protect(offer(), RunningPortal.BOB, RunningPortal.CAROL);
        String link = portal.url + RunningPortal.path(message, RunningPortal.BOB);

        chromium.open(link);
        look("letter");
        chromium.press("main button");
        look("code");
        chromium.type("#passcode", "00000000");
        chromium.press("main button");
        assertThat(chromium.text()).contains(how.words().of("code.wrong", 4));
        look("wrong");
        chromium.type("#passcode", portal.newestPasscode());
        chromium.press("main button");
        assertThat(chromium.text())
                .contains("Offer and card for the deposit", how.words().time(SENT))
                .doesNotContain("(UTC)");
        look("message");

        Path file = Files.writeString(directory.resolve("note.txt"), "for Alice");
        chromium.press("a[href$='/reply']");
        look("reply");
        chromium.type("#text", "Thank you!");
        chromium.choose("#files", file);
        chromium.press("main button");
        look("sent");
        assertThat(portal.taken.getLast().mime()).contains(base64("Thank you"), "note.txt");

        chromium.press("main a");
        chromium.press("a[href$='/forward']");
        chromium.type("#to", "nobody");
        chromium.press("main button");
        look("forward");
        assertThat(portal.taken).hasSize(1);

        portal.messages
                .control()
                .revoke(MessageControl.Target.of(message.message(), RunningPortal.BOB, "test"));
        chromium.open(link);
        look("withdrawn");
        assertThat(chromium.text()).doesNotContain("4111");
    }

    @ParameterizedTest
    @EnumSource
    void strangerShouldLearnNothing(Look how) throws Exception {
        launch(how);
        chromium.open(portal.url + RunningPortal.unknownPath());
        look("unknown");
        assertThat(chromium.text()).contains(how.words().of("notice.NOT_AVAILABLE"));
    }
}
