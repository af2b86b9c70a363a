package org.signet.smime.mime;

/** Finds out whether a stretch of lines could pass any mail server unchanged. */
final class StretchScan {
    /** Without the line end (RFC 5321 §4.5.3.1.6). */
    private static final int LONGEST_LINE = 998;

    private static final byte[] FROM = {'F', 'r', 'o', 'm', ' '};

    private boolean eightBit;
    private boolean fragile;
    private int lineLength;
    private byte last;

    void data(byte[] bytes, int offset, int length, boolean startsLine) {
        if (startsLine) {
            lineLength = 0;
            last = 0;
            fragile |= startsWithFrom(bytes, offset, length);
        }
        for (int i = offset; i < offset + length; i++) {
            byte each = bytes[i];
            eightBit |= each < 0;
            fragile |= each == 0 || each == '\r';
            last = each;
        }
        lineLength += length;
        fragile |= lineLength > LONGEST_LINE;
    }

    /** The line is complete; also at the end of a stretch. */
    void lineEnd() {
        fragile |= last == ' ' || last == '\t';
        last = 0;
    }

    boolean isEightBit() {
        return eightBit;
    }

    /** Whether a server on the way might change it: see RFC 1847 §2.1, RFC 2049 §3. */
    boolean isFragile() {
        return eightBit || fragile;
    }

    private static boolean startsWithFrom(byte[] bytes, int offset, int length) {
        if (length < FROM.length) {
            return false;
        }
        for (int i = 0; i < FROM.length; i++) {
            if (bytes[offset + i] != FROM[i]) {
                return false;
            }
        }
        return true;
    }
}
