package org.signet.smime.verify;

import java.util.List;
import java.util.Locale;

/**
 * One layer of protection in a message.
 *
 * @param part where it is: {@code 1} is the message, {@code 1.2} the second part of it, or for a
 *     layer that lies directly in another one, what is in that
 * @param spine whether all of the message is in it
 */
public record Layer(String part, Kind kind, boolean spine, Verdict verdict, List<Signer> signers) {
    /** The kinds of protection. */
    public enum Kind {
        /** {@code multipart/signed} with a detached signature. */
        MULTIPART_SIGNED,
        /** CMS signed-data with the content inside. */
        SIGNED_DATA,
        /** CMS enveloped-data or authEnveloped-data. */
        ENCRYPTED,
        /** Signed or encrypted by another system such as OpenPGP. */
        FOREIGN;

        /** The word for programs. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean isSignature() {
            return this == MULTIPART_SIGNED || this == SIGNED_DATA;
        }
    }

    public Layer {
        signers = List.copyOf(signers);
    }
}
