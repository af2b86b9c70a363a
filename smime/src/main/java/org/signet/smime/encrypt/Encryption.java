package org.signet.smime.encrypt;

import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.structure.Protection;

/** What became of a message that was to be encrypted. */
public sealed interface Encryption {
    /** The encrypted message has been written, for so many certificates. */
    record Encrypted(int certificates) implements Encryption {}

    /** It is encrypted with S/MIME already; nothing has been written. */
    record AlreadyEncrypted(Protection.Encrypted by) implements Encryption {}

    /** It has more structure than is allowed; nothing has been written. */
    record Refused(MimeLimitException.Limit limit) implements Encryption {}
}
