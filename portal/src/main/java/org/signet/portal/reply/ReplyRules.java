package org.signet.portal.reply;

import java.time.Duration;

/**
 * How much one reader may send in an hour, whatever the messages.
 *
 * @param mails answers
 * @param recipients of all of them together
 */
public record ReplyRules(int mails, int recipients) {
    /** Thirty answers and two hundred recipients. */
    public static final ReplyRules STANDARD = new ReplyRules(30, 200);

    /** What the limits are for. */
    public static final Duration WINDOW = Duration.ofHours(1);

    /** What a reader has sent within the window. */
    public record Sent(int mails, int recipients) {}

    /** Whether one more may be sent. */
    public sealed interface Verdict {
        record Allowed() implements Verdict {}

        record TooMany() implements Verdict {}
    }

    public Verdict check(Sent sent, int more) {
        return sent.mails() + 1 > mails || sent.recipients() + more > recipients
                ? new Verdict.TooMany()
                : new Verdict.Allowed();
    }
}
