package org.signet.portal.passcode;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** What the passcode rules need of a database; both changes are one transaction each. */
public interface PasscodeStore {
    /** Whose passcode it is: one message for one recipient, asked for from one browser. */
    record Asker(Digest link, Digest recipient, Digest browser) {}

    /**
     * Counts what was made within the window, lets the rule decide and, if granted, stores the
     * passcode in place of the one this asker had. Of two calls for one recipient at the same time
     * the second sees what the first stored.
     */
    PasscodeRules.AskVerdict ask(
            Asker asker,
            Passcode passcode,
            Instant now,
            Duration window,
            Function<PasscodeRules.Made, PasscodeRules.AskVerdict> rule);

    /**
     * Lets the rule decide on this asker's newest passcode and stores the outcome: used when
     * accepted, one try more when wrong. Of two calls at the same time the second sees what the
     * first stored.
     */
    PasscodeRules.TryVerdict attempt(
            Asker asker, Function<Optional<Passcode>, PasscodeRules.TryVerdict> rule);

    /** Looks up this asker's newest passcode; changes nothing. */
    Optional<Passcode> find(Asker asker);
}
