package org.signet.transport.policy;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dns.DomainName;

import java.util.Comparator;
import java.util.List;

/**
 * The protection that one connection must have before any mail goes over it; {@link TlsDecision}
 * makes them. Equal policies demand the same.
 */
public sealed interface TlsPolicy {
    /** A policy by which TLS may be used. */
    sealed interface UsesTls extends TlsPolicy {
        /** The lowest version of TLS. */
        TlsVersion lowest();
    }

    /** TLS with a server that DANE authenticates. */
    record Authenticated(DanePolicy.Authenticate dane, TlsVersion lowest) implements UsesTls {
        public Authenticated(DanePolicy.Authenticate dane) {
            this(dane, TlsVersion.USUAL);
        }
    }

    /**
     * TLS with a server whose certificate a well-known authority vouches for, and which is for one
     * of the names.
     */
    record Verified(List<DomainName> names, TlsVersion lowest) implements UsesTls {
        public Verified {
            names =
                    names.stream()
                            .distinct()
                            .sorted(Comparator.comparing(DomainName::text))
                            .toList();
            if (names.isEmpty()) {
                throw new IllegalArgumentException("There is no name to verify");
            }
        }

        public Verified(List<DomainName> names) {
            this(names, TlsVersion.USUAL);
        }
    }

    /** TLS, with whomever. */
    record Encrypted(TlsVersion lowest) implements UsesTls {
        public Encrypted() {
            this(TlsVersion.USUAL);
        }
    }

    /**
     * TLS where STARTTLS is offered, plain text where it is not.
     *
     * @param plainAfterFailedHandshake whether plain text is also allowed where TLS is offered but
     *     cannot be established
     */
    record Opportunistic(boolean plainAfterFailedHandshake, TlsVersion lowest) implements UsesTls {
        public Opportunistic(boolean plainAfterFailedHandshake) {
            this(plainAfterFailedHandshake, TlsVersion.USUAL);
        }
    }

    /** Plain text, also where STARTTLS is offered. */
    record Plain() implements TlsPolicy {}

    /** No connection now. */
    record Deferred(Reason reason, String detail) implements TlsPolicy {}
}
