package org.signet.smime.mime;

import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Rewrites header fields of parts that hold raw eight-bit text, such as file names that some
 * programs write without encoding them, in the seven-bit forms of RFC 2231 §4 (parameters) and RFC
 * 2047 §2 (free text). Fields with a structure that neither form fits stay as they are.
 */
final class HeaderRecoder {
    private static final Set<String> WITH_PARAMETERS =
            Set.of("content-type", "content-disposition");
    private static final Set<String> FREE_TEXT = Set.of("subject", "comments");
    private static final String PLAIN =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";

    /** So that an encoded word stays below 76 characters, as RFC 2047 §2 asks. */
    private static final int BYTES_PER_WORD = 42;

    private HeaderRecoder() {}

    static boolean canBeSevenBit(HeaderField field) {
        return field.isSevenBit() || hasParameters(field) || isFreeText(field);
    }

    static HeaderField recode(HeaderField field) {
        if (field.isSevenBit()) {
            return withoutSpaceAtLineEnds(field);
        }
        if (hasParameters(field)) {
            return parameters(field);
        }
        return isFreeText(field) ? freeText(field) : field;
    }

    /** Lines of nothing but space go altogether, as RFC 5322 §3.2.2 asks. */
    private static HeaderField withoutSpaceAtLineEnds(HeaderField field) {
        String text = new String(field.raw(), StandardCharsets.US_ASCII);
        StringJoiner stripped = new StringJoiner("\r\n");
        for (String line : text.split("\r\n", -1)) {
            String content = line.stripTrailing();
            if (!content.isEmpty()) {
                stripped.add(content);
            }
        }
        return stripped.length() == text.length() ? field : HeaderField.of(stripped.toString());
    }

    private static boolean hasParameters(HeaderField field) {
        return WITH_PARAMETERS.contains(field.name().toLowerCase(Locale.ROOT));
    }

    /** Other fields of a part have no place for eight-bit text, and are of no use with it. */
    private static boolean isFreeText(HeaderField field) {
        return field.isContent() || FREE_TEXT.contains(field.name().toLowerCase(Locale.ROOT));
    }

    static HeaderField withoutParameter(HeaderField field, String parameter) {
        return parameters(field, parameter);
    }

    private static HeaderField parameters(HeaderField field) {
        return parameters(field, "");
    }

    private static HeaderField parameters(HeaderField field, String without) {
        RawBody body = ContentType.raw(field.body());
        StringBuilder text = new StringBuilder(field.name()).append(": ");
        text.append(asciiOnly(body.getValue() == null ? "" : body.getValue()));
        for (NameValuePair pair : body.getParams()) {
            if (pair.getName() == null
                    || pair.getValue() == null
                    || pair.getName().equalsIgnoreCase(without)) {
                continue;
            }
            text.append(";\r\n ").append(asciiOnly(pair.getName()));
            if (isAscii(pair.getValue())) {
                text.append("=\"")
                        .append(pair.getValue().replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            } else {
                byte[] bytes = pair.getValue().getBytes(StandardCharsets.ISO_8859_1);
                text.append("*=").append(charset(bytes).name().toLowerCase(Locale.ROOT));
                text.append("''").append(percent(bytes));
            }
        }
        return HeaderField.of(text.toString());
    }

    private static HeaderField freeText(HeaderField field) {
        byte[] bytes =
                field.body().replace("\r\n", "").strip().getBytes(StandardCharsets.ISO_8859_1);
        Charset charset = charset(bytes);
        String content = charset.decode(ByteBuffer.wrap(bytes)).toString();
        StringBuilder text = new StringBuilder(field.name()).append(':');
        int from = 0;
        while (from < content.length()) {
            int to = wordEnd(content, from, charset);
            text.append(from == 0 ? " " : "\r\n ")
                    .append("=?")
                    .append(charset.name())
                    .append("?B?");
            text.append(
                    Base64.getEncoder()
                            .encodeToString(content.substring(from, to).getBytes(charset)));
            text.append("?=");
            from = to;
        }
        return HeaderField.of(text.toString());
    }

    private static int wordEnd(String content, int from, Charset charset) {
        int to = from;
        int bytes = 0;
        while (to < content.length()) {
            int next = content.offsetByCodePoints(to, 1);
            bytes += content.substring(to, next).getBytes(charset).length;
            if (bytes > BYTES_PER_WORD) {
                break;
            }
            to = next;
        }
        return to;
    }

    private static Charset charset(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return StandardCharsets.ISO_8859_1;
        }
    }

    private static String percent(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte each : bytes) {
            if (each > 0 && PLAIN.indexOf(each) >= 0) {
                text.append((char) each);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
            }
        }
        return text.toString();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c > 0 && c < 128);
    }

    private static String asciiOnly(String text) {
        return text.replaceAll("[^\\x01-\\x7f]", "?");
    }
}
