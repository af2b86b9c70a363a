package org.signet.portal.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an answer needs of the header of a message.
 *
 * @param to addresses in {@code To}, without names
 * @param cc addresses in {@code Cc}
 * @param messageId with its angle brackets, if it has the form of one
 * @param references the message ids of the exchange so far, oldest first
 */
public record Correspondence(
        List<String> to, List<String> cc, Optional<String> messageId, List<String> references) {
    public Correspondence {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        references = List.copyOf(references);
    }

    /** What {@code References} of an answer says: the exchange so far and the message itself. */
    public List<String> continued() {
        List<String> ids = new ArrayList<>(references);
        messageId.filter(id -> !ids.contains(id)).ifPresent(ids::add);
        return ids;
    }
}
