package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.portal.page.Words;
import org.signet.rights.Protected;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The pages speak the language that the reader's browser asks for. */
class LanguageTest {
    @TempDir Path directory;
    private RunningPortal portal;
    private Browser browser;
    private String path;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        Protected message = portal.protect(ReadingTest.MIME, RunningPortal.BOB);
        path = RunningPortal.path(message, RunningPortal.BOB);
        browser = portal.browser();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    static List<String> languages() {
        return Words.languages();
    }

    private void assertSpeaks(HttpResponse<String> page, Words words) {
        assertThat(page.headers().firstValue("Content-Language")).hasValue(words.language());
        assertThat(page.headers().firstValue("Vary")).hasValue("Accept-Language");
        assertThat(page.body())
                .contains(
                        "<html lang=\""
                                + words.language()
                                + "\" dir=\""
                                + words.direction()
                                + "\">")
                .contains(words.of("frame.foot").replace("'", "&#39;"));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void wholeWayShouldBeInTheReadersLanguage(String language) throws Exception {
        Words words = Words.in(language);
        browser.headers.put("Accept-Language", language + ", en;q=0.1");

        assertSpeaks(browser.get(path), words);
        browser.submit(path + "/passcode", Map.of());
        PasscodeMail mail = portal.mails.getFirst();
        assertThat(mail.subject())
                .startsWith(words.sentence("passcode.subject", "").getFirst().text());
        assertThat(mail.text()).doesNotContain("\n", "{");
        assertSpeaks(browser.get(path + "/code"), words);
        assertSpeaks(browser.submit(path + "/open", Map.of("passcode", "00000000")), words);
        browser.submit(path + "/open", Map.of("passcode", portal.newestPasscode()));
        HttpResponse<String> message = browser.get(path + "/message");
        assertSpeaks(message, words);
        assertThat(message.body()).contains("<dt>" + words.of("message.From") + "</dt>");
        assertSpeaks(browser.get(path + "/reply"), words);
        assertSpeaks(browser.sendAnswer(path + "/reply", Map.of("text", "x")), words);
        assertSpeaks(browser.submit(path + "/leave", Map.of()), words);
    }

    @Test
    void refusalsShouldBeInTheReadersLanguage() throws Exception {
        Words german = Words.in("de");
        browser.headers.put("Accept-Language", "de-AT");

        assertSpeaks(browser.get(RunningPortal.unknownPath()), german);
        assertSpeaks(browser.get("/nothing/here"), german);
        assertSpeaks(browser.submit(path + "/open", Map.of("proof", "forged")), german);
    }

    /** Neither the style sheet nor what a sender wrote is in the reader's language. */
    @Test
    void onlyPagesShouldNameALanguage() throws Exception {
        browser.headers.put("Accept-Language", "de");
        browser.get(path);
        browser.submit(path + "/passcode", Map.of());
        browser.submit(path + "/open", Map.of("passcode", portal.newestPasscode()));

        for (String each : List.of("/style.css", path + "/body", path + "/attachment/3")) {
            assertThat(browser.get(each).headers().firstValue("Content-Language"))
                    .as(each)
                    .isEmpty();
        }
    }

    @Test
    void nonsenseShouldBeAnsweredInEnglish() throws Exception {
        browser.headers.put("Accept-Language", "<script>;q=zzz,,,");

        assertSpeaks(browser.get(path), Words.ENGLISH);
    }
}
