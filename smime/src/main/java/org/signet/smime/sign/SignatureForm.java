package org.signet.smime.sign;

/** How a signed message is written. */
public enum SignatureForm {
    /**
     * {@code multipart/signed}: readable without S/MIME, but at the mercy of servers on the way.
     */
    DETACHED,
    /** {@code application/pkcs7-mime}: what is signed lies inside, where no server changes it. */
    OPAQUE
}
