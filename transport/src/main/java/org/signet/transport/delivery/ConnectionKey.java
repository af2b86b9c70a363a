package org.signet.transport.delivery;

import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Target;

/**
 * What two messages must have in common to go over one connection: the address with the name that
 * it was found by, and the policy that the server was judged by.
 *
 * <p>A host found over unsigned MX records is thereby never the same as one found over signed ones,
 * and a server that was held against one set of TLSA records not the same as one held against
 * another.
 */
record ConnectionKey(Target target, TlsPolicy policy) {
    static ConnectionKey of(Target target, TlsPolicy policy) {
        return new ConnectionKey(target, policy);
    }
}
