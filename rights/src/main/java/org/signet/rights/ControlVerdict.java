package org.signet.rights;

import java.time.Instant;

/** What came of an act on a message that had been sent. */
public sealed interface ControlVerdict {
    /**
     * It holds from now on.
     *
     * @param changed how many recipients it changed something for
     * @param before how many it held for before
     */
    record Done(int changed, int before) implements ControlVerdict {}

    /** No such message, or it was not sent to that recipient. */
    record Unknown() implements ControlVerdict {}

    /** The message was shredded; no act can bring it back. */
    record Shredded(Instant at) implements ControlVerdict {}

    /** The store does not answer, or does not verify: nothing was changed. */
    record Unavailable(String cause) implements ControlVerdict {}
}
