package org.signet.smime.encrypt;

/** How RSA transports the content key. */
public enum RsaPadding {
    /** RSAES-OAEP with SHA-256 (RFC 3560, RFC 8551 §2.3), which leaves no padding to probe. */
    OAEP,
    /** RSAES-PKCS1-v1_5 (RFC 3370 §4.2.1), which is what old programs read. */
    PKCS1_V15
}
