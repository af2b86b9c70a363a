package org.signet.smime.sign;

import org.signet.smime.mime.MimeLimitException;

/** What became of a message that was to be signed. */
public sealed interface Signing {
    /** The signed message has been written. */
    record Signed(String micalg) implements Signing {}

    /** It has more structure than is allowed; nothing has been written. */
    record Refused(MimeLimitException.Limit limit) implements Signing {}
}
