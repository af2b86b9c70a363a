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
    private static final Pattern NOT_PLAIN = Pattern.compile("[^A-Za-z0-9 ._()-]");

    /** Makes a safe name out of what a message says, or of the part's number if it says nothing. */
    static FileName of(Optional<String> given, int number, String type) {
        String name = given.map(HeaderText::clean).orElse("");
        name = UNSAFE.matcher(name).replaceAll("_");
        name = EDGES.matcher(name).replaceAll("");
        if (name.length() > LONGEST) {
            name = shorten(name);
        }
        return new FileName(name.isEmpty() ? "part-" + number + suffix(type) : name);
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
        String extended =
                URLEncoder.encode(text, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + extended;
    }
}
