package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;

import java.util.Optional;

/** The ciphers that content may be encrypted with. */
public enum ContentAlgorithm {
    AES_128_GCM(NISTObjectIdentifiers.id_aes128_GCM, 16, true),
    AES_192_GCM(NISTObjectIdentifiers.id_aes192_GCM, 24, true),
    AES_256_GCM(NISTObjectIdentifiers.id_aes256_GCM, 32, true),
    AES_128_CCM(NISTObjectIdentifiers.id_aes128_CCM, 16, true),
    AES_192_CCM(NISTObjectIdentifiers.id_aes192_CCM, 24, true),
    AES_256_CCM(NISTObjectIdentifiers.id_aes256_CCM, 32, true),
    CHACHA20_POLY1305(PKCSObjectIdentifiers.id_alg_AEADChaCha20Poly1305, 32, true),
    AES_128_CBC(NISTObjectIdentifiers.id_aes128_CBC, 16, false),
    AES_192_CBC(NISTObjectIdentifiers.id_aes192_CBC, 24, false),
    AES_256_CBC(NISTObjectIdentifiers.id_aes256_CBC, 32, false),
    /** Triple DES; only for old mail, when asked for. */
    DES_EDE3_CBC(PKCSObjectIdentifiers.des_EDE3_CBC, 24, false);

    /** Octets of content that is kept in memory until its tag has been checked. */
    static final long MOST_IN_MEMORY = 8L * 1024 * 1024;

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

    /** Whether it is only accepted for old mail. */
    boolean isOld() {
        return this == DES_EDE3_CBC;
    }

    /** Whether all content has to be in memory: CCM (RFC 3610) is told the length first. */
    boolean needsWhole() {
        return this == AES_128_CCM || this == AES_192_CCM || this == AES_256_CCM;
    }

    /** What the provider calls the keys. */
    String keyName() {
        return switch (this) {
            case CHACHA20_POLY1305 -> "ChaCha7539";
            case DES_EDE3_CBC -> "DESede";
            default -> "AES";
        };
    }
}
