package org.signet.transport.smtp;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A message with what must be known of it before it is sent.
 *
 * @param octets its size
 * @param eightBitBody whether there are octets above 127 behind the header
 * @param eightBitHeader whether there are in the header
 */
public record OutgoingMessage(
        MessageContent content, long octets, boolean eightBitBody, boolean eightBitHeader) {
    /** Reads through the content once. */
    public static OutgoingMessage of(MessageContent content) throws IOException {
        Survey survey = new Survey();
        content.writeTo(survey);
        return new OutgoingMessage(
                content, survey.octets, survey.eightBitBody, survey.eightBitHeader);
    }

    boolean isEightBit() {
        return eightBitBody || eightBitHeader;
    }

    private static final class Survey extends OutputStream {
        private long octets;
        private boolean eightBitBody;
        private boolean eightBitHeader;
        private boolean inBody;
        private boolean lineEmpty = true;

        @Override
        public void write(int octet) {
            octets++;
            if ((octet & 0x80) != 0) {
                eightBitBody |= inBody;
                eightBitHeader |= !inBody;
            }
            if (octet == '\n') {
                inBody |= lineEmpty;
                lineEmpty = true;
            } else if (octet != '\r') {
                lineEmpty = false;
            }
        }

        @Override
        public void write(byte[] octets, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                write(octets[i]);
            }
        }
    }
}
