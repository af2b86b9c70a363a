package org.signet.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.portal.database.PortalDatabase;
import org.signet.portal.passcode.Digest;
import org.signet.portal.passcode.Passcode;
import org.signet.portal.passcode.PasscodeRules.AskVerdict;
import org.signet.portal.passcode.PasscodeRules.Made;
import org.signet.portal.passcode.PasscodeRules.Reason;
import org.signet.portal.passcode.PasscodeRules.TryVerdict;
import org.signet.portal.passcode.PasscodeStore;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The tables of two portals on one database: while one decides, the other waits. */
class StoreTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final PasscodeStore.Asker ASKER =
            new PasscodeStore.Asker(digest('l'), digest('r'), digest('b'));
    private static final Passcode PASSCODE =
            new Passcode(digest('c'), "ABCD", NOW.plusSeconds(600), 0, false);

    @TempDir Path directory;
    private RunningPortal portal;
    private PasscodeStore first;
    private PasscodeStore second;

    private static Digest digest(char c) {
        return new Digest(String.valueOf(c).repeat(43));
    }

    @BeforeEach
    void start() throws Exception {
        portal = new RunningPortal(directory);
        first = PortalDatabase.open(portal.messages.dataSource()).passcodes();
        second = PortalDatabase.open(portal.messages.dataSource()).passcodes();
    }

    @AfterEach
    void stop() {
        portal.close();
    }

    private static AskVerdict ask(PasscodeStore store, Function<Made, AskVerdict> rule) {
        return store.ask(ASKER, PASSCODE, NOW, Duration.ofHours(1), rule);
    }

    private static AskVerdict grant(Made made) {
        return new AskVerdict.Granted();
    }

    @Test
    void askShouldNotBeDecidedWhileAnotherPortalDecidesForTheSameRecipient() {
        ask(
                first,
                made -> {
                    CompletableFuture<AskVerdict> meanwhile =
                            CompletableFuture.supplyAsync(() -> ask(second, StoreTest::grant));
                    assertThatThrownBy(meanwhile::join).hasCauseInstanceOf(JdbiException.class);
                    return new AskVerdict.Granted();
                });

        ask(
                second,
                made -> {
                    assertThat(made).isEqualTo(new Made(1, 1));
                    return new AskVerdict.Granted();
                });
    }

    @Test
    void attemptShouldNotBeDecidedWhileAnotherPortalDecidesForTheSameRecipient() {
        ask(first, StoreTest::grant);

        first.attempt(
                ASKER,
                asked -> {
                    CompletableFuture<TryVerdict> meanwhile =
                            CompletableFuture.supplyAsync(
                                    () -> second.attempt(ASKER, also -> new TryVerdict.Accepted()));
                    assertThatThrownBy(meanwhile::join).hasCauseInstanceOf(JdbiException.class);
                    return new TryVerdict.Refused(Reason.WRONG, 4);
                });

        assertThat(second.find(ASKER).orElseThrow().triesMade()).isEqualTo(1);
        assertThat(second.find(ASKER).orElseThrow().used()).isFalse();
    }

    @Test
    void refusedPasscodeShouldNotBeStored() {
        ask(
                first,
                made ->
                        new AskVerdict.Refused(
                                org.signet.portal.passcode.PasscodeRules.Limit.PER_MESSAGE));

        assertThat(second.find(ASKER)).isEmpty();
    }

    @Test
    void passcodesShouldBeForgottenAfterTheWindow() {
        ask(first, StoreTest::grant);
        Instant later = NOW.plus(Duration.ofHours(1)).plusMillis(1);
        first.ask(
                new PasscodeStore.Asker(digest('x'), digest('y'), digest('z')),
                PASSCODE,
                later,
                Duration.ofHours(1),
                StoreTest::grant);

        assertThat(second.find(ASKER)).isEmpty();
    }
}
