package org.signet.classification.file;

import org.signet.classification.file.Harvest.Inside;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** An object of another program inside an RTF file ([MS-OLEDS] §2.2.4, §2.3.6). */
final class RtfObject {
    private RtfObject() {}

    /** The file in the data of an object; the data as they stand if they are not of that form. */
    static Optional<Inside> file(byte[] data) {
        if (data.length == 0) {
            return Optional.empty();
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
            in.getInt(); // version
            in.getInt(); // embedded or linked
            String program = text(in, in.getInt());
            text(in, in.getInt());
            text(in, in.getInt());
            byte[] content = new byte[Math.min(Math.max(0, in.getInt()), in.remaining())];
            in.get(content);
            return Optional.of(program.equals("Package") ? packed(content) : named("", content));
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.of(named("", data));
        }
    }

    private static Inside packed(byte[] content) {
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        in.getShort();
        String name = untilZero(in);
        untilZero(in);
        in.getInt();
        text(in, in.getInt());
        byte[] file = new byte[Math.min(Math.max(0, in.getInt()), in.remaining())];
        in.get(file);
        return named(name, file);
    }

    private static Inside named(String name, byte[] content) {
        return new Inside(name, content);
    }

    private static String text(ByteBuffer in, int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("A text is longer than the object");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        int end = length > 0 && bytes[length - 1] == 0 ? length - 1 : length;
        return new String(Arrays.copyOf(bytes, end), StandardCharsets.ISO_8859_1);
    }

    private static String untilZero(ByteBuffer in) {
        StringBuilder text = new StringBuilder();
        for (byte b = in.get(); b != 0; b = in.get()) {
            text.append((char) (b & 0xFF));
        }
        return text.toString();
    }
}
