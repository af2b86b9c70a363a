package org.signet.classification.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The value of a header field with its encoded words decoded (RFC 2047 §2), in one pass.
 *
 * <p>White space between two encoded words is no text (RFC 2047 §6.2). Bytes of neighbouring words
 * in the same character set are joined before they are decoded, because many programs cut inside a
 * character. Longer words than RFC 2047 §2 allows, and words inside quotes, are decoded too, as
 * mail programs do. What is no encoded word stays as it is.
 */
final class EncodedWords {
    private static final int LONGEST_CHARSET = 64;

    private final String field;
    private final StringBuilder out = new StringBuilder();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private String charset = "";
    private boolean unknown;

    private EncodedWords(String field) {
        this.field = field;
    }

    /** The decoded text, and whether a word was in an unknown character set. */
    record Decoded(String text, boolean unknown) {}

    static Decoded decode(String field) {
        EncodedWords words = new EncodedWords(field);
        words.run();
        return new Decoded(words.out.toString(), words.unknown);
    }

    private void run() {
        int literal = 0;
        int lastEnd = field.lastIndexOf("?=");
        int at = field.indexOf("=?");
        while (at >= 0 && at < lastEnd) {
            Optional<Word> word = Word.at(field, at);
            if (word.isEmpty()) {
                at = field.indexOf("=?", at + 2);
                continue;
            }
            between(field.substring(literal, at));
            add(word.get());
            literal = word.get().end();
            at = field.indexOf("=?", literal);
        }
        flush();
        out.append(field, literal, field.length());
    }

    private void between(String text) {
        if (!text.isBlank() || pending.size() == 0) {
            flush();
            out.append(text);
        }
    }

    private void add(Word word) {
        if (!word.charset().equalsIgnoreCase(charset)) {
            flush();
            charset = word.charset();
        }
        byte[] bytes = word.base64() ? base64(word.text()) : quoted(word.text());
        pending.write(bytes, 0, bytes.length);
    }

    private void flush() {
        if (pending.size() > 0) {
            TextDecoder.Readings readings = TextDecoder.decode(pending.toByteArray(), charset);
            out.append(String.join(" ", readings.texts()));
            unknown |= readings.unknown();
            pending.reset();
        }
        charset = "";
    }

    /** Decodes base64 as far as it goes: characters outside the alphabet are skipped. */
    private static byte[] base64(String text) {
        StringBuilder digits = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '/' && c <= '9')
                    || c == '+') {
                digits.append(c);
            }
        }
        digits.setLength(digits.length() - (digits.length() % 4 == 1 ? 1 : 0));
        return Base64.getDecoder().decode(digits.toString());
    }

    /** Decodes the "Q" encoding (RFC 2047 §4.2). */
    private static byte[] quoted(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '=' && i + 2 < text.length() && isHex(text, i + 1)) {
                bytes.write(Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else if (c == '_') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static boolean isHex(String text, int at) {
        return Character.digit(text.charAt(at), 16) >= 0
                && Character.digit(text.charAt(at + 1), 16) >= 0;
    }

    /** One encoded word: {@code =?charset?encoding?text?=}. */
    private record Word(String charset, boolean base64, String text, int end) {
        static Optional<Word> at(String field, int start) {
            int charsetEnd = field.indexOf('?', start + 2);
            if (charsetEnd < 0
                    || charsetEnd - start > LONGEST_CHARSET
                    || charsetEnd + 2 >= field.length()
                    || field.charAt(charsetEnd + 2) != '?') {
                return Optional.empty();
            }
            char encoding = Character.toUpperCase(field.charAt(charsetEnd + 1));
            int end = field.indexOf("?=", charsetEnd + 3);
            if (end < 0 || (encoding != 'B' && encoding != 'Q')) {
                return Optional.empty();
            }
            String charset = field.substring(start + 2, charsetEnd);
            int language = charset.indexOf('*'); // RFC 2231 §5
            return Optional.of(
                    new Word(
                            language < 0 ? charset : charset.substring(0, language),
                            encoding == 'B',
                            field.substring(charsetEnd + 3, end),
                            end + 2));
        }
    }
}
