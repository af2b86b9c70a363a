package org.signet.classification.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    private static final Map<Integer, Packing> OTHERS =
            Map.of(9, Packing.DEFLATE64, 12, Packing.BZIP2, 95, Packing.XZ);

    /** How long what may stand behind an entry's data is (APPNOTE.TXT 6.3.10 §4.3.9). */
    private static final int[] DESCRIPTORS = {0, 12, 16, 20, 24};

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
            return !isEncrypted()
                    && (method == STORED || method == DEFLATED || OTHERS.containsKey(method));
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
            return switch (entry.method()) {
                case STORED -> packed;
                case DEFLATED -> new InflaterInputStream(packed, new Inflater(true));
                default -> Objects.requireNonNull(OTHERS.get(entry.method())).open(packed);
            };
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("An entry of the ZIP file stands outside of it", e);
        }
    }

    /**
     * Whether an entry stands in the file that its directory does not list. Programs that read the
     * file from its start show it; what two readers see differently is not known.
     */
    boolean hidesEntries() {
        Set<Integer> headers = new HashSet<>();
        entries.forEach(entry -> headers.add(entry.header()));
        boolean first = isHeader(0) && !headers.contains(0);
        return first || entries.stream().anyMatch(entry -> isFollowedByOther(entry, headers));
    }

    private boolean isFollowedByOther(Entry entry, Set<Integer> headers) {
        int at = entry.header();
        if (!isHeader(at) || at + 30 > file.limit()) {
            return false;
        }
        long end =
                at
                        + 30L
                        + (file.getShort(at + 26) & 0xFFFF)
                        + (file.getShort(at + 28) & 0xFFFF)
                        + entry.packed();
        for (int descriptor : DESCRIPTORS) {
            long next = end + descriptor;
            if (next < file.limit() && isHeader((int) next) && !headers.contains((int) next)) {
                return true;
            }
        }
        return false;
    }

    private boolean isHeader(int at) {
        return at >= 0 && at + 4 <= file.limit() && file.getInt(at) == LOCAL;
    }
}
