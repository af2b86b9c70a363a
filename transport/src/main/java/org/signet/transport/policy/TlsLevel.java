package org.signet.transport.policy;

/** How much protection the operator asks for at least. */
public enum TlsLevel {
    /** What the destination publishes by DANE; opportunistic TLS where it publishes nothing. */
    DANE,
    /** As {@link #DANE}, but never plain text. */
    ENCRYPT,
    /** Only destinations that DANE authenticates. */
    DANE_ONLY
}
