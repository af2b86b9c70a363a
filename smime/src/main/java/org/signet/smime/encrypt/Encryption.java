package org.signet.smime.encrypt;

import org.signet.smime.mime.MimeLimitException;

/** What became of a message that was to be encrypted. */
public sealed interface Encryption {
    /** The encrypted message has been written, for so many certificates. */
    record Encrypted(int certificates) implements Encryption {}

    /** It has more structure than is allowed; nothing has been written. */
    record Refused(MimeLimitException.Limit limit) implements Encryption {}
}
