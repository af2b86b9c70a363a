package org.signet.classification.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the bytes of a text into characters, also where the declared character set is wrong,
 * missing or unknown.
 *
 * <p>The declared character set is taken when the bytes are valid in it; otherwise a byte order
 * mark, the pattern of zero bytes that UTF-16 leaves, UTF-8 if valid, and windows-1252 decide, as
 * mail programs do. {@code us-ascii} and {@code iso-8859-1} are read as windows-1252 for the same
 * reason. Bytes that are plain ASCII but mean something else in the declared character set (EBCDIC,
 * ISO-2022, a wrong UTF-16) have both readings.
 */
public final class TextDecoder {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** In text at most one byte in so many is a control character; in other data one in ten is. */
    private static final int CONTROLS_IN_TEXT = 50;

    /** Names that programs write when they do not know; they mean "missing". */
    private static final Set<String> MEANINGLESS =
            Set.of(
                    "us-ascii",
                    "ascii",
                    "iso-8859-1",
                    "latin1",
                    "unknown",
                    "unknown-8bit",
                    "x-unknown",
                    "8bit",
                    "7bit",
                    "default",
                    "none",
                    "null",
                    "binary",
                    "ansi",
                    "utf8mb4",
                    "x-user-defined",
                    "_autodetect");

    private TextDecoder() {}

    /**
     * The readings of a text.
     *
     * @param texts one, or two when two are possible
     * @param unknown whether the declared character set is none that this Java platform knows
     */
    record Readings(List<String> texts, boolean unknown) {
        Readings {
            texts = List.copyOf(texts);
        }
    }

    static Readings decode(byte[] bytes, String declared) {
        String name = declared.strip().toLowerCase(Locale.ROOT);
        String guessed = guess(bytes);
        if (name.isEmpty() || MEANINGLESS.contains(name)) {
            return new Readings(List.of(guessed), false);
        }
        Optional<Charset> charset = lookup(name);
        if (charset.isEmpty()) {
            return new Readings(List.of(guessed), true);
        }
        Optional<String> strict = strictly(bytes, charset.get());
        if (strict.isEmpty()) {
            String lenient = leniently(bytes, charset.get());
            return new Readings(
                    guessed.equals(lenient) ? List.of(guessed) : List.of(guessed, lenient), false);
        }
        List<String> texts = new ArrayList<>(List.of(strict.get()));
        if (isAscii(bytes) && !guessed.equals(strict.get())) {
            texts.add(guessed);
        }
        return new Readings(texts, false);
    }

    /** Decodes with no hint but the bytes. */
    static String guess(byte[] bytes) {
        return byMark(bytes)
                .or(() -> zeroPattern(bytes).map(utf16 -> new String(bytes, utf16)))
                .or(() -> strictly(bytes, StandardCharsets.UTF_8))
                .orElseGet(() -> leniently(bytes, WINDOWS_1252));
    }

    static Optional<Charset> lookup(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Whether these first bytes of a body of unknown kind are those of a text. */
    public static boolean looksLikeText(byte[] bytes, int length) {
        byte[] head = Arrays.copyOf(bytes, length);
        if (byMark(head).isPresent() || zeroPattern(head).isPresent()) {
            return true;
        }
        int controls = 0;
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ';
            if (control && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1B) {
                controls++;
            }
        }
        return controls * CONTROLS_IN_TEXT <= length;
    }

    private static Optional<String> byMark(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(leniently(bytes, StandardCharsets.UTF_8));
        }
        if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
            return Optional.of(leniently(bytes, StandardCharsets.UTF_16));
        }
        return Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * UTF-16 without a mark: zero bytes at every second place, or most of them, and nowhere else.
     */
    private static Optional<Charset> zeroPattern(byte[] bytes) {
        int[] zeros = new int[2];
        for (int i = 0; i < bytes.length; i++) {
            zeros[i & 1] += bytes[i] == 0 ? 1 : 0;
        }
        int half = Math.max(1, bytes.length / 2);
        if (zeros[0] == 0 && zeros[1] * 10L >= half * 4L) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (zeros[1] == 0 && zeros[0] * 10L >= half * 4L) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    private static String leniently(byte[] bytes, Charset charset) {
        return new String(bytes, charset);
    }

    private static boolean isAscii(byte[] bytes) {
        for (byte b : bytes) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }
}
