package org.signet.transport.policy;

/**
 * What a decision depends on besides the destination.
 *
 * @param laterTry whether an earlier try to deliver the message failed
 * @param tlsDemanded whether the message must not go in plain text, whatever the destination; the
 *     place for REQUIRETLS (RFC 8689), which is not implemented yet
 */
public record Circumstances(boolean laterTry, boolean tlsDemanded) {}
