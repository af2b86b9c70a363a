package org.signet.portal.message;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name under which an attachment is saved: one path segment that neither a header, a shell nor
 * a file system takes for anything else.
 */
public record FileName(String text) {
    private static final int LONGEST = 120;
    private static final Pattern UNSAFE = Pattern.compile("[/\\\\:*?\"<>|%;]+");
    private static final Pattern EDGES = Pattern.compile("^[.\\s]+|[.\\s]+$");

    /** Names that Windows takes for devices, with any suffix. */
    private static final Pattern DEVICE =
            Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    /** Makes a safe name out of what a message says, or of the part's number if it says nothing. */
    public static FileName of(Optional<String> given, int number, String type) {
        String name = given.map(HeaderText::clean).orElse("");
        name = UNSAFE.matcher(name).replaceAll("_");
        name = EDGES.matcher(name).replaceAll("");
        if (DEVICE.matcher(name).matches()) {
            name = "_" + name;
        }
        if (name.length() > LONGEST) {
            name = shorten(name);
        }
        return new FileName(name.isEmpty() ? "part-" + number + suffix(type) : name);
    }

    /** A name that {@link #of} has made. */
    public static FileName ofSafe(String name) {
        return of(Optional.of(name), 0, "");
    }

    private static String shorten(String name) {
        int dot = name.lastIndexOf('.');
        String suffix = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
        int end = LONGEST - suffix.length();
        if (Character.isHighSurrogate(name.charAt(end - 1))) {
            end--;
        }
        return name.substring(0, end) + suffix;
    }

    private static String suffix(String type) {
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "text/plain" -> ".txt";
            case "text/html" -> ".html";
            case "message/rfc822" -> ".eml";
            case "image/png" -> ".png";
            case "image/jpeg" -> ".jpg";
            case "image/gif" -> ".gif";
            case "application/pdf" -> ".pdf";
            default -> ".bin";
        };
    }

    /**
     * The value of {@code Content-Disposition}: always {@code attachment}, with a plain name for
     * old browsers and the full one in the extended form (RFC 6266 §4.3, RFC 8187 §3.2).
     */
    public String contentDisposition() {
        String plain = NOT_PLAIN.matcher(text).replaceAll("_");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + escape(text);
    }

    /**
     * The field {@code Content-Disposition} of a mail, folded; the name in pieces, so that no line
     * gets too long (RFC 2231 §3, §4).
     */
    public String mimeDisposition() {
        StringBuilder field = new StringBuilder("Content-Disposition: attachment");
        if (!NOT_PLAIN.matcher(text).find()) {
            return field.append(";\r\n filename=\"").append(text).append('"').toString();
        }
        String escaped = escape(text);
        int piece = 0;
        int start = 0;
        while (start < escaped.length()) {
            int end = Math.min(start + 60, escaped.length());
            // An escaped octet stays whole.
            int percent = escaped.lastIndexOf('%', end - 1);
            if (end < escaped.length() && percent > end - 3) {
                end = percent;
            }
            field.append(";\r\n filename*").append(piece).append("*=");
            field.append(piece == 0 ? "UTF-8''" : "").append(escaped, start, end);
            start = end;
            piece++;
        }
        return field.toString();
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
