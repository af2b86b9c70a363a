package org.signet.transport.policy;

/**
 * What secure TLSA records of a host are worth at level {@code dane} where the MX records that
 * named the host are not secure (RFC 7672 §2.2.1 leaves it to the client).
 *
 * <p>Whoever can forge the MX records can name a host of their own, with records of its own. What
 * the records still protect from is an attacker on the way to the true host.
 */
public enum InsecureMxPolicy {
    /** TLS, and the server must be the one that the records name. */
    DANE,
    /** TLS, with whomever. */
    ENCRYPT,
    /** Nothing: they are not asked for. */
    MAY
}
