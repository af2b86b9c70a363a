package org.signet.transport.dane;

import org.signet.transport.dns.DomainName;

import java.util.List;
import java.util.Optional;

/** What DANE says of the chain that a server presented. */
public sealed interface DaneVerdict {
    /**
     * The server is the one that the domain names.
     *
     * @param depth where the matching certificate stands: 0 is the server's own; for a bare key
     *     that no presented certificate carries, one above the highest
     * @param name the name that the certificate was found to be for; none with DANE-EE
     */
    record Authenticated(Tlsa.Usable record, int depth, Optional<DomainName> name)
            implements DaneVerdict {}

    /** The server is not the one that the domain names. */
    record Rejected(Cause cause, String detail) implements DaneVerdict {}

    /** There are records but no usable one: encrypt, without knowing whom one talks to. */
    record AllUnusable(List<Tlsa.Unusable> records) implements DaneVerdict {
        public AllUnusable {
            records = List.copyOf(records);
        }
    }

    /** Why a chain is rejected; {@link #code()} is stable. */
    enum Cause {
        NO_CERTIFICATE("no-certificate"),
        TLSA_MISMATCH("tlsa-mismatch"),
        CERTIFICATE_EXPIRED("certificate-expired"),
        CERTIFICATE_NOT_YET_VALID("certificate-not-yet-valid"),
        CERTIFICATE_NAME_MISMATCH("certificate-name-mismatch"),
        CERTIFICATE_PURPOSE("certificate-purpose"),
        CERTIFICATE_PATH_INVALID("certificate-path-invalid");

        private final String code;

        Cause(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
