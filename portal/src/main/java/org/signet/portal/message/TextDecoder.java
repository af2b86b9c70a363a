package org.signet.portal.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns the bytes of a text part into characters, in the way mail programs and browsers do. */
final class TextDecoder {
    private static final Charset WINDOWS_LATIN = Charset.forName("windows-1252");

    /** Names that in practice mean windows-1252, its superset. */
    private static final Set<String> LATIN = Set.of("iso-8859-1", "latin1", "iso8859-1");

    /** Names that say nothing about bytes above 127. */
    private static final Set<String> UNSURE = Set.of("us-ascii", "ascii", "ansi_x3.4-1968");

    private TextDecoder() {}

    /** Decodes; bytes that the character set does not have become U+FFFD. */
    static String decode(byte[] bytes, Optional<String> charset) {
        String name = charset.map(value -> value.strip().toLowerCase(Locale.ROOT)).orElse("");
        String text = new String(bytes, charset(name, bytes));
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Charset charset(String name, byte[] bytes) {
        if (LATIN.contains(name)) {
            return WINDOWS_LATIN;
        }
        if (!name.isEmpty() && !UNSURE.contains(name)) {
            try {
                return Charset.forName(name);
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                return guess(bytes);
            }
        }
        return guess(bytes);
    }

    private static Charset guess(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException e) {
            return WINDOWS_LATIN;
        }
    }
}
