package org.signet.classification.message;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Gathers the profile of one message while it is read. */
public final class Structure {
    /** What is always needed, to tell importance and kind. */
    private static final Set<String> ALWAYS =
            Set.of(
                    "subject",
                    "from",
                    "to",
                    "cc",
                    "bcc",
                    "importance",
                    "priority",
                    "x-priority",
                    "x-msmail-priority",
                    "auto-submitted",
                    "x-autoreply",
                    "x-autorespond",
                    "x-auto-response-suppress",
                    "precedence",
                    "list-id",
                    "list-unsubscribe",
                    "resent-from",
                    "x-forwarded-to",
                    "x-forwarded-for");

    private static final List<String> FORWARD_PREFIXES =
            List.of("fw:", "fwd:", "wg:", "tr:", "rv:", "vs:", "doorst:", "i:", "enc:");

    private final Set<String> wanted;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final Set<MessageKind> kinds = EnumSet.noneOf(MessageKind.class);
    private final List<Attachment> attachments = new ArrayList<>();
    private boolean headerComplete;

    /**
     * @param wanted names of further header fields to keep, in lower case
     */
    public Structure(Set<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** Whether {@link #field} keeps a field of this name. */
    public boolean wants(String name) {
        return ALWAYS.contains(name) || wanted.contains(name);
    }

    /** Takes a field of the header of the message itself. */
    public void field(String name, String value) {
        headers.computeIfAbsent(name, absent -> new ArrayList<>()).add(value);
    }

    /** The header of the message was read to its end. */
    public void headerRead() {
        headerComplete = true;
    }

    /** Takes the media type of a part, and the parameter that says which sort of it. */
    public void part(String mediaType, String sort) {
        switch (mediaType.toLowerCase(Locale.ROOT)) {
            case "text/calendar", "application/ics" -> kinds.add(MessageKind.CALENDAR);
            case "multipart/signed" -> kinds.add(MessageKind.SIGNED);
            case "multipart/report" -> report(sort.toLowerCase(Locale.ROOT));
            case "application/pkcs7-mime", "application/x-pkcs7-mime" -> {
                if (sort.equalsIgnoreCase("signed-data")) {
                    kinds.add(MessageKind.SIGNED);
                }
            }
            default -> {}
        }
    }

    private void report(String reportType) {
        switch (reportType) {
            case "delivery-status" -> kinds.add(MessageKind.DSN);
            case "disposition-notification" -> kinds.add(MessageKind.READ_RECEIPT);
            default -> {}
        }
    }

    public void encrypted() {
        kinds.add(MessageKind.ENCRYPTED);
    }

    public void attachment(Attachment attachment) {
        attachments.add(attachment);
    }

    public int attachmentCount() {
        return attachments.size();
    }

    public Profile profile(long bytes) {
        Set<MessageKind> all = EnumSet.noneOf(MessageKind.class);
        all.addAll(kinds);
        String automatic = first("auto-submitted");
        String precedence = first("precedence");
        if (automatic.startsWith("auto-replied")
                || precedence.equals("auto_reply")
                || has("x-autoreply")
                || has("x-autorespond")) {
            all.add(MessageKind.AUTO_REPLY);
        }
        if (automatic.startsWith("auto-forwarded")
                || has("resent-from")
                || has("x-forwarded-to")
                || has("x-forwarded-for")
                || FORWARD_PREFIXES.stream().anyMatch(first("subject")::startsWith)) {
            all.add(MessageKind.FORWARD);
        }
        if (has("list-id")
                || has("list-unsubscribe")
                || Arrays.asList("list", "bulk").contains(precedence)) {
            all.add(MessageKind.LIST);
        }
        return new Profile(headers, headerComplete, bytes, importance(), all, attachments);
    }

    private Importance importance() {
        String said =
                first("importance") + " " + first("x-msmail-priority") + " " + first("priority");
        String number = first("x-priority");
        if (said.contains("high")
                || (said.contains("urgent") && !said.contains("non-urgent"))
                || number.startsWith("1")
                || number.startsWith("2")) {
            return Importance.HIGH;
        }
        boolean low = number.startsWith("4") || number.startsWith("5");
        return low || said.contains("low") || said.contains("non-urgent")
                ? Importance.LOW
                : Importance.NORMAL;
    }

    private boolean has(String name) {
        return headers.containsKey(name);
    }

    private String first(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.get(0).strip().toLowerCase(Locale.ROOT);
    }
}
