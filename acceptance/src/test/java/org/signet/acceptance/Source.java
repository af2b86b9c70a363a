package org.signet.acceptance;

import java.nio.charset.StandardCharsets;

/** The source of a message: its header, and after the first empty line its body. */
record Source(String header, String body) {
    static Source of(byte[] octets) {
        String text = new String(octets, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IllegalArgumentException("No empty line in the message:\n" + text);
        }
        return new Source(text.substring(0, end + 2), text.substring(end + 4));
    }

    /** The first field with the name, unfolded; empty if there is none. */
    String field(String name) {
        String unfolded = header.replaceAll("\r\n(?=[ \t])", "");
        for (String line : unfolded.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, name + ":", 0, name.length() + 1)) {
                return line.substring(name.length() + 1).strip();
            }
        }
        return "";
    }
}
