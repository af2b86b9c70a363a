package org.signet.portal.passcode;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;

/** A keyed digest made by {@link PortalKey}, in base64url; what is stored in place of a secret. */
public record Digest(String value) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{22,100}");

    /** Stands where there is nothing to compare with; the digest of nothing that was ever given. */
    static final Digest NONE = new Digest("A".repeat(43));

    public Digest {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a digest");
        }
    }

    /** Compares in time that does not depend on where the two differ. */
    public boolean matches(Digest other) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.US_ASCII),
                other.value.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "Digest";
    }
}
