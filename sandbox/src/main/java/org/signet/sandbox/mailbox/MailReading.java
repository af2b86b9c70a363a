package org.signet.sandbox.mailbox;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A mail as people read it: for display only, nothing is decided from it.
 *
 * @param fields the fields of the outer header in their order, unfolded and decoded
 * @param text the first plain text part, cut at {@link #MAX_TEXT} octets
 * @param problem why reading stopped early, if it did
 */
public record MailReading(List<Field> fields, Optional<String> text, Optional<String> problem) {
    /** How many octets of text are shown. */
    public static final int MAX_TEXT = 256 * 1024;

    private static final MimeConfig LIMITS =
            MimeConfig.custom()
                    .setMaxLineLen(64 * 1024)
                    .setMaxHeaderLen(256 * 1024)
                    .setMaxHeaderCount(2000)
                    .build();
    private static final int MAX_PARTS = 500;

    public MailReading {
        fields = List.copyOf(fields);
    }

    /** One header field: its name as written, its value unfolded, encoded words decoded. */
    public record Field(String name, String value) {}

    /** The value of the first field with the name. */
    public Optional<String> field(String name) {
        return fields.stream()
                .filter(field -> field.name().equalsIgnoreCase(name))
                .map(Field::value)
                .findFirst();
    }

    static MailReading parse(byte[] source) {
        MimeTokenStream stream = new MimeTokenStream(LIMITS);
        List<Field> fields = new ArrayList<>();
        try {
            stream.parse(new ByteArrayInputStream(source));
            return new MailReading(fields, read(stream, fields), Optional.empty());
        } catch (MimeException | IOException | RuntimeException e) {
            // mime4j reports broken input with all three kinds
            return new MailReading(
                    fields, Optional.empty(), Optional.of("not readable: " + e.getMessage()));
        }
    }

    private static Optional<String> read(MimeTokenStream stream, List<Field> fields)
            throws MimeException, IOException {
        boolean outer = true;
        int parts = 0;
        for (EntityState state = stream.getState();
                state != EntityState.T_END_OF_STREAM && parts < MAX_PARTS;
                state = stream.next()) {
            if (state == EntityState.T_FIELD && outer) {
                fields.add(
                        new Field(
                                stream.getField().getName(),
                                DecoderUtil.decodeEncodedWords(
                                        stream.getField().getBody(), DecodeMonitor.SILENT)));
            } else if (state == EntityState.T_END_HEADER) {
                outer = false;
                parts++;
            } else if (state == EntityState.T_BODY
                    && "text/plain".equals(stream.getBodyDescriptor().getMimeType())) {
                byte[] octets = stream.getDecodedInputStream().readNBytes(MAX_TEXT);
                return Optional.of(
                        new String(octets, charset(stream.getBodyDescriptor().getCharset())));
            }
        }
        return Optional.empty();
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            // each octet is shown as one character
            return StandardCharsets.ISO_8859_1;
        }
    }
}
