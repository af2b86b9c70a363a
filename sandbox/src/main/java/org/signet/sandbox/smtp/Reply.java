package org.signet.sandbox.smtp;

import java.util.List;

/** A reply of the server: code and lines of text (RFC 5321 §4.2). */
record Reply(int code, List<String> lines) {
    Reply {
        lines = List.copyOf(lines);
    }

    /** A one-line reply; {@code text} begins with the enhanced status code where there is one. */
    static Reply of(int code, String text) {
        return new Reply(code, List.of(text));
    }

    boolean isError() {
        return code >= 400;
    }

    String toWire() {
        StringBuilder wire = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            char separator = i == lines.size() - 1 ? ' ' : '-';
            wire.append(code).append(separator).append(lines.get(i)).append("\r\n");
        }
        return wire.toString();
    }
}
