package org.signet.transport.dane;

import org.signet.transport.dns.DomainName;

import java.util.List;

/** What DANE demands of a connection to one mail host. */
public sealed interface DanePolicy {
    /** DANE has no say; what would be done without it is done. */
    record NotApplicable(Reason reason) implements DanePolicy {
        /** Why DANE has no say. */
        public enum Reason {
            /** The MX record set, or an alias that led to it, is not signed. */
            INSECURE_MX,
            /**
             * The addresses of the host are not signed, so there is no point in asking for TLSA.
             */
            INSECURE_HOST,
            /** There is no TLSA record, or none that is secure. */
            NO_TLSA
        }
    }

    /** TLS is mandatory, but no record can authenticate the server. */
    record EncryptOnly(List<Tlsa.Unusable> unusable, DomainName baseDomain) implements DanePolicy {
        public EncryptOnly {
            unusable = List.copyOf(unusable);
        }
    }

    /**
     * TLS is mandatory and the server must be one that the records name.
     *
     * @param baseDomain the TLSA base domain, which the client asks for by SNI
     * @param referenceNames what a certificate below a DANE-TA anchor may be for
     */
    record Authenticate(List<Tlsa> records, DomainName baseDomain, List<DomainName> referenceNames)
            implements DanePolicy {
        public Authenticate {
            records = List.copyOf(records);
            referenceNames = List.copyOf(referenceNames);
        }
    }

    /** Whether there are records could not be found out: come back later, and never weaker. */
    record Defer(Cause cause, String detail) implements DanePolicy {
        /** How the lookup failed. */
        public enum Cause {
            TLSA_BOGUS,
            TLSA_LOOKUP_FAILED
        }
    }
}
