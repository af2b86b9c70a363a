package org.signet.smime.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The header of a message or of a part.
 *
 * @param fields in their order
 * @param end what came after the last field
 */
public record Header(List<HeaderField> fields, End end) {
    /** What came after the last field of a header. */
    public enum End {
        /** The blank line that belongs there. */
        BLANK_LINE,
        /** A line that is no field; it is the first line of the body. */
        BODY,
        /** A boundary of a multipart around it. */
        BOUNDARY,
        /** The end of input. */
        END_OF_INPUT
    }

    public Header {
        fields = List.copyOf(fields);
    }

    /** Reads the header of a message and leaves the body. */
    public static Header of(MessageSource message) throws IOException {
        try (InputStream in = message.open()) {
            Lines lines = new Lines(in);
            boolean more = lines.next();
            return read(lines, more, ignored -> false, MimeLimits.DEFAULT);
        }
    }

    public Optional<HeaderField> first(String name) {
        return fields.stream().filter(field -> field.is(name)).findFirst();
    }

    public List<HeaderField> all(String name) {
        return fields.stream().filter(field -> field.is(name)).toList();
    }

    /**
     * Reads a header from the fragment that {@code lines} stands at; afterwards they stand at the
     * blank line, or at what ended the header instead of one.
     */
    static Header read(
            Lines lines, boolean available, Predicate<Lines> isBoundary, MimeLimits limits)
            throws IOException {
        List<HeaderField> fields = new ArrayList<>();
        ByteArrayOutputStream raw = new ByteArrayOutputStream();
        boolean more = available;
        int total = 0;
        End end = End.END_OF_INPUT;
        while (more) {
            if (lines.startsLine()) {
                if (isBoundary.test(lines)) {
                    end = End.BOUNDARY;
                    break;
                }
                if (lines.length() == 0) {
                    end = End.BLANK_LINE;
                    break;
                }
                if (!startsWithSpace(lines) || raw.size() == 0) {
                    if (fieldName(lines).isEmpty()) {
                        end = End.BODY;
                        break;
                    }
                    flush(raw, fields);
                } else {
                    raw.write('\r');
                    raw.write('\n');
                }
            }
            raw.write(lines.buffer(), lines.offset(), lines.length());
            total += lines.length() + 2;
            if (total > limits.headerBytes()) {
                throw new MimeLimitException(
                        MimeLimitException.Limit.HEADER_TOO_LONG, limits.headerBytes());
            }
            more = lines.next();
        }
        flush(raw, fields);
        return new Header(fields, end);
    }

    private static void flush(ByteArrayOutputStream raw, List<HeaderField> fields) {
        if (raw.size() > 0) {
            byte[] bytes = raw.toByteArray();
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            fields.add(HeaderField.of(text.substring(0, text.indexOf(':')).strip(), bytes));
            raw.reset();
        }
    }

    private static boolean startsWithSpace(Lines lines) {
        return lines.length() > 0 && (lines.at(0) == ' ' || lines.at(0) == '\t');
    }

    /** The name before the colon (RFC 5322 §2.2), or nothing if this line is not a field. */
    private static Optional<String> fieldName(Lines lines) {
        int length = 0;
        while (length < lines.length() && lines.at(length) > ' ' && lines.at(length) < 127) {
            if (lines.at(length) == ':') {
                break;
            }
            length++;
        }
        int colon = length;
        while (colon < lines.length() && (lines.at(colon) == ' ' || lines.at(colon) == '\t')) {
            colon++;
        }
        return length > 0 && colon < lines.length() && lines.at(colon) == ':'
                ? Optional.of(
                        new String(
                                lines.buffer(), lines.offset(), length, StandardCharsets.US_ASCII))
                : Optional.empty();
    }
}
