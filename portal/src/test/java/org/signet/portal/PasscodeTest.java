package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a passcode is good for, and what it is not. */
class PasscodeTest {
    @TempDir Path directory;
    private RunningPortal portal;
    private String path;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        path = anotherMessage();
        browser = portal.browser();
        browser.get(path);
        browser.submit(path + "/passcode", Map.of());
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private String anotherMessage() throws Exception {
        return RunningPortal.path(
                portal.protect(ReadingTest.MIME, RunningPortal.BOB), RunningPortal.BOB);
    }

    private HttpResponse<String> open(Browser from, String passcode) throws Exception {
        return from.submit(path + "/open", Map.of("passcode", passcode));
    }

    private String wrong() {
        return portal.newestPasscode().equals("11111111") ? "22222222" : "11111111";
    }

    private static void assertRefused(HttpResponse<String> response, Browser from) {
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.headers().allValues("Set-Cookie"))
                .noneMatch(cookie -> cookie.contains("session"));
        assertThat(from.cookies).doesNotContainKey("signet-session");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", " %s ", "%.4s %2$s", "%.4s-%2$s"})
    void passcodeShouldOpenHoweverItIsTyped(String form) throws Exception {
        String code = portal.newestPasscode();

        assertThat(open(browser, form.formatted(code, code.substring(4))).statusCode())
                .isEqualTo(303);
    }

    @Test
    void passcodeShouldWorkOnce() throws Exception {
        String code = portal.newestPasscode();
        open(browser, code);
        browser.cookies.remove("signet-session");

        assertRefused(open(browser, code), browser);
    }

    @Test
    void rightPasscodeShouldBeRefusedAfterFiveWrongOnes() throws Exception {
        for (int left = 4; left >= 1; left--) {
            assertThat(open(browser, wrong()).body()).contains("Tries left: " + left);
        }
        assertRefused(open(browser, wrong()), browser);

        assertRefused(open(browser, portal.newestPasscode()), browser);
    }

    @Test
    void passcodeShouldBeRefusedAfterTenMinutes() throws Exception {
        portal.clock.advance(Duration.ofMinutes(10));

        assertRefused(open(browser, portal.newestPasscode()), browser);
    }

    @Test
    void passcodeShouldWorkUntilTenMinutes() throws Exception {
        portal.clock.advance(Duration.ofMinutes(10).minusMillis(1));

        assertThat(open(browser, portal.newestPasscode()).statusCode()).isEqualTo(303);
    }

    @Test
    void passcodeShouldBeRefusedFromAnotherBrowser() throws Exception {
        Browser other = portal.browser();
        other.get(path);

        assertRefused(open(other, portal.newestPasscode()), other);
        assertThat(open(browser, portal.newestPasscode()).statusCode()).isEqualTo(303);
    }

    @Test
    void passcodeShouldBeRefusedForAnotherMessage() throws Exception {
        String other = anotherMessage();
        browser.get(other);

        assertRefused(
                browser.submit(other + "/open", Map.of("passcode", portal.newestPasscode())),
                browser);
    }

    @Test
    void olderPasscodeShouldBeRefusedWhenANewerWasAsked() throws Exception {
        String older = portal.newestPasscode();
        browser.submit(path + "/passcode", Map.of());
        if (older.equals(portal.newestPasscode())) {
            return;
        }

        assertRefused(open(browser, older), browser);
        assertThat(open(browser, portal.newestPasscode()).statusCode()).isEqualTo(303);
    }

    @Test
    void sixthPasscodeInAnHourShouldBeRefusedForOneMessage() throws Exception {
        for (int i = 1; i < 5; i++) {
            assertThat(browser.submit(path + "/passcode", Map.of()).statusCode()).isEqualTo(303);
        }
        HttpResponse<String> sixth = browser.submit(path + "/passcode", Map.of());

        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(sixth.headers().firstValue("Retry-After")).hasValue("3600");
        assertThat(portal.mails).hasSize(5);
        assertThat(open(browser, portal.newestPasscode()).statusCode()).isEqualTo(303);
    }

    @Test
    void limitShouldHoldForAllBrowsersTogetherAndEndAfterAnHour() throws Exception {
        for (int i = 0; i < 6; i++) {
            Browser other = portal.browser();
            other.get(path);
            other.submit(path + "/passcode", Map.of());
        }
        assertThat(portal.mails).hasSize(5);

        portal.clock.advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(browser.submit(path + "/passcode", Map.of()).statusCode()).isEqualTo(303);
    }

    @Test
    void eleventhPasscodeInAnHourShouldBeRefusedForOneRecipientOverAllMessages() throws Exception {
        for (int i = 1; i < 10; i++) {
            String other = anotherMessage();
            browser.get(other);
            assertThat(browser.submit(other + "/passcode", Map.of()).statusCode()).isEqualTo(303);
        }
        String eleventh = anotherMessage();
        browser.get(eleventh);

        assertThat(browser.submit(eleventh + "/passcode", Map.of()).statusCode()).isEqualTo(429);
        assertThat(portal.mails).hasSize(10);
    }

    @Test
    void limitsShouldHoldWhenEverythingComesAtOnce() throws Exception {
        List<Callable<Integer>> asks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asks.add(() -> browser.submit(path + "/passcode", Map.of()).statusCode());
        }
        assertThat(atOnce(asks)).filteredOn(status -> status == 303).hasSize(4);
        assertThat(portal.mails).hasSize(5);

        List<Callable<Integer>> tries = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            tries.add(() -> open(browser, wrong()).statusCode());
        }
        assertThat(atOnce(tries)).containsOnly(403);
        assertRefused(open(browser, portal.newestPasscode()), browser);
    }

    @Test
    void onePasscodeShouldOpenOneSessionWhenItIsSentTwiceAtOnce() throws Exception {
        List<Callable<Integer>> tries = new ArrayList<>();
        String proof = browser.proof;
        String cookie = browser.cookies.get("signet-browser");
        for (int i = 0; i < 12; i++) {
            Browser twin = portal.browser();
            twin.proof = proof;
            twin.cookies.put("signet-browser", cookie);
            tries.add(
                    () -> {
                        open(twin, portal.newestPasscode());
                        return twin.cookies.containsKey("signet-session") ? 1 : 0;
                    });
        }

        assertThat(atOnce(tries)).filteredOn(sessions -> sessions == 1).hasSize(1);
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Integer> results = new ArrayList<>();
            for (Future<Integer> future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void readerShouldBeToldWhenTheMailServerTakesNoMail() throws Exception {
        portal.mailServerDown = true;

        HttpResponse<String> response = browser.submit(path + "/passcode", Map.of());

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.body()).contains("could not be sent");
    }
}
