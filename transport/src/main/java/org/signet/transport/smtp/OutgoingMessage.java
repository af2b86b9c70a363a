package org.signet.transport.smtp;

import java.io.IOException;

/**
 * A message with what must be known of it before it is sent.
 *
 * @param octets its size on the wire: every line with CR LF, the last one too, no dot doubled
 * @param eightBitBody whether there are octets above 127 behind the header
 * @param eightBitHeader whether there are in the header
 */
public record OutgoingMessage(
        MessageContent content, long octets, boolean eightBitBody, boolean eightBitHeader) {
    /** Reads through the content once. */
    public static OutgoingMessage of(MessageContent content) throws IOException {
        Survey survey = new Survey();
        LineEnds lines = new LineEnds(survey, false);
        content.writeTo(lines);
        lines.end();
        return new OutgoingMessage(
                content, survey.octets, survey.eightBitBody, survey.eightBitHeader);
    }

    boolean isEightBit() {
        return eightBitBody || eightBitHeader;
    }

    private static final class Survey implements LineEnds.Sink {
        private long octets;
        private boolean eightBitBody;
        private boolean eightBitHeader;
        private boolean inBody;
        private boolean lineEmpty = true;

        @Override
        public void take(byte[] some, int offset, int length) {
            octets += length;
            int i = offset;
            int end = offset + length;
            while (i < end && !inBody) {
                byte octet = some[i++];
                eightBitHeader |= octet < 0;
                inBody = octet == '\n' && lineEmpty;
                lineEmpty = octet == '\n' || (lineEmpty && octet == '\r');
            }
            while (i < end && !eightBitBody) {
                eightBitBody = some[i++] < 0;
            }
        }
    }
}
