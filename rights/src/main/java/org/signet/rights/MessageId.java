package org.signet.rights;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of one protected message: 128 random bits, written as 32 lower-case hexadecimal digits.
 *
 * <p>It is not the {@code Message-ID} of the mail, and it is no secret: it opens nothing.
 */
public record MessageId(String text) {
    /** The length of the binary form. */
    public static final int BYTES = 16;

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public MessageId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a message id is 32 lower-case hexadecimal digits");
        }
    }

    public static MessageId random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return of(bytes);
    }

    public static MessageId of(byte[] bytes) {
        return new MessageId(HexFormat.of().formatHex(bytes).toLowerCase(Locale.ROOT));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
