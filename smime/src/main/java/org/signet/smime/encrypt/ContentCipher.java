package org.signet.smime.encrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

/** What the content of a message is encrypted with, and thereby the kind of CMS structure. */
public enum ContentCipher {
    /** In AuthEnvelopedData (RFC 5083, RFC 5084): nobody can change it without being noticed. */
    AES_256_GCM(NISTObjectIdentifiers.id_aes256_GCM, true),
    AES_128_GCM(NISTObjectIdentifiers.id_aes128_GCM, true),
    /** In EnvelopedData (RFC 5652 §6), for programs that cannot read the former. */
    AES_256_CBC(NISTObjectIdentifiers.id_aes256_CBC, false),
    AES_128_CBC(NISTObjectIdentifiers.id_aes128_CBC, false);

    private final String identifier;
    private final boolean authenticated;

    ContentCipher(ASN1ObjectIdentifier identifier, boolean authenticated) {
        this.identifier = identifier.getId();
        this.authenticated = authenticated;
    }

    ASN1ObjectIdentifier identifier() {
        return new ASN1ObjectIdentifier(identifier);
    }

    public boolean isAuthenticated() {
        return authenticated;
    }

    /** RFC 8551 §3.2.2. */
    String smimeType() {
        return authenticated ? "authEnveloped-data" : "enveloped-data";
    }

    /** Who reads GCM reads OAEP; who needs CBC may know nothing newer than PKCS#1 v1.5. */
    public RsaPadding usualPadding() {
        return authenticated ? RsaPadding.OAEP : RsaPadding.PKCS1_V15;
    }
}
