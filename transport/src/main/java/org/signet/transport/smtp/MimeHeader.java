package org.signet.transport.smtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header of a message or of a part of one: its fields as they stand, and what they say of the
 * body (RFC 2045 §5, RFC 2045 §6).
 *
 * @param fields each with its folding and line ends
 */
record MimeHeader(List<String> fields) {
    private static final Pattern TYPE =
            Pattern.compile(
                    "\\s*([a-z0-9!#$&^_.+-]+/[a-z0-9!#$&^_.+-]+)\\s*(;.*)?", Pattern.DOTALL);
    private static final Pattern PARAMETER =
            Pattern.compile(
                    "\\G\\s*;\\s*([^\\s=;\"]+)\\s*=\\s*(\"(?:[^\"\\\\]|\\\\.)*\"|[^\\s;\"]*)",
                    Pattern.DOTALL);

    MimeHeader {
        fields = List.copyOf(fields);
    }

    /** Reads a header of which every line ends in CR LF. */
    static MimeHeader parse(List<byte[]> lines) {
        List<String> fields = new ArrayList<>();
        for (byte[] octets : lines) {
            String line = new String(octets, StandardCharsets.ISO_8859_1);
            boolean folded = line.startsWith(" ") || line.startsWith("\t");
            if (folded && !fields.isEmpty()) {
                int last = fields.size() - 1;
                fields.set(last, fields.get(last) + line);
            } else {
                fields.add(line);
            }
        }
        return new MimeHeader(fields);
    }

    /** Returns the values of all fields of this name, unfolded. */
    List<String> values(String name) {
        return fields.stream()
                .filter(field -> isNamed(field, name))
                .map(field -> field.substring(field.indexOf(':') + 1).replaceAll("\r\n", ""))
                .map(String::strip)
                .toList();
    }

    private static boolean isNamed(String field, String name) {
        int colon = field.indexOf(':');
        return colon >= 0 && field.substring(0, colon).strip().equalsIgnoreCase(name);
    }

    boolean has(String name) {
        return fields.stream().anyMatch(field -> isNamed(field, name));
    }

    /** Returns type and subtype in lower case; none where there is no such field, or not one. */
    Optional<String> type() {
        List<String> values = values("Content-Type");
        if (values.size() != 1) {
            return Optional.empty();
        }
        Matcher matcher = TYPE.matcher(values.get(0).toLowerCase(Locale.ROOT));
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    Optional<String> boundary() {
        String value = String.join("", values("Content-Type"));
        int start = value.indexOf(';');
        Matcher matcher = PARAMETER.matcher(start < 0 ? "" : value.substring(start));
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase("boundary")) {
                String text = matcher.group(2);
                return Optional.of(
                                text.startsWith("\"")
                                        ? text.substring(1, text.length() - 1)
                                                .replaceAll("\\\\(.)", "$1")
                                        : text)
                        .filter(boundary -> !boundary.isEmpty());
            }
        }
        return Optional.empty();
    }

    /** Returns the transfer encoding in lower case, {@code 7bit} where there is none. */
    String encoding() {
        List<String> values = values("Content-Transfer-Encoding");
        return values.isEmpty() ? "7bit" : String.join(",", values).toLowerCase(Locale.ROOT);
    }

    /** Returns this header with another transfer encoding, and all that such a part must have. */
    MimeHeader encodedAs(String encoding, boolean isMessage) {
        List<String> others = new ArrayList<>();
        for (String field : fields) {
            if (!isNamed(field, "Content-Transfer-Encoding")) {
                others.add(field);
            }
        }
        if (isMessage && !has("MIME-Version")) {
            others.add("MIME-Version: 1.0\r\n");
        }
        if (!has("Content-Type")) {
            // RFC 1428 §3: what 8-bit text without a label is called.
            others.add("Content-Type: text/plain; charset=unknown-8bit\r\n");
        }
        others.add("Content-Transfer-Encoding: " + encoding + "\r\n");
        return new MimeHeader(others);
    }

    byte[] octets() {
        return String.join("", fields).getBytes(StandardCharsets.ISO_8859_1);
    }
}
