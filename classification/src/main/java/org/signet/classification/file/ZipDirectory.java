package org.signet.classification.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * The entries of a ZIP file as its central directory lists them (APPNOTE.TXT 6.3.10 §4.3.12), which
 * is what programs show. Sizes that the directory claims are not believed.
 */
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int ENTRY = 0x02014b50;
    private static final int LOCAL = 0x04034b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int ENCRYPTED = 1;
    private static final int UTF_8 = 1 << 11;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int AES = 99;

    private final byte[] bytes;
    private final ByteBuffer file;
    private final List<Entry> entries;

    /** An entry of the directory. */
    record Entry(String name, int flags, int method, long packed, int header) {
        boolean isDirectory() {
            return name.endsWith("/");
        }

        boolean isEncrypted() {
            return (flags & ENCRYPTED) != 0 || method == AES;
        }

        /** Whether it is packed in a way that is understood here. */
        boolean isReadable() {
            return !isEncrypted() && (method == STORED || method == DEFLATED);
        }
    }

    private ZipDirectory(byte[] bytes, ByteBuffer file, List<Entry> entries) {
        this.bytes = bytes;
        this.file = file;
        this.entries = entries;
    }

    /**
     * Reads the directory.
     *
     * @throws IOException if there is none
     */
    static ZipDirectory of(byte[] bytes, int mostEntries) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(file);
        try {
            int shift = shift(file, end);
            int at = file.getInt(end + 16) + shift;
            List<Entry> entries = new ArrayList<>();
            while (at >= 0
                    && at < end
                    && file.getInt(at) == ENTRY
                    && entries.size() <= mostEntries) {
                byte[] name = new byte[file.getShort(at + 28) & 0xFFFF];
                file.get(at + 46, name);
                int flags = file.getShort(at + 8) & 0xFFFF;
                entries.add(
                        new Entry(
                                new String(name, charset(flags)),
                                flags,
                                file.getShort(at + 10) & 0xFFFF,
                                file.getInt(at + 20) & 0xFFFFFFFFL,
                                file.getInt(at + 42) + shift));
                int extra = file.getShort(at + 30) & 0xFFFF;
                int comment = file.getShort(at + 32) & 0xFFFF;
                at += 46 + name.length + extra + comment;
            }
            if (entries.size() <= mostEntries
                    && entries.size() != (file.getShort(end + 10) & 0xFFFF)) {
                throw new IOException("The directory of the ZIP file is not whole");
            }
            return new ZipDirectory(bytes, file, entries);
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("The directory of the ZIP file is broken", e);
        }
    }

    /** What stands before the archive (a program that unpacks itself) moves all offsets. */
    private static int shift(ByteBuffer file, int end) {
        int size = file.getInt(end + 12);
        int offset = file.getInt(end + 16);
        return end - size - offset;
    }

    private static Charset charset(int flags) {
        return (flags & UTF_8) != 0 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
    }

    private static int end(ByteBuffer file) throws IOException {
        int least = Math.max(0, file.limit() - END_SIZE - LONGEST_COMMENT);
        for (int at = file.limit() - END_SIZE; at >= least; at--) {
            if (file.getInt(at) == END) {
                return at;
            }
        }
        throw new IOException("The ZIP file has no directory");
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** What stands in an entry that is readable. */
    InputStream open(Entry entry) throws IOException {
        try {
            int at = entry.header();
            if (file.getInt(at) != LOCAL) {
                throw new IOException("An entry of the ZIP file is not where its directory says");
            }
            int data =
                    at + 30 + (file.getShort(at + 26) & 0xFFFF) + (file.getShort(at + 28) & 0xFFFF);
            int length = (int) Math.min(entry.packed(), file.limit() - data);
            InputStream packed = new ByteArrayInputStream(bytes, data, Math.max(0, length));
            return entry.method() == STORED
                    ? packed
                    : new InflaterInputStream(packed, new Inflater(true));
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("An entry of the ZIP file stands outside of it", e);
        }
    }
}
