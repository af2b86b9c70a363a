package org.signet.smime.verify;

import java.util.Locale;

/** Whether to believe that something was signed by its author. */
public sealed interface Verdict {
    /** It was, by one who is trusted. */
    record Valid() implements Verdict {}

    /**
     * It was not, or nobody should believe so.
     *
     * @param detail for people, without anything from the content
     */
    record Invalid(Reason reason, String detail) implements Verdict {}

    /** It could not be found out. */
    record Undecidable(Reason reason, String detail) implements Verdict {}

    /** Why a signature is not valid; the words are stable. */
    enum Reason {
        /** There is no signature. */
        NOT_SIGNED,
        /** Only parts of the message are signed. */
        PARTLY_SIGNED,
        /** It is encrypted; whether it is signed can be seen only by who decrypts it. */
        ENCRYPTED,
        /** What claims to be a signature is not one, or has a structure that is not allowed. */
        MALFORMED,
        /** It has more layers, signers, certificates and so on than are looked at. */
        LIMIT_EXCEEDED,
        /** It is of a kind that is not known here. */
        UNSUPPORTED,
        /** It is signed by nobody. */
        NO_SIGNERS,
        /** The certificate of a signer is not there. */
        NO_SIGNER_CERTIFICATE,
        /** What was signed is not the content. */
        ALTERED,
        /** The signature was not made with the key of the certificate. */
        BAD_SIGNATURE,
        /** The signed attributes break the rules of RFC 5652 §5.3 and §11. */
        SIGNED_ATTRIBUTES,
        /** The signer named another certificate (RFC 5035). */
        CERTIFICATE_MISMATCH,
        /** Digest, signature algorithm and key do not belong together. */
        ALGORITHM_MISMATCH,
        /** An algorithm or a key is too weak. */
        WEAK_ALGORITHM,
        /** The key usage of the certificate does not allow signatures. */
        KEY_USAGE,
        /** The extended key usage does not allow mail. */
        EXTENDED_KEY_USAGE,
        EXPIRED,
        NOT_YET_VALID,
        /** No chain of certificates leads to a trusted root. */
        UNTRUSTED,
        /** A chain leads to a trusted root but breaks its rules (RFC 5280 §6). */
        INVALID_PATH,
        REVOKED,
        /** The operator has blocked the certificate, or the key, of a signer or an authority. */
        BLOCKED,
        /** Whether a certificate is blocked could not be found out. */
        BLOCK_LIST_UNREADABLE,
        /** Whether a certificate is revoked could not be found out. */
        REVOCATION_UNKNOWN,
        /** The certificate is not that of the author. */
        FROM_MISMATCH;

        /** The word for programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** {@code valid}, {@code invalid} or {@code undecidable}. */
    default String word() {
        return switch (this) {
            case Valid valid -> "valid";
            case Invalid invalid -> "invalid";
            case Undecidable open -> "undecidable";
        };
    }

    /** What both of two say together: the worse one, the first of two that are equally bad. */
    default Verdict and(Verdict other) {
        return switch (this) {
            case Valid valid -> other;
            case Invalid invalid -> this;
            case Undecidable open -> other instanceof Invalid ? other : this;
        };
    }
}
