package org.signet.smime.trust;

/** What is known about the revocation of one certificate. */
public sealed interface RevocationStatus {
    /** It was found not to be revoked, in something that is in force. */
    record Good() implements RevocationStatus {}

    /** It is revoked. */
    record Revoked(String detail) implements RevocationStatus {}

    /** It could not be found out. */
    record Unknown(String detail) implements RevocationStatus {}
}
