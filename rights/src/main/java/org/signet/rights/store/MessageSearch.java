package org.signet.rights.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator looks for; all that is given must hold.
 *
 * @param sender an address, in upper or lower case
 * @param recipient an address that has a grant, in upper or lower case
 * @param mailId the Message-ID of the mail, with its angle brackets
 * @param from the first moment of protection
 * @param until the moment before which it was protected
 * @param limit how many to tell at most
 */
public record MessageSearch(
        Optional<String> sender,
        Optional<String> recipient,
        Optional<String> mailId,
        Optional<Instant> from,
        Optional<Instant> until,
        int limit) {
    /** The most messages that one search tells. */
    public static final int MOST = 1000;

    public MessageSearch {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a search tells 1 to " + MOST + " messages");
        }
    }

    String where() {
        List<String> conditions = new ArrayList<>();
        sender.ifPresent(value -> conditions.add("sender_key = :sender"));
        recipient.ifPresent(
                value ->
                        conditions.add(
                                "message IN (SELECT message FROM rights_grant"
                                        + " WHERE recipient_key = :recipient)"));
        mailId.ifPresent(value -> conditions.add("mail_id = :mailId"));
        from.ifPresent(value -> conditions.add("created >= :from"));
        until.ifPresent(value -> conditions.add("created < :until"));
        return conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    }

    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        sender.ifPresent(value -> values.put("sender", value.toLowerCase(Locale.ROOT)));
        recipient.ifPresent(value -> values.put("recipient", value.toLowerCase(Locale.ROOT)));
        mailId.ifPresent(value -> values.put("mailId", value));
        from.ifPresent(value -> values.put("from", value.toEpochMilli()));
        until.ifPresent(value -> values.put("until", value.toEpochMilli()));
        values.put("limit", limit);
        return values;
    }
}
