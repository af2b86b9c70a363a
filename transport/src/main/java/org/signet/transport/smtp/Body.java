package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes the content of a message, in one of the two ways of SMTP, and never so that a part of it
 * could be taken for the whole.
 *
 * <p>With DATA the final dot is only written after the content came to its end. With BDAT the
 * server has all of it with the last of the octets that were promised, so that one is kept until it
 * is certain that no other follows.
 */
final class Body {
    private static final byte[] FINAL_DOT = {'.', '\r', '\n'};

    private final Wire wire;
    private final OutgoingMessage message;
    private final byte[] prefix;
    private boolean complete;

    Body(Wire wire, OutgoingMessage message, String prefix) {
        this.wire = wire;
        this.message = message;
        this.prefix = prefix.getBytes(StandardCharsets.US_ASCII);
    }

    long octets() {
        return message.octets() + prefix.length;
    }

    /** Tells whether the server may have all of it. */
    boolean isComplete() {
        return complete;
    }

    /** Writes all with the final dot. */
    void writeStuffed() throws SmtpException {
        LineEnds lines = new LineEnds(wire::put, true);
        write(lines);
        finish(FINAL_DOT);
    }

    /** Writes exactly the octets that {@link #octets()} promises. */
    void writeExact() throws SmtpException {
        Exactly exactly = new Exactly(octets());
        write(new LineEnds(exactly, false));
        if (exactly.left != 0) {
            throw changed();
        }
        finish(exactly.last);
    }

    private void write(LineEnds lines) throws SmtpException {
        try {
            lines.write(prefix);
            message.content().writeTo(lines);
            lines.end();
        } catch (Wire.WireException e) {
            throw wire.lost(e);
        } catch (Changed e) {
            throw changed();
        } catch (IOException e) {
            throw new SmtpException(Reason.MESSAGE_UNREADABLE, SmtpReply.printable(e));
        }
    }

    private void finish(byte[] last) throws SmtpException {
        try {
            wire.put(last, 0, last.length);
        } catch (IOException e) {
            throw wire.lost(e);
        }
        complete = true;
        try {
            wire.flush();
        } catch (SmtpException e) {
            // A write that failed did not take the last octet along. One that was cut short by
            // the clock may have.
            complete = wire.isOutOfTime();
            throw e;
        }
    }

    private static SmtpException changed() {
        return new SmtpException(
                Reason.MESSAGE_UNREADABLE, "the message is not as long as it was when measured");
    }

    private static final class Changed extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Lets as many octets through as were promised, but for the last, and no more. */
    private final class Exactly implements LineEnds.Sink {
        private long left;
        private byte[] last = {};

        Exactly(long promised) {
            this.left = promised;
        }

        @Override
        public void take(byte[] octets, int offset, int length) throws IOException {
            if (length > left) {
                throw new Changed();
            }
            left -= length;
            int some = length;
            if (left == 0 && length > 0) {
                some--;
                last = new byte[] {octets[offset + some]};
            }
            wire.put(octets, offset, some);
        }
    }
}
