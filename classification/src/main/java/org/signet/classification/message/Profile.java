package org.signet.classification.message;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is known about a message besides its texts.
 *
 * @param headers decoded values of the fields of its own header that were asked for, by name in
 *     lower case
 * @param headerComplete whether the whole header of the message was read
 * @param bytes its size, as far as it was read
 * @param attachments one for each attached file, in the order of the message
 */
public record Profile(
        Map<String, List<String>> headers,
        boolean headerComplete,
        long bytes,
        Importance importance,
        Set<MessageKind> kinds,
        List<Attachment> attachments) {
    public static final Profile EMPTY =
            new Profile(Map.of(), true, 0, Importance.NORMAL, Set.of(), List.of());

    public Profile {
        Map<String, List<String>> copy = new TreeMap<>();
        headers.forEach(
                (name, values) -> copy.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        headers = Map.copyOf(copy);
        kinds = kinds.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(kinds));
        attachments = List.copyOf(attachments);
    }

    /** The values of a field, in the order of the header. */
    public List<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }
}
