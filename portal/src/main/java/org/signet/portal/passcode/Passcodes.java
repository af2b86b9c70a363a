package org.signet.portal.passcode;

import org.signet.portal.passcode.PasscodeRules.AskVerdict;
import org.signet.portal.passcode.PasscodeRules.TryVerdict;
import org.signet.portal.passcode.PasscodeStore.Asker;
import org.signet.portal.passcode.PortalKey.Purpose;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Makes passcodes and tries them, under the rules and against the store. */
public final class Passcodes {
    private static final int DIGITS = 8;
    private static final int RANGE = 100_000_000;
    private static final String REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int REFERENCE_LENGTH = 4;

    private final PasscodeRules rules;
    private final PasscodeStore store;
    private final PortalKey key;
    private final SecureRandom random;
    private final Clock clock;

    public Passcodes(
            PasscodeRules rules,
            PasscodeStore store,
            PortalKey key,
            SecureRandom random,
            Clock clock) {
        this.rules = rules;
        this.store = store;
        this.key = key;
        this.random = random;
        this.clock = clock;
    }

    /** The outcome of asking for a passcode. */
    public sealed interface Asked {
        /** To be sent to the recipient; the only place where the digits are ever held. */
        record Made(String digits, String reference, Instant expires) implements Asked {
            @Override
            public String toString() {
                return "Made[reference=" + reference + ", expires=" + expires + "]";
            }
        }

        record TooMany(PasscodeRules.Limit limit) implements Asked {}
    }

    /** Makes a passcode for a message, recipient and browser, unless too many were made. */
    public Asked ask(String link, String recipient, String browser) {
        Instant now = clock.instant();
        String digits = ("%0" + DIGITS + "d").formatted(random.nextInt(RANGE));
        Asker asker = asker(link, recipient, browser);
        Passcode passcode =
                new Passcode(digest(asker, digits), reference(), now.plus(rules.life()), 0, false);
        AskVerdict verdict = store.ask(asker, passcode, now, rules.window(), rules::ask);
        return switch (verdict) {
            case AskVerdict.Granted() ->
                    new Asked.Made(digits, passcode.reference(), passcode.expires());
            case AskVerdict.Refused(PasscodeRules.Limit limit) -> new Asked.TooMany(limit);
        };
    }

    /** Tries what a reader typed; spaces and hyphens in it count for nothing. */
    public TryVerdict attempt(String link, String recipient, String browser, String typed) {
        Asker asker = asker(link, recipient, browser);
        Digest given = digest(asker, typed.replaceAll("[\\s\\u00a0-]", ""));
        Instant now = clock.instant();
        return store.attempt(asker, asked -> rules.attempt(asked, given, now));
    }

    /** Tells which passcode this browser waits for, if it can still be tried. */
    public Optional<Passcode> pending(String link, String recipient, String browser) {
        Instant now = clock.instant();
        return store.find(asker(link, recipient, browser))
                .filter(passcode -> !passcode.used() && now.isBefore(passcode.expires()))
                .filter(passcode -> passcode.triesMade() < rules.tries());
    }

    private Asker asker(String link, String recipient, String browser) {
        return new Asker(
                key.digest(Purpose.LINK, link),
                key.digest(Purpose.RECIPIENT, recipient),
                key.digest(Purpose.BROWSER, browser));
    }

    private Digest digest(Asker asker, String digits) {
        return key.digest(Purpose.PASSCODE, asker.link().value(), asker.browser().value(), digits);
    }

    private String reference() {
        StringBuilder reference = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            reference.append(REFERENCE_LETTERS.charAt(random.nextInt(REFERENCE_LETTERS.length())));
        }
        return reference.toString();
    }
}
