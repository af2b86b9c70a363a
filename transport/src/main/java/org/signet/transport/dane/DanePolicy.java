package org.signet.transport.dane;

import org.signet.transport.dns.DomainName;

import java.util.Comparator;
import java.util.List;

/**
 * What DANE demands of a connection to one mail host.
 *
 * <p>Two policies are equal when they demand the same, in whatever order the records came: kept
 * connections and TLS sessions are used again only where the policy is equal.
 */
public sealed interface DanePolicy {
    /** DANE has no say; what would be done without it is done. */
    record NotApplicable(Reason reason) implements DanePolicy {
        /** Why DANE has no say. */
        public enum Reason {
            /** The level does not ask DANE. */
            NOT_ASKED("DANE is not asked"),
            /** The MX record set, or an alias that led to it, is not signed. */
            INSECURE_MX("the MX records are not signed"),
            /** An address has no name to ask about (RFC 7672 §2.2). */
            NO_NAME("an address has no TLSA records"),
            /**
             * The addresses of the host are not signed, so there is no point in asking for TLSA.
             */
            INSECURE_HOST("the host's addresses are not signed"),
            /** There is no TLSA record, or none that is secure. */
            NO_TLSA("the host has no signed TLSA records");

            private final String text;

            Reason(String text) {
                this.text = text;
            }

            public String text() {
                return text;
            }
        }
    }

    /** TLS is mandatory, but no record can authenticate the server. */
    record EncryptOnly(List<Tlsa.Unusable> unusable, DomainName baseDomain) implements DanePolicy {
        public EncryptOnly {
            unusable = inOneOrder(unusable);
        }
    }

    /**
     * TLS is mandatory and the server must be one that the records name.
     *
     * @param baseDomain the TLSA base domain, which the client asks for by SNI
     * @param referenceNames what a certificate below a DANE-TA anchor may be for
     * @param secureRoute whether the MX records that named the host are secure; where they are not,
     *     the server is the one that the host's zone names, but nobody vouches for the host being
     *     the destination's
     */
    record Authenticate(
            List<Tlsa> records,
            DomainName baseDomain,
            List<DomainName> referenceNames,
            boolean secureRoute)
            implements DanePolicy {
        public Authenticate {
            records = inOneOrder(records);
            referenceNames = referenceNames.stream().distinct().toList();
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

    private static <T extends Tlsa> List<T> inOneOrder(List<T> records) {
        return records.stream()
                .distinct()
                .sorted(Comparator.comparing(Tlsa::presentation))
                .toList();
    }
}
