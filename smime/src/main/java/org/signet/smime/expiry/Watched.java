package org.signet.smime.expiry;

import org.signet.smime.trust.Fingerprint;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;

/**
 * Something that ends.
 *
 * @param names what it stands for: addresses and domains, or the name of an authority
 * @param subject whose it is; of a list, whose list
 * @param until the last moment at which it is valid
 */
public record Watched(
        Kind kind,
        Set<String> names,
        String subject,
        Fingerprint fingerprint,
        Instant from,
        Instant until,
        Path file) {
    /** What it is. */
    public enum Kind {
        SIGNING_KEY("signing key"),
        RECIPIENT("certificate of a recipient"),
        AUTHORITY("certificate of an authority"),
        REVOCATION_LIST("revocation list");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    public Watched {
        names = Set.copyOf(names);
    }
}
