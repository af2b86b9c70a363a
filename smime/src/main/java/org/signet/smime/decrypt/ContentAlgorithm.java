package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;

import java.util.Optional;

/** The ciphers that content may be encrypted with. */
public enum ContentAlgorithm {
    AES_128_GCM(NISTObjectIdentifiers.id_aes128_GCM, 16, true),
    AES_192_GCM(NISTObjectIdentifiers.id_aes192_GCM, 24, true),
    AES_256_GCM(NISTObjectIdentifiers.id_aes256_GCM, 32, true),
    AES_128_CBC(NISTObjectIdentifiers.id_aes128_CBC, 16, false),
    AES_192_CBC(NISTObjectIdentifiers.id_aes192_CBC, 24, false),
    AES_256_CBC(NISTObjectIdentifiers.id_aes256_CBC, 32, false);

    private final String identifier;
    private final int keyBytes;
    private final boolean authenticated;

    ContentAlgorithm(ASN1ObjectIdentifier identifier, int keyBytes, boolean authenticated) {
        this.identifier = identifier.getId();
        this.keyBytes = keyBytes;
        this.authenticated = authenticated;
    }

    static Optional<ContentAlgorithm> of(ASN1ObjectIdentifier identifier) {
        for (ContentAlgorithm each : values()) {
            if (each.identifier.equals(identifier.getId())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    int keyBytes() {
        return keyBytes;
    }

    public boolean isAuthenticated() {
        return authenticated;
    }
}
