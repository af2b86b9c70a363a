package org.signet.rights;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The secret in one recipient's link: 256 random bits, written as 43 characters of base64url.
 *
 * <p>Only its digest is stored. {@code toString} does not show it, so that it cannot reach a log by
 * accident; {@link #text()} does.
 */
public final class LinkToken {
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final byte[] bytes;

    private LinkToken(byte[] bytes) {
        this.bytes = bytes;
    }

    public static LinkToken random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new LinkToken(bytes);
    }

    /** Reads the token out of a link; empty when the text cannot be one. */
    public static Optional<LinkToken> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        LinkToken token = new LinkToken(Base64.getUrlDecoder().decode(text));
        return token.text().equals(text) ? Optional.of(token) : Optional.empty();
    }

    /** The token as it stands in the link. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** What is stored in place of the token. */
    byte[] digest() {
        return Digests.sha256("signet link token v1", bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinkToken token && Arrays.equals(bytes, token.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "LinkToken[hidden]";
    }
}
