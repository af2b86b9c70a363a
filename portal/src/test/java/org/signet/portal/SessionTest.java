package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.MessageControl.Target;
import org.signet.rights.Protected;
import org.signet.rights.template.Template;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Who is let in after signing in, for how long, and to what. */
class SessionTest {
    private static final List<String> CONTENT = List.of("/message", "/body", "/attachment/3");

    @TempDir Path directory;
    private RunningPortal portal;
    private Protected message;
    private String path;
    private Browser bob;

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        message = portal.protect(ReadingTest.MIME, RunningPortal.BOB, RunningPortal.CAROL);
        path = RunningPortal.path(message, RunningPortal.BOB);
        bob = portal.signedIn(path);
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private void assertOutside(Browser browser, String link) throws Exception {
        for (String page : CONTENT) {
            var response = browser.get(link + page);
            assertThat(response.statusCode()).as(page).isIn(303, 403, 404, 410);
            assertThat(response.body()).doesNotContain("million", "Merger", "%PDF");
        }
    }

    @Test
    void sessionShouldOpenAnotherMessageToTheSameAddress() throws Exception {
        String other =
                RunningPortal.path(
                        portal.protect(ReadingTest.MIME, RunningPortal.BOB), RunningPortal.BOB);

        assertThat(bob.get(other).headers().firstValue("Location")).hasValue(other + "/message");
        assertThat(bob.get(other + "/message").statusCode()).isEqualTo(200);
    }

    @Test
    void sessionShouldOpenNothingOfAnotherRecipient() throws Exception {
        String carols = RunningPortal.path(message, RunningPortal.CAROL);

        assertOutside(bob, carols);
        assertThat(bob.get(carols).body()).contains("c•••@other.test", "Send me a passcode");
        assertThat(bob.get(path + "/message").statusCode()).isEqualTo(200);
    }

    @Test
    void sessionNameShouldBeNewWhenOneWasPlanted() throws Exception {
        Browser victim = portal.browser();
        String planted = "P".repeat(43);
        victim.cookies.put("signet-session", planted);
        victim.get(path);
        victim.submit(path + "/passcode", Map.of());
        victim.submit(path + "/open", Map.of("passcode", portal.newestPasscode()));

        assertThat(victim.cookies.get("signet-session")).isNotEqualTo(planted);
        Browser attacker = portal.browser();
        attacker.cookies.put("signet-session", planted);
        assertOutside(attacker, path);
    }

    @Test
    void sessionShouldEndAfterFifteenMinutesWithoutARequest() throws Exception {
        portal.clock.advance(Duration.ofMinutes(14));
        assertThat(bob.get(path + "/message").statusCode()).isEqualTo(200);
        portal.clock.advance(Duration.ofMinutes(14));
        assertThat(bob.get(path + "/message").statusCode()).isEqualTo(200);
        portal.clock.advance(Duration.ofMinutes(15));

        assertOutside(bob, path);
    }

    @Test
    void sessionShouldEndAfterTwelveHoursInAnyCase() throws Exception {
        for (int minutes = 10; minutes < 12 * 60; minutes += 10) {
            portal.clock.advance(Duration.ofMinutes(10));
            assertThat(bob.get(path).statusCode()).isEqualTo(303);
        }
        assertThat(bob.get(path + "/message").statusCode()).isEqualTo(200);
        portal.clock.advance(Duration.ofMinutes(10));

        assertOutside(bob, path);
    }

    @Test
    void sessionShouldBeGoneForGoodAfterSignOut() throws Exception {
        Browser thief = portal.browser();
        thief.cookies.putAll(bob.cookies);
        bob.get(path + "/message");
        assertThat(bob.submit(path + "/leave", Map.of()).body()).contains("You are signed out");

        assertThat(bob.cookies).doesNotContainKey("signet-session");
        assertOutside(bob, path);
        assertOutside(thief, path);
    }

    @Test
    void readerShouldBeShutOutAtTheNextRequestWhenRevoked() throws Exception {
        assertThat(bob.get(path + "/message").statusCode()).isEqualTo(200);
        portal.messages.control().revoke(Target.of(message.message(), RunningPortal.BOB, "test"));

        assertOutside(bob, path);
        var response = bob.get(path + "/message");
        assertThat(response.statusCode()).isEqualTo(410);
        assertThat(response.body()).contains("The sender has withdrawn this message");
        Browser carol = portal.signedIn(RunningPortal.path(message, RunningPortal.CAROL));
        assertThat(
                        carol.get(RunningPortal.path(message, RunningPortal.CAROL) + "/message")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void readerShouldBeShutOutWhenTheMessageExpires() throws Exception {
        portal.clock.advance(Duration.ofDays(30).minusMinutes(5));
        Browser late = portal.signedIn(path);
        assertThat(late.get(path + "/message").statusCode()).isEqualTo(200);
        portal.clock.advance(Duration.ofMinutes(5));

        assertOutside(late, path);
        assertThat(late.get(path + "/message").body()).contains("reached its last day");
    }

    @Test
    void attachmentShouldBeRefusedWhenTheRightsDoNotAllowIt() throws Exception {
        Protected bound =
                portal.protect(ReadingTest.MIME, Template.DO_NOT_FORWARD, RunningPortal.BOB);
        String link = RunningPortal.path(bound, RunningPortal.BOB);

        var page = bob.get(link + "/message");
        assertThat(page.body()).contains("terms.pdf").doesNotContain("/attachment/3");
        assertThat(page.body()).contains("unprinted");
        var response = bob.get(link + "/attachment/3");
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).doesNotContain("%PDF");
    }

    @Test
    void closedLinksShouldGetOneAndTheSameAnswer() throws Exception {
        Protected revoked = portal.protect(ReadingTest.MIME, RunningPortal.BOB);
        portal.messages.control().revoke(Target.of(revoked.message(), RunningPortal.BOB, "test"));
        Protected withdrawn = portal.protect(ReadingTest.MIME, RunningPortal.BOB);
        portal.messages.withdraw(withdrawn.message());
        String expired = path;
        portal.clock.advance(Duration.ofDays(31));

        List<String> links =
                List.of(
                        RunningPortal.unknownPath(),
                        RunningPortal.path(revoked, RunningPortal.BOB),
                        RunningPortal.path(withdrawn, RunningPortal.BOB),
                        expired,
                        "/m/short",
                        "/m/" + "!".repeat(43));
        for (String page : List.of("", "/code", "/message", "/body", "/attachment/1")) {
            List<String> answers =
                    links.stream()
                            .map(link -> answer(portal.browser(), link + page))
                            .distinct()
                            .toList();
            assertThat(answers).as(page).hasSize(1);
            assertThat(answers.getFirst()).startsWith("404");
        }
    }

    private static String answer(Browser browser, String path) {
        try {
            var response = browser.get(path);
            return response.statusCode()
                    + response.headers().map().entrySet().stream()
                            .filter(header -> !header.getKey().equals("date"))
                            .toList()
                            .toString()
                    + response.body();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
