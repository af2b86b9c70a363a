package org.signet.smime.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Objects;

/**
 * Reads what base64 stands for, many characters at a time. Whatever is not of the alphabet is
 * passed over (RFC 2045 §6.8), padding ends the data. The stream of the JDK does the same one
 * character after the other.
 */
final class Base64Source extends InputStream {
    private static final int CHARACTERS = 8192;
    private static final int OTHER = -1;
    private static final int PADDING = -2;
    private static final byte[] VALUES = values();

    private final InputStream in;
    private final byte[] read = new byte[CHARACTERS];
    private final byte[] decoded = new byte[CHARACTERS];
    private int given;
    private int ready;
    private int group;
    private int inGroup;
    private boolean ended;

    Base64Source(InputStream in) {
        this.in = in;
    }

    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) OTHER);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        values['='] = PADDING;
        return values;
    }

    @Override
    public int read() throws IOException {
        return isReady() ? decoded[given++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (!isReady()) {
            return -1;
        }
        int count = Math.min(length, ready - given);
        System.arraycopy(decoded, given, bytes, offset, count);
        given += count;
        return count;
    }

    private boolean isReady() throws IOException {
        while (given == ready) {
            if (ended) {
                return false;
            }
            given = 0;
            ready = 0;
            int count = in.read(read, 0, CHARACTERS);
            if (count < 0) {
                end();
            } else {
                decode(count);
            }
        }
        return true;
    }

    private void decode(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int value = VALUES[read[i] & 0xff];
            if (value >= 0) {
                group = group << 6 | value;
                if (++inGroup == 4) {
                    decoded[ready++] = (byte) (group >> 16);
                    decoded[ready++] = (byte) (group >> 8);
                    decoded[ready++] = (byte) group;
                    inGroup = 0;
                }
            } else if (value == PADDING) {
                end();
                return;
            }
        }
    }

    /** Two characters left stand for one octet, three for two; one stands for nothing. */
    private void end() throws IOException {
        ended = true;
        if (inGroup == 1) {
            throw new IOException("One character of base64 is left over at the end");
        }
        if (inGroup == 2) {
            decoded[ready++] = (byte) (group >> 4);
        } else if (inGroup == 3) {
            decoded[ready++] = (byte) (group >> 10);
            decoded[ready++] = (byte) (group >> 2);
        }
        inGroup = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
