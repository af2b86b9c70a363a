package org.signet.smime.sign;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which messages are left alone although there is a key for their sender.
 *
 * @param passed the traits of messages that are not signed
 */
public record SigningRules(Set<Trait> passed) {
    /** What may speak against signing a message. */
    public enum Trait {
        /** It has a signature, which a further one hides from programs that look at one only. */
        SIGNED,
        /** It is encrypted; a signature around that says who sent it, not who wrote it. */
        ENCRYPTED,
        /** It holds an invitation, which calendars do not find inside a signature. */
        CALENDAR,
        /** It has no envelope sender: a report of a server. */
        BOUNCE,
        /** It came through a mailing list, in whose hands it was changed. */
        LIST
    }

    public SigningRules {
        passed = Set.copyOf(passed);
    }

    /** Leaves all of these alone. */
    public static final SigningRules CAUTIOUS = new SigningRules(EnumSet.allOf(Trait.class));

    /** The trait because of which a message is left alone; nothing if it is to be signed. */
    public Optional<Trait> reasonToPass(Set<Trait> traits) {
        return traits.stream().filter(passed::contains).sorted().findFirst();
    }
}
