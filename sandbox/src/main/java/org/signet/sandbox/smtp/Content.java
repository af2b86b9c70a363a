package org.signet.sandbox.smtp;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.util.Optional;

/** The content of a mail while it comes in; octets beyond the limit are counted and let go. */
final class Content extends OutputStream {
    /** RFC 5321 §4.5.3.1.6: 1000 octets with the CRLF. */
    private static final int MAX_TEXT_LINE = 998;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final int limit;
    private long total;

    Content(int limit) {
        this.limit = limit;
    }

    @Override
    public void write(int octet) {
        if (total++ < limit) {
            kept.write(octet);
        }
    }

    @Override
    public void write(byte[] octets, int offset, int length) {
        int room = (int) Math.max(0, Math.min(length, limit - total));
        kept.write(octets, offset, room);
        total += length;
    }

    boolean isEmpty() {
        return total == 0;
    }

    byte[] octets() {
        return kept.toByteArray();
    }

    /** Why the content cannot be taken, if it cannot. */
    Optional<Reply> refusal() {
        if (total > limit) {
            return Optional.of(
                    Reply.of(552, "5.3.4 The message has more than " + limit + " octets"));
        }
        byte[] octets = kept.toByteArray();
        int line = 0;
        for (int i = 0; i < octets.length; i++) {
            boolean crlf = octets[i] == '\r' && i + 1 < octets.length && octets[i + 1] == '\n';
            if (!crlf && (octets[i] == '\r' || octets[i] == '\n')) {
                return Optional.of(
                        Reply.of(550, "5.6.0 The message has a bare CR or LF at octet " + i));
            }
            line = crlf ? 0 : line + 1;
            i += crlf ? 1 : 0;
            if (line > MAX_TEXT_LINE) {
                return Optional.of(
                        Reply.of(
                                550,
                                "5.6.0 The message has a line of more than "
                                        + MAX_TEXT_LINE
                                        + " octets at octet "
                                        + i));
            }
        }
        return Optional.empty();
    }
}
