package org.signet.portal.passcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.portal.passcode.PasscodeRules.AskVerdict;
import org.signet.portal.passcode.PasscodeRules.Made;
import org.signet.portal.passcode.PasscodeRules.Reason;
import org.signet.portal.passcode.PasscodeRules.TryVerdict;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

class PasscodeRulesTest {
    private static final Instant MADE = Instant.parse("2026-11-23T12:00:00Z");
    private static final Digest RIGHT = new Digest("r".repeat(43));
    private static final Digest WRONG = new Digest("w".repeat(43));

    private final PasscodeRules rules = PasscodeRules.STANDARD;

    @ParameterizedTest
    @CsvSource({
        "0, 0,  ",
        "4, 9,  ",
        "5, 5,  PER_MESSAGE",
        "9, 9,  PER_MESSAGE",
        "0, 10, PER_RECIPIENT",
        "4, 10, PER_RECIPIENT",
        "5, 10, PER_MESSAGE"
    })
    void askShouldBeGrantedBelowBothLimits(
            int forMessage, int forRecipient, PasscodeRules.Limit limit) {
        AskVerdict expected =
                limit == null ? new AskVerdict.Granted() : new AskVerdict.Refused(limit);

        assertThat(rules.ask(new Made(forMessage, forRecipient))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        // seconds, tries made, used, given, reason, tries left
        "0,       0,     false, right, ,                0",
        "599,     4,     false, right, ,                0",
        "600,     0,     false, right, EXPIRED,         0",
        "599,     5,     false, right, TRIES_EXHAUSTED, 0",
        "1,       0,     true,  right, USED,            0",
        "1,       0,     false, wrong, WRONG,           4",
        "1,       4,     false, wrong, WRONG,           0",
        "1,       5,     false, wrong, TRIES_EXHAUSTED, 0",
        "600,     0,     false, wrong, EXPIRED,         0",
        "1,       0,     true,  wrong, USED,            0"
    })
    void attemptShouldFollowTheStateOfThePasscode(
            long seconds, int tries, boolean used, String given, Reason reason, int left) {
        Passcode passcode = new Passcode(RIGHT, "ABCD", MADE.plus(rules.life()), tries, used);
        TryVerdict expected =
                reason == null ? new TryVerdict.Accepted() : new TryVerdict.Refused(reason, left);

        assertThat(
                        rules.attempt(
                                Optional.of(passcode),
                                given.equals("right") ? RIGHT : WRONG,
                                MADE.plusSeconds(seconds)))
                .isEqualTo(expected);
    }

    @Test
    void attemptShouldBeRefusedWhenNoneWasAsked() {
        assertThat(rules.attempt(Optional.empty(), RIGHT, MADE))
                .isEqualTo(new TryVerdict.Refused(Reason.NONE_ASKED, 0));
        assertThat(rules.attempt(Optional.empty(), Digest.NONE, MADE))
                .isEqualTo(new TryVerdict.Refused(Reason.NONE_ASKED, 0));
    }

    @Test
    void rulesShouldRefuseLimitsThatMeanNothing() {
        Duration hour = Duration.ofHours(1);
        assertThatThrownBy(() -> new PasscodeRules(Duration.ZERO, 5, 5, 5, hour))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasscodeRules(Duration.ofHours(2), 5, 5, 5, hour))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new PasscodeRules(hour, 0, 5, 5, hour))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
