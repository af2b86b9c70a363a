package org.signet.transport.delivery;

import org.signet.transport.dane.CertificateUsage;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Target;

import java.util.List;

/**
 * What two messages must have in common to go over one connection: the address with the name that
 * it was found by, and the policy that the server was judged by.
 *
 * <p>A host found over unsigned MX records is thereby never the same as one found over signed ones,
 * and a server that was held against one set of TLSA records not the same as one held against
 * another. Where no record is DANE-TA the names that a certificate may be for do not matter (RFC
 * 7671 §5.1), so that domains on one such host share its connections.
 */
record ConnectionKey(Target target, TlsPolicy policy) {
    static ConnectionKey of(Target target, TlsPolicy policy) {
        return new ConnectionKey(target, withoutNeedlessNames(policy));
    }

    private static TlsPolicy withoutNeedlessNames(TlsPolicy policy) {
        if (policy instanceof TlsPolicy.Authenticated authenticated
                && authenticated.dane().records().stream().noneMatch(ConnectionKey::looksAtNames)) {
            DanePolicy.Authenticate dane = authenticated.dane();
            return new TlsPolicy.Authenticated(
                    new DanePolicy.Authenticate(
                            dane.records(), dane.baseDomain(), List.of(), dane.secureRoute()),
                    authenticated.lowest());
        }
        return policy;
    }

    private static boolean looksAtNames(Tlsa record) {
        return record instanceof Tlsa.Usable usable && usable.usage() == CertificateUsage.DANE_TA;
    }
}
