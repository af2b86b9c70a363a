package org.signet.classification.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The names in a RAR archive, and whether it wants a password; what is packed is not unpacked. Both
 * formats, that of RAR 1.5 to 4 and that of RAR 5, as their technical notes describe them.
 *
 * @param encrypted whether a file, or the list of files, is encrypted
 */
record RarNames(List<String> names, boolean encrypted) {
    private static final int OLD_START = 7;
    private static final int NEW_START = 8;

    RarNames {
        names = List.copyOf(names);
    }

    /**
     * Reads the headers.
     *
     * @throws IOException if they are broken
     */
    static RarNames of(byte[] bytes, int most) throws IOException {
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            return bytes[6] == 1 ? fromNew(file, most) : fromOld(file, most);
        } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
            throw new IOException("The headers of the RAR file are broken", e);
        }
    }

    private static RarNames fromOld(ByteBuffer file, int most) {
        List<String> names = new ArrayList<>();
        boolean encrypted = false;
        int at = OLD_START;
        while (at + 7 <= file.limit() && names.size() < most) {
            int type = file.get(at + 2) & 0xFF;
            int flags = file.getShort(at + 3) & 0xFFFF;
            long size = file.getShort(at + 5) & 0xFFFF;
            if (type == 0x73 && (flags & 0x80) != 0) {
                return new RarNames(names, true);
            }
            if (type == 0x74) {
                byte[] name = new byte[file.getShort(at + 26) & 0xFFFF];
                file.get(at + 32 + ((flags & 0x100) != 0 ? 8 : 0), name);
                String text = new String(name, StandardCharsets.UTF_8);
                int zero = text.indexOf(0);
                names.add(zero < 0 ? text : text.substring(0, zero));
                encrypted |= (flags & 0x04) != 0;
            }
            if (type == 0x74 || (flags & 0x8000) != 0) {
                size += file.getInt(at + 7) & 0xFFFFFFFFL;
            }
            at = Math.toIntExact(Math.min(Integer.MAX_VALUE, at + Math.max(7, size)));
        }
        return new RarNames(names, encrypted);
    }

    private static RarNames fromNew(ByteBuffer file, int most) {
        List<String> names = new ArrayList<>();
        boolean encrypted = false;
        file.position(NEW_START);
        while (file.remaining() > 7 && names.size() < most) {
            file.getInt();
            long size = number(file);
            long next = file.position() + size;
            long type = number(file);
            long flags = number(file);
            long extra = (flags & 1) != 0 ? number(file) : 0;
            long data = (flags & 2) != 0 ? number(file) : 0;
            encrypted |= type == 4;
            if (type == 2) {
                names.add(name(file));
                file.position(Math.toIntExact(next - extra));
                encrypted |= extra > 0 && isEncryption(file, next);
            }
            if (type == 5 || next + data > file.limit()) {
                break;
            }
            file.position(Math.toIntExact(next + data));
        }
        return new RarNames(names, encrypted);
    }

    private static String name(ByteBuffer file) {
        long flags = number(file);
        number(file);
        number(file);
        int skipped = ((flags & 2) != 0 ? 4 : 0) + ((flags & 4) != 0 ? 4 : 0);
        file.position(file.position() + skipped);
        number(file);
        number(file);
        byte[] name = new byte[Math.toIntExact(Math.min(number(file), file.remaining()))];
        file.get(name);
        return new String(name, StandardCharsets.UTF_8);
    }

    /** Whether one of the records of the extra area, up to {@code end}, is that of encryption. */
    private static boolean isEncryption(ByteBuffer file, long end) {
        while (file.position() < end) {
            long size = number(file);
            long next = file.position() + size;
            if (number(file) == 1) {
                return true;
            }
            file.position(Math.toIntExact(next));
        }
        return false;
    }

    /** A number in groups of seven bits, the lowest first. */
    private static long number(ByteBuffer file) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            if (!file.hasRemaining()) {
                throw new IndexOutOfBoundsException("The number has no end");
            }
            byte next = file.get();
            number |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("The number is too long");
    }
}
