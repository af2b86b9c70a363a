package org.signet.smime.provider;

import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;

/** The cryptographic providers, by what they are used for. */
public final class Providers {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Providers() {}

    /** Elliptic curves, key derivation and key wrapping, and what the JDK has no cipher for. */
    public static Provider bouncyCastle() {
        return BOUNCY_CASTLE;
    }

    /** A private key as Bouncy Castle uses it; null if its algorithm is not known. */
    public static @Nullable PrivateKey privateKey(PrivateKeyInfo info) throws IOException {
        return BouncyCastleProvider.getPrivateKey(info);
    }

    /** A public key as Bouncy Castle uses it; null if its algorithm is not known. */
    public static @Nullable PublicKey publicKey(PublicKey key) throws IOException {
        return BouncyCastleProvider.getPublicKey(
                SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    }

    /** SHA-2, and certificates. */
    public static Provider digests() {
        return jdk("SUN");
    }

    /** RSA signatures and keys. */
    public static Provider rsa() {
        return jdk("SunRsaSign");
    }

    /** AES of content, and RSA key transport. */
    public static Provider ciphers() {
        return jdk("SunJCE");
    }

    /** JVMs that are not built from OpenJDK lack these; Bouncy Castle does all they do. */
    private static Provider jdk(String name) {
        Provider provider = Security.getProvider(name);
        return provider == null ? BOUNCY_CASTLE : provider;
    }
}
