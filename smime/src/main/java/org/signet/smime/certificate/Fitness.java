package org.signet.smime.certificate;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;

/** Whether a certificate may be used for something, apart from the time. */
public sealed interface Fitness {
    /** It may. */
    record Fit(KeyKind kind) implements Fitness {}

    /** It may not. */
    record Unfit(Reason reason) implements Fitness {}

    /** Why a certificate may not be used. */
    enum Reason {
        KEY_USAGE("its key usage does not allow this"),
        EXTENDED_KEY_USAGE("its extended key usage does not allow e-mail protection"),
        KEY_KIND("its key is not " + KeyKind.ALL),
        PURPOSE_OF_KEY("its key is of a kind that cannot do this"),
        UNREADABLE("its extensions cannot be read");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /** What a certificate is to be used for. */
    enum Use {
        SIGN,
        ENCRYPT
    }

    static Fitness decide(X509Certificate certificate, Use use) {
        KeyKind kind = KeyKind.of(certificate).orElse(null);
        if (kind == null) {
            return new Unfit(Reason.KEY_KIND);
        }
        if (use == Use.SIGN ? !kind.family().signs() : !kind.family().encrypts()) {
            return new Unfit(Reason.PURPOSE_OF_KEY);
        }
        if (!keyUsageAllows(certificate.getKeyUsage(), use, kind)) {
            return new Unfit(Reason.KEY_USAGE);
        }
        try {
            return extendedKeyUsageAllows(certificate.getExtendedKeyUsage())
                    ? new Fit(kind)
                    : new Unfit(Reason.EXTENDED_KEY_USAGE);
        } catch (CertificateParsingException e) {
            return new Unfit(Reason.UNREADABLE);
        }
    }

    /**
     * RFC 8550 §4.4.2; the bits are numbered as in RFC 5280 §4.2.1.3. Keys are enciphered by RSA
     * and, as the RFC calls it too, by ML-KEM (RFC 9935 §5); the others agree on one (RFC 8410 §5).
     */
    private static boolean keyUsageAllows(
            boolean @org.jspecify.annotations.Nullable [] bits, Use use, KeyKind kind) {
        if (bits == null) {
            return true;
        }
        return switch (use) {
            case SIGN -> bits[0] || bits[1];
            case ENCRYPT ->
                    switch (kind.family()) {
                        case RSA, ML_KEM -> bits[2];
                        case EC, XDH, EDDSA, ML_DSA -> bits[4];
                    };
        };
    }

    /** RFC 8550 §4.4.4. */
    private static boolean extendedKeyUsageAllows(
            @org.jspecify.annotations.Nullable List<String> purposes) {
        return purposes == null
                || purposes.contains("1.3.6.1.5.5.7.3.4")
                || purposes.contains("2.5.29.37.0");
    }
}
