package org.signet.transport.policy;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dns.DomainName;

import java.util.Comparator;
import java.util.List;

/** The protection that one connection must have before any mail goes over it. */
public sealed interface TlsPolicy {
    /** TLS with a server that DANE authenticates. */
    record Authenticated(DanePolicy.Authenticate dane) implements TlsPolicy {}

    /**
     * TLS with a server whose certificate a well-known authority vouches for, and which is for one
     * of the names.
     */
    record Verified(List<DomainName> names) implements TlsPolicy {
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
    }

    /** TLS, with whomever. */
    record Encrypted() implements TlsPolicy {}

    /**
     * TLS where STARTTLS is offered, plain text where it is not.
     *
     * @param plainAfterFailedHandshake whether plain text is also allowed where TLS is offered but
     *     cannot be established
     */
    record Opportunistic(boolean plainAfterFailedHandshake) implements TlsPolicy {}

    /** Plain text, also where STARTTLS is offered. */
    record Plain() implements TlsPolicy {}

    /** No connection now. */
    record Deferred(Reason reason, String detail) implements TlsPolicy {}

    /**
     * Decides for one host.
     *
     * @param laterTry whether an earlier try to deliver this message failed
     */
    static TlsPolicy decide(TlsLevel level, DanePolicy dane, boolean laterTry) {
        return switch (dane) {
            case DanePolicy.Authenticate authenticate -> new Authenticated(authenticate);
            case DanePolicy.EncryptOnly only ->
                    level == TlsLevel.DANE_ONLY
                            ? daneRequired("all TLSA records are unusable: " + only.unusable())
                            : new Encrypted();
            case DanePolicy.NotApplicable not -> withoutDane(level, not.reason(), laterTry);
            case DanePolicy.Defer defer ->
                    new Deferred(
                            switch (defer.cause()) {
                                case TLSA_BOGUS -> Reason.TLSA_BOGUS;
                                case TLSA_LOOKUP_FAILED -> Reason.TLSA_LOOKUP_FAILED;
                            },
                            defer.detail());
        };
    }

    /** Decides for a host that has no name to ask DANE about. */
    static TlsPolicy withoutName(TlsLevel level, boolean laterTry) {
        return withoutDane(level, DanePolicy.NotApplicable.Reason.INSECURE_HOST, laterTry);
    }

    private static TlsPolicy withoutDane(
            TlsLevel level, DanePolicy.NotApplicable.Reason why, boolean laterTry) {
        return switch (level) {
            case DANE -> new Opportunistic(laterTry);
            case ENCRYPT -> new Encrypted();
            case DANE_ONLY ->
                    daneRequired(
                            switch (why) {
                                case INSECURE_MX -> "the MX records are not signed";
                                case INSECURE_HOST -> "the host's addresses are not signed";
                                case NO_TLSA -> "the host has no signed TLSA records";
                            });
        };
    }

    private static TlsPolicy daneRequired(String detail) {
        return new Deferred(Reason.DANE_REQUIRED, detail);
    }
}
