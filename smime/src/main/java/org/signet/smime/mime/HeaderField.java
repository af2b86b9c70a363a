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

    /** Without the line end (RFC 5322 §2.1.1). */
    private static final int LONGEST_LINE = 998;

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
    public static HeaderField of(String text) {
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

    /** A field that holds this one, name and all, as HP-Outer does (RFC 9788 §2.2). */
    public HeaderField prefixed(String outerName) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        int firstLine = text.indexOf('\r') < 0 ? text.length() : text.indexOf('\r');
        boolean fits = outerName.length() + 2 + firstLine <= LONGEST_LINE;
        String whole = outerName + (fits ? ": " : ":\r\n ") + text;
        return new HeaderField(outerName, whole.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same with one parameter more, in a line of its own. */
    public HeaderField withParameter(String parameter, String value) {
        String text = new String(raw, StandardCharsets.ISO_8859_1).stripTrailing();
        String separator = text.endsWith(";") ? "" : ";";
        String whole = text + separator + "\r\n " + parameter + "=\"" + value + "\"";
        return new HeaderField(name, whole.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The same without a parameter; the others are written anew. */
    public HeaderField withoutParameter(String parameter) {
        return HeaderRecoder.withoutParameter(this, parameter);
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
