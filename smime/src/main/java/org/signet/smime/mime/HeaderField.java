package org.signet.smime.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * One field of a header: its name, and its bytes as they came, folding included, with CRLF between
 * its lines and none after the last.
 */
public final class HeaderField {
    private static final byte[] CRLF = {'\r', '\n'};

    private final String name;
    private final byte[] raw;

    private HeaderField(String name, byte[] raw) {
        this.name = name;
        this.raw = raw;
    }

    static HeaderField of(String name, byte[] raw) {
        return new HeaderField(name, raw.clone());
    }

    /** Makes a field from its text, which may be folded. */
    static HeaderField of(String text) {
        return new HeaderField(
                text.substring(0, text.indexOf(':')), text.getBytes(StandardCharsets.US_ASCII));
    }

    public String name() {
        return name;
    }

    public boolean is(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** Whether this field describes the body and goes with it into a protected part. */
    public boolean isContent() {
        return name.toLowerCase(Locale.ROOT).startsWith("content-");
    }

    /** What follows the colon, each byte as the character of the same number. */
    public String body() {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return text.substring(text.indexOf(':') + 1);
    }

    boolean isSevenBit() {
        for (byte each : raw) {
            if (each <= 0) {
                return false;
            }
        }
        return true;
    }

    byte[] raw() {
        return raw.clone();
    }

    /** Writes the field and a line end. */
    public void writeTo(OutputStream out) throws IOException {
        out.write(raw);
        out.write(CRLF);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HeaderField field && Arrays.equals(raw, field.raw);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(raw);
    }

    /** The name only: what a field says may be confidential. */
    @Override
    public String toString() {
        return name;
    }
}
