package org.signet.transport.policy;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dns.DomainName;

import java.util.List;

/** Decides which protection a connection must have: a pure function. */
public final class TlsDecision {
    private final TlsSettings settings;
    private final Circumstances circumstances;

    private TlsDecision(TlsSettings settings, Circumstances circumstances) {
        this.settings = settings;
        this.circumstances = circumstances;
    }

    /**
     * Decides for one host.
     *
     * @param dane what DANE demands; not looked at where the level does not ask it
     * @param ownNames what the destination itself lets the host be called, for level {@code verify}
     */
    public static TlsPolicy decide(
            TlsSettings settings,
            Circumstances circumstances,
            DanePolicy dane,
            List<DomainName> ownNames) {
        return new TlsDecision(settings, circumstances).decide(dane, ownNames);
    }

    private TlsPolicy decide(DanePolicy dane, List<DomainName> ownNames) {
        return switch (settings.level()) {
            case NONE ->
                    circumstances.tlsDemanded()
                            ? new TlsPolicy.Deferred(
                                    Reason.TLS_DEMANDED,
                                    "the message demands TLS, which "
                                            + settings.origin()
                                            + " turns off here")
                            : new TlsPolicy.Plain();
            case MAY -> optional();
            case ENCRYPT -> new TlsPolicy.Encrypted(settings.lowest());
            case VERIFY -> verified(ownNames);
            case DANE -> byDane(dane);
            case DANE_ONLY -> onlyByDane(dane);
        };
    }

    private TlsPolicy optional() {
        return circumstances.tlsDemanded()
                ? new TlsPolicy.Encrypted(settings.lowest())
                : new TlsPolicy.Opportunistic(circumstances.laterTry(), settings.lowest());
    }

    private TlsPolicy verified(List<DomainName> ownNames) {
        List<DomainName> names = settings.names().isEmpty() ? ownNames : settings.names();
        return names.isEmpty()
                ? new TlsPolicy.Deferred(
                        Reason.NO_REFERENCE_NAME,
                        "there is no name that the certificate could be for; "
                                + settings.origin()
                                + " needs names=")
                : new TlsPolicy.Verified(names, settings.lowest());
    }

    private TlsPolicy byDane(DanePolicy dane) {
        return switch (dane) {
            case DanePolicy.Authenticate authenticate ->
                    authenticate.secureRoute() || settings.insecureMx() == InsecureMxPolicy.DANE
                            ? new TlsPolicy.Authenticated(authenticate, settings.lowest())
                            : insecureRoute();
            case DanePolicy.EncryptOnly only -> new TlsPolicy.Encrypted(settings.lowest());
            case DanePolicy.NotApplicable not -> optional();
            case DanePolicy.Defer defer -> undecidable(defer);
        };
    }

    private TlsPolicy insecureRoute() {
        return settings.insecureMx() == InsecureMxPolicy.ENCRYPT
                ? new TlsPolicy.Encrypted(settings.lowest())
                : optional();
    }

    /** RFC 7672 §2.2.1 and §6: mandatory DANE needs secure MX records and usable TLSA records. */
    private TlsPolicy onlyByDane(DanePolicy dane) {
        return switch (dane) {
            case DanePolicy.Authenticate authenticate ->
                    authenticate.secureRoute()
                            ? new TlsPolicy.Authenticated(authenticate, settings.lowest())
                            : daneRequired(DanePolicy.NotApplicable.Reason.INSECURE_MX.text());
            case DanePolicy.EncryptOnly only ->
                    daneRequired("all TLSA records are unusable: " + only.unusable());
            case DanePolicy.NotApplicable not -> daneRequired(not.reason().text());
            case DanePolicy.Defer defer -> undecidable(defer);
        };
    }

    /** RFC 7672 §2.1.2: what cannot be found out must not look like absence. */
    private static TlsPolicy undecidable(DanePolicy.Defer defer) {
        return new TlsPolicy.Deferred(
                switch (defer.cause()) {
                    case TLSA_BOGUS -> Reason.TLSA_BOGUS;
                    case TLSA_LOOKUP_FAILED -> Reason.TLSA_LOOKUP_FAILED;
                },
                defer.detail());
    }

    private static TlsPolicy daneRequired(String detail) {
        return new TlsPolicy.Deferred(Reason.DANE_REQUIRED, detail);
    }
}
