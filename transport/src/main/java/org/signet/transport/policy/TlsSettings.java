package org.signet.transport.policy;

import org.signet.transport.dns.DomainName;

import java.util.List;

/**
 * What the operator asks of the connections to one destination.
 *
 * @param insecureMx what TLSA records are worth behind insecure MX records
 * @param names for level {@code verify}: what the certificate must be for; empty for the names that
 *     the destination itself gives
 * @param lowest the lowest version of TLS
 * @param origin where this was set, for logs and for people
 */
public record TlsSettings(
        TlsLevel level,
        InsecureMxPolicy insecureMx,
        List<DomainName> names,
        TlsVersion lowest,
        String origin) {
    public TlsSettings {
        names = List.copyOf(names);
    }

    /** A level for all destinations. */
    public static TlsSettings of(TlsLevel level) {
        return of(level, InsecureMxPolicy.DANE);
    }

    /** A level for all destinations. */
    public static TlsSettings of(TlsLevel level, InsecureMxPolicy insecureMx) {
        return new TlsSettings(level, insecureMx, List.of(), TlsVersion.USUAL, "tlsLevel");
    }

    /**
     * Tells whether a host's TLSA records are looked for.
     *
     * @param secureRoute whether the host was found over secure MX records
     */
    public boolean asksDane(boolean secureRoute) {
        boolean alsoInsecure = level == TlsLevel.DANE && insecureMx != InsecureMxPolicy.MAY;
        return level.asksDane() && (secureRoute || alsoInsecure);
    }
}
