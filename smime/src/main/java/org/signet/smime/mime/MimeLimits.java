package org.signet.smime.mime;

/**
 * How much structure a message may have.
 *
 * @param headerBytes the length of one header, that of the message or of a part
 * @param parts the number of parts, at all depths together
 * @param depth how deep parts and messages lie in each other
 */
public record MimeLimits(int headerBytes, int parts, int depth) {
    public static final MimeLimits DEFAULT = new MimeLimits(1024 * 1024, 10_000, 64);
}
