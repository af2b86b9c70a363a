package org.signet.portal.web;

import org.signet.portal.passcode.Digest;
import org.signet.portal.passcode.PortalKey;
import org.signet.portal.passcode.PortalKey.Purpose;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/** Tells a form of ours, sent by the browser that got it, from one that another site sends. */
final class FormGuard {
    private static final Set<String> OWN_FETCH = Set.of("same-origin", "none");

    private final PortalKey key;
    private final String origin;

    FormGuard(PortalKey key, URI publicUrl) {
        this.key = key;
        this.origin = publicUrl.toString();
    }

    /** Whether a form is taken. */
    enum Verdict {
        OURS,
        FOREIGN_SITE,
        NO_COOKIE,
        NO_PROOF
    }

    /**
     * What a request says of where it comes from.
     *
     * @param origin the field {@code Origin}
     * @param fetchSite the field {@code Sec-Fetch-Site}
     * @param browser the browser cookie
     */
    record Source(Optional<String> origin, Optional<String> fetchSite, Optional<String> browser) {}

    /** What a form carries for the browser it is given to, and for one link. */
    String proof(String browser, String token) {
        Digest digest = key.digest(Purpose.FORM, browser, token);
        return digest.value();
    }

    Verdict check(Source source, String token, String proof) {
        boolean foreignOrigin =
                source.origin()
                        .filter(value -> !value.equals("null"))
                        .filter(value -> !value.equalsIgnoreCase(origin))
                        .isPresent();
        boolean foreignFetch =
                source.fetchSite().filter(value -> !OWN_FETCH.contains(value)).isPresent();
        if (foreignOrigin || foreignFetch) {
            return Verdict.FOREIGN_SITE;
        }
        if (source.browser().isEmpty()) {
            return Verdict.NO_COOKIE;
        }
        byte[] expected = proof(source.browser().get(), token).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, proof.getBytes(StandardCharsets.UTF_8))
                ? Verdict.OURS
                : Verdict.NO_PROOF;
    }
}
