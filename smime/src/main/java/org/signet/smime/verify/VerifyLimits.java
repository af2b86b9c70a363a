package org.signet.smime.verify;

import org.signet.smime.mime.MimeLimits;

/**
 * How much is looked at.
 *
 * @param layers signatures and envelopes in each other
 * @param signatures layers in the whole message, also those in its parts
 * @param parts parts of the message, at all depths together
 * @param depth how deep multiparts lie in each other
 * @param signers signers of one layer
 * @param certificates certificates in one layer
 * @param lists revocation lists in one layer
 */
public record VerifyLimits(
        int layers,
        int signatures,
        int parts,
        int depth,
        int signers,
        int certificates,
        int lists) {
    public static final VerifyLimits DEFAULT =
            new VerifyLimits(
                    5, 20, MimeLimits.DEFAULT.parts(), MimeLimits.DEFAULT.depth(), 16, 100, 50);
}
