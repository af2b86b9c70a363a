package org.signet.classification.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Walks a TAR archive (POSIX.1-1988 ustar, with the long names of GNU and of POSIX.1-2001). */
final class TarEntries {
    private static final int BLOCK = 512;
    private static final int LONGEST_NAME = 64 * 1024;

    private TarEntries() {}

    /** Takes the files. */
    @FunctionalInterface
    interface Taker {
        /**
         * Takes one file.
         *
         * @return whether the next one is wanted
         */
        boolean take(String name, InputStream content) throws IOException;
    }

    /**
     * Walks an archive.
     *
     * @throws IOException if it is broken
     */
    static void walk(InputStream archive, Taker taker) throws IOException {
        String longName = "";
        byte[] header = archive.readNBytes(BLOCK);
        while (header.length == BLOCK && header[0] != 0) {
            long size = octal(header, 124, 12);
            EntryInput content = new EntryInput(archive, size);
            switch (header[156]) {
                case 'L' -> longName = text(content.readNBytes(LONGEST_NAME));
                case 'x' -> longName = path(text(content.readNBytes(LONGEST_NAME)), longName);
                case 0, '0', '7' -> {
                    if (!taker.take(longName.isEmpty() ? name(header) : longName, content)) {
                        return;
                    }
                    longName = "";
                }
                default -> longName = "";
            }
            content.skipNBytesToEnd();
            archive.skip((BLOCK - size % BLOCK) % BLOCK);
            header = archive.readNBytes(BLOCK);
        }
    }

    private static String name(byte[] header) {
        String name = text(header, 0, 100);
        String prefix = text(header, 345, 155);
        return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    private static String path(String records, String otherwise) {
        int at = records.indexOf(" path=");
        int end = at < 0 ? -1 : records.indexOf('\n', at);
        return end < 0 ? otherwise : records.substring(at + 6, end);
    }

    private static String text(byte[] bytes) {
        return text(bytes, 0, bytes.length);
    }

    private static String text(byte[] bytes, int offset, int length) {
        int end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return new String(bytes, offset, end - offset, StandardCharsets.UTF_8);
    }

    private static long octal(byte[] header, int offset, int length) throws IOException {
        String digits = text(header, offset, length).strip();
        try {
            long size = digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("The TAR file has a broken size", e);
        }
        throw new IOException("The TAR file has a negative size");
    }

    private static final class EntryInput extends InputStream {
        private final InputStream archive;
        private long left;

        EntryInput(InputStream archive, long size) {
            this.archive = archive;
            this.left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left <= 0) {
                return -1;
            }
            int count = archive.read(bytes, offset, (int) Math.min(length, left));
            if (count < 0) {
                throw new IOException("The TAR file ends within a file");
            }
            left -= count;
            return count;
        }

        void skipNBytesToEnd() throws IOException {
            byte[] buffer = new byte[8192];
            int count = 0;
            while (count >= 0) {
                count = read(buffer, 0, buffer.length);
            }
        }
    }
}
