package org.signet.portal.message;

import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.stream.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Collects from header fields what an answer needs. */
final class CorrespondenceReader {
    /** The first and the newest of a long exchange are kept. */
    private static final int MOST_REFERENCES = 50;

    /** {@code msg-id} of RFC 5322 §3.6.4, without the obsolete forms. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

    private final List<String> to = new ArrayList<>();
    private final List<String> cc = new ArrayList<>();
    private List<String> messageIds = List.of();
    private List<String> references = List.of();
    private List<String> inReplyTo = List.of();

    void field(Field field) {
        String body = field.getBody();
        if (body == null) {
            return;
        }
        switch (field.getName().toLowerCase(Locale.ROOT)) {
            case "to" -> add(to, body);
            case "cc" -> add(cc, body);
            case "message-id" -> messageIds = messageIds.isEmpty() ? ids(body) : messageIds;
            case "references" -> references = references.isEmpty() ? ids(body) : references;
            case "in-reply-to" -> inReplyTo = inReplyTo.isEmpty() ? ids(body) : inReplyTo;
            default -> {
                // The other fields say nothing about who wrote to whom.
            }
        }
    }

    private static void add(List<String> addresses, String body) {
        for (Mailbox mailbox : LenientAddressParser.DEFAULT.parseAddressList(body).flatten()) {
            addresses.add(mailbox.getAddress());
        }
    }

    private static List<String> ids(String body) {
        List<String> ids = new ArrayList<>();
        Matcher matcher = MESSAGE_ID.matcher(body);
        while (matcher.find()) {
            ids.add(matcher.group());
        }
        return ids;
    }

    Correspondence correspondence() {
        List<String> exchange =
                references.isEmpty() && inReplyTo.size() == 1 ? inReplyTo : references;
        return new Correspondence(to, cc, messageIds.stream().findFirst(), shortened(exchange));
    }

    private static List<String> shortened(List<String> ids) {
        if (ids.size() <= MOST_REFERENCES) {
            return ids;
        }
        List<String> kept = new ArrayList<>(ids.subList(0, 1));
        kept.addAll(ids.subList(ids.size() - MOST_REFERENCES + 1, ids.size()));
        return kept;
    }
}
