package org.signet.smime.headers;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The addresses in an address field such as From (RFC 5322 §3.4), for comparing only. */
public final class Authors {
    private final String text;
    private int position;

    private Authors(String text) {
        this.text = text;
    }

    /**
     * The addresses in From; nothing where they cannot be told for sure: the field is missing,
     * there twice (RFC 5322 §3.6), empty, or cannot be read.
     */
    public static Optional<List<Mailbox>> of(Header header) {
        List<HeaderField> fields = header.all("From");
        return fields.size() == 1 ? parse(fields.get(0).body()) : Optional.empty();
    }

    /** Reads a list of addresses from the body of a field. */
    static Optional<List<Mailbox>> parse(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
        Authors authors =
                new Authors(
                        new String(bytes, StandardCharsets.UTF_8)
                                .replace("\r\n", "")
                                .replace("\n", ""));
        try {
            List<Mailbox> all = authors.list();
            return all.isEmpty() ? Optional.empty() : Optional.of(all);
        } catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private List<Mailbox> list() {
        List<Mailbox> all = new ArrayList<>();
        StringBuilder phrase = new StringBuilder();
        String bracketed = "";
        while (position < text.length()) {
            char c = text.charAt(position);
            switch (c) {
                case '(' -> comment();
                case '"' -> phrase.append(quoted());
                case '<' -> {
                    if (!bracketed.isEmpty()) {
                        throw new IllegalArgumentException("two addresses in brackets");
                    }
                    bracketed = bracketed();
                }
                case ':' -> {
                    position++;
                    phrase.setLength(0);
                }
                case ',', ';' -> {
                    position++;
                    add(all, phrase, bracketed);
                    phrase.setLength(0);
                    bracketed = "";
                }
                default -> {
                    phrase.append(c);
                    position++;
                }
            }
        }
        add(all, phrase, bracketed);
        return all;
    }

    private static void add(List<Mailbox> all, StringBuilder phrase, String bracketed) {
        String address = bracketed.isEmpty() ? phrase.toString().strip() : bracketed;
        if (!address.isEmpty()) {
            all.add(
                    Mailbox.parse(address)
                            .filter(box -> bracketed.isEmpty() || isBare(bracketed))
                            .filter(box -> !bracketed.isEmpty() || isBare(address))
                            .orElseThrow(() -> new IllegalArgumentException("no address")));
        }
    }

    /** Space in an address, or more than one at sign, is read differently by different programs. */
    private static boolean isBare(String address) {
        return address.chars().noneMatch(c -> c <= ' ' || c == 127)
                && address.indexOf('@') == address.lastIndexOf('@');
    }

    private void comment() {
        int depth = 0;
        do {
            char c = next();
            if (c == '\\') {
                next();
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        } while (depth > 0);
    }

    private String quoted() {
        StringBuilder content = new StringBuilder();
        next();
        for (char c = next(); c != '"'; c = next()) {
            content.append(c == '\\' ? next() : c);
        }
        return content.toString();
    }

    private String bracketed() {
        StringBuilder address = new StringBuilder();
        next();
        while (true) {
            char c = peek();
            if (c == '"') {
                address.append(quoted());
            } else if (c == '(') {
                comment();
            } else if (c == '<') {
                throw new IllegalArgumentException("a bracket in brackets");
            } else if (next() == '>') {
                return address.toString().strip();
            } else {
                address.append(c);
            }
        }
    }

    private char peek() {
        if (position >= text.length()) {
            throw new IllegalArgumentException("it ends too early");
        }
        return text.charAt(position);
    }

    private char next() {
        char c = peek();
        position++;
        return c;
    }
}
