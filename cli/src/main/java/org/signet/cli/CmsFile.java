package org.signet.cli;

import org.signet.smime.mime.MessageSource;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A CMS structure by itself, as DER or as PEM. */
final class CmsFile {
    private static final byte[] PEM = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);
    private static final int MOST_BEFORE_PEM = 64 * 1024;

    private CmsFile() {}

    /** The structure as DER or BER. */
    static MessageSource open(MessageSource file) throws IOException {
        try (InputStream in = file.open()) {
            byte[] head = in.readNBytes(MOST_BEFORE_PEM);
            if (head.length == 0 || head[0] == 0x30) {
                return file;
            }
            String text = new String(head, StandardCharsets.ISO_8859_1);
            int begin = text.indexOf(new String(PEM, StandardCharsets.US_ASCII));
            if (begin < 0) {
                return file;
            }
            long start = text.indexOf('\n', begin) + 1L;
            return () -> decoded(file, start);
        }
    }

    private static InputStream decoded(MessageSource file, long start) throws IOException {
        InputStream in = file.open();
        in.skipNBytes(start);
        return Base64.getMimeDecoder().wrap(new UntilDash(in));
    }

    /** Ends where the last line of PEM begins. */
    private static final class UntilDash extends InputStream {
        private final InputStream in;
        private boolean ended;

        UntilDash(InputStream in) {
            this.in = new BufferedInputStream(in);
        }

        @Override
        public int read() throws IOException {
            int value = ended ? -1 : in.read();
            ended |= value == '-';
            return ended ? -1 : value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = 0;
            while (count < length) {
                int value = read();
                if (value < 0) {
                    return count == 0 ? -1 : count;
                }
                bytes[offset + count++] = (byte) value;
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
