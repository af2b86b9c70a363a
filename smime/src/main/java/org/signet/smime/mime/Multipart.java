package org.signet.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of a multipart entity (RFC 2046 §5.1.1), as stretches of it.
 *
 * @param parts each with its header; the line end before a boundary belongs to the boundary
 * @param closed whether the last boundary is there
 */
public record Multipart(List<MessageSource> parts, boolean closed) {
    public Multipart {
        parts = List.copyOf(parts);
    }

    /**
     * Finds the parts.
     *
     * @param most how many there may be
     * @throws MimeLimitException if there are more
     */
    public static Multipart split(MessageSource entity, String boundary, int most)
            throws IOException {
        try (InputStream in = entity.open()) {
            return new Splitter(entity, boundary, most).split(new Lines(in));
        }
    }

    /** The state of going through the lines. */
    private static final class Splitter {
        private final MessageSource entity;
        private final byte[] delimiter;
        private final int most;
        private final List<MessageSource> parts = new ArrayList<>();
        private long start = -1;

        Splitter(MessageSource entity, String boundary, int most) {
            this.entity = entity;
            this.delimiter = ("--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
            this.most = most;
        }

        Multipart split(Lines lines) throws IOException {
            long position = 0;
            long endOfLine = 0;
            while (lines.next()) {
                long next = position + lines.length() + lineEnd(lines);
                if (lines.startsLine() && isDelimiter(lines, 0)) {
                    add(Math.max(endOfLine, start));
                    start = next;
                } else if (lines.startsLine() && isDelimiter(lines, 2)) {
                    add(Math.max(endOfLine, start));
                    return new Multipart(parts, true);
                }
                endOfLine = position + lines.length();
                position = next;
            }
            add(position);
            return new Multipart(parts, false);
        }

        private void add(long end) throws MimeLimitException {
            if (start >= 0) {
                if (parts.size() == most) {
                    throw new MimeLimitException(MimeLimitException.Limit.TOO_MANY_PARTS, most);
                }
                parts.add(new Slice(entity, start, end - start));
            }
        }

        private static int lineEnd(Lines lines) {
            return switch (lines.end()) {
                case NONE -> 0;
                case LF -> 1;
                case CRLF -> 2;
            };
        }

        private boolean isDelimiter(Lines lines, int dashes) {
            if (lines.length() < delimiter.length + dashes) {
                return false;
            }
            for (int i = 0; i < delimiter.length; i++) {
                if (lines.at(i) != delimiter[i]) {
                    return false;
                }
            }
            for (int i = delimiter.length; i < lines.length(); i++) {
                byte expected = (byte) (i < delimiter.length + dashes ? '-' : ' ');
                if (lines.at(i) != expected && !(expected == ' ' && lines.at(i) == '\t')) {
                    return false;
                }
            }
            return true;
        }
    }
}
