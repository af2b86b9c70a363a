package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.smime.provider.Providers;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The digests that signatures are made over. */
enum DigestAlgorithm {
    MD5("MD5", PKCSObjectIdentifiers.md5, Strength.BROKEN),
    SHA_1("SHA-1", OIWObjectIdentifiers.idSHA1, Strength.WEAK),
    SHA_224("SHA-224", NISTObjectIdentifiers.id_sha224, Strength.GOOD),
    SHA_256("SHA-256", NISTObjectIdentifiers.id_sha256, Strength.GOOD),
    SHA_384("SHA-384", NISTObjectIdentifiers.id_sha384, Strength.GOOD),
    SHA_512("SHA-512", NISTObjectIdentifiers.id_sha512, Strength.GOOD),
    SHA3_256("SHA3-256", NISTObjectIdentifiers.id_sha3_256, Strength.GOOD),
    SHA3_384("SHA3-384", NISTObjectIdentifiers.id_sha3_384, Strength.GOOD),
    SHA3_512("SHA3-512", NISTObjectIdentifiers.id_sha3_512, Strength.GOOD),
    SHAKE128("SHAKE128-256", NISTObjectIdentifiers.id_shake128, Strength.GOOD),
    SHAKE256("SHAKE256-512", NISTObjectIdentifiers.id_shake256, Strength.GOOD),
    /** With its length as the parameter, which RFC 8419 §2.3 fixes at 512 bits. */
    SHAKE256_LEN("SHAKE256-512", NISTObjectIdentifiers.id_shake256_len, Strength.GOOD);

    /** How far a digest can be relied on. */
    enum Strength {
        GOOD,
        /** Collisions can be made at a cost; accepted only for old mail, when asked for. */
        WEAK,
        /** Collisions are cheap; never accepted. */
        BROKEN
    }

    private final String name;
    private final String identifier;
    private final Strength strength;

    DigestAlgorithm(String name, ASN1ObjectIdentifier identifier, Strength strength) {
        this.name = name;
        this.identifier = identifier.getId();
        this.strength = strength;
    }

    static Optional<DigestAlgorithm> of(AlgorithmIdentifier identifier) {
        String wanted = identifier.getAlgorithm().getId();
        for (DigestAlgorithm each : values()) {
            if (each.identifier.equals(wanted)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    String title() {
        return this == SHAKE128 ? "SHAKE128" : name.startsWith("SHAKE256") ? "SHAKE256" : name;
    }

    Strength strength() {
        return strength;
    }

    MessageDigest digest() {
        boolean shake = name.startsWith("SHAKE");
        try {
            return MessageDigest.getInstance(
                    name, shake ? Providers.bouncyCastle() : Providers.digests());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has " + name, e);
        }
    }
}
