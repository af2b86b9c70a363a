package org.signet.transport.dane;

import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;

/** One TLSA record: usable, or unusable for a reason. */
public sealed interface Tlsa {
    /** The record as a zone file shows it, such as {@code 3 1 1 0f3c…}. */
    String presentation();

    /** A record that can authenticate a server; {@code data} is hexadecimal. */
    record Usable(CertificateUsage usage, Selector selector, MatchingType matching, String data)
            implements Tlsa {
        /** Tells whether the record names this certificate, wherever it stands in a chain. */
        public boolean matches(X509Certificate certificate) {
            return MessageDigest.isEqual(
                    HexFormat.of().parseHex(data), matching.apply(selector.select(certificate)));
        }

        @Override
        public String presentation() {
            return usage.code() + " " + selector.code() + " " + matching.code() + " " + data;
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(data);
        }

        @Override
        public String toString() {
            return presentation();
        }
    }

    /** A record that cannot; its presence still makes TLS mandatory (RFC 7672 §2.2). */
    record Unusable(String presentation, Why why) implements Tlsa {
        /** Why a record is unusable. */
        public enum Why {
            TRUNCATED("it is too short"),
            PKIX_USAGE("usages 0 and 1 cannot be used with SMTP"),
            UNKNOWN_USAGE("its usage is unknown"),
            UNKNOWN_SELECTOR("its selector is unknown"),
            UNKNOWN_MATCHING_TYPE("its matching type is unknown"),
            WRONG_DIGEST_LENGTH("its digest has the wrong length"),
            MALFORMED_CERTIFICATE("its data are no certificate"),
            MALFORMED_KEY("its data are no public key of a known kind");

            private final String text;

            Why(String text) {
                this.text = text;
            }

            public String text() {
                return text;
            }
        }

        @Override
        public String toString() {
            return presentation + " (unusable: " + why.text() + ")";
        }
    }

    /** Makes the record that names a certificate. */
    static Usable of(
            CertificateUsage usage,
            Selector selector,
            MatchingType matching,
            X509Certificate certificate) {
        byte[] data = matching.apply(selector.select(certificate));
        return new Usable(usage, selector, matching, HexFormat.of().formatHex(data));
    }

    /** Reads the data of a record; nothing that is in them makes this fail. */
    static Tlsa parse(byte[] rdata) {
        return TlsaParser.parse(rdata);
    }

    /**
     * Reads a record as a zone file shows it.
     *
     * @throws IllegalArgumentException if the text is not three numbers from 0 to 255 and
     *     hexadecimal data
     */
    static Tlsa parsePresentation(String text) {
        return TlsaParser.parsePresentation(text);
    }
}
