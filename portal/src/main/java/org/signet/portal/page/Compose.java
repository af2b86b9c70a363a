package org.signet.portal.page;

import org.signet.portal.reply.Action;
import org.signet.portal.reply.Draft;

import java.util.List;
import java.util.Optional;

/**
 * The page on which an answer is written.
 *
 * @param to whom it goes to, where that follows from the message
 * @param leftOut addresses in the message that cannot be written to
 * @param attachments names of attachments of the message that go along
 * @param megabytes how much the files may have together
 * @param problem why it was not sent
 */
public record Compose(
        Action action,
        List<String> to,
        List<String> leftOut,
        List<String> attachments,
        Draft draft,
        long megabytes,
        Optional<Problem> problem) {
    public Compose {
        to = List.copyOf(to);
        leftOut = List.copyOf(leftOut);
        attachments = List.copyOf(attachments);
    }

    /**
     * What has to be changed.
     *
     * @param key the words for it
     * @param value goes into the words
     */
    public record Problem(String key, String value) {}

    /** The words for its heading. */
    public String heading() {
        return "write.heading." + action.path();
    }

    /** Whether it can no longer be sent, and only shows what was written. */
    boolean ended() {
        return problem.filter(why -> why.key().equals("ENDED")).isPresent();
    }

    @Override
    public String toString() {
        return "Compose[" + action + "]";
    }
}
