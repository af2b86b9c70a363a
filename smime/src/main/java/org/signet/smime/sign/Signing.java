package org.signet.smime.sign;

import org.signet.smime.mime.MimeLimitException;

/** What became of a message that was to be signed. */
public sealed interface Signing {
    /**
     * The signed message has been written.
     *
     * @param micalg the digest, as the message names it
     * @param robust whether no server on the way has a reason to change what was signed
     */
    record Signed(String micalg, boolean robust) implements Signing {}

    /** It has more structure than is allowed; nothing has been written. */
    record Refused(MimeLimitException.Limit limit) implements Signing {}
}
