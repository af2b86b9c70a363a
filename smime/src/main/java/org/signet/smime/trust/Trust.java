package org.signet.smime.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;

/** Whether a certificate is to be believed, for signing or encrypting mail, at a moment. */
public sealed interface Trust {
    /**
     * It is.
     *
     * @param path from the certificate to the root, both included
     * @param revocationChecked whether it was found out that none of them is revoked
     */
    record Trusted(List<X509Certificate> path, boolean revocationChecked) implements Trust {
        public Trusted {
            path = List.copyOf(path);
        }
    }

    /** It is not. */
    record Untrusted(Reason reason, String detail) implements Trust {}

    /** Whether it is revoked could not be found out. */
    record Unknown(String detail) implements Trust {}

    /** Why a certificate is not believed. */
    enum Reason {
        KEY_USAGE,
        EXTENDED_KEY_USAGE,
        EXPIRED,
        NOT_YET_VALID,
        WEAK_ALGORITHM,
        NO_PATH,
        INVALID_PATH,
        LIMIT_EXCEEDED,
        REVOKED,
        /** The operator does not want it to be used. */
        BLOCKED;

        /** The word for programs. */
        public String code() {
            return this == NO_PATH
                    ? "untrusted"
                    : name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
