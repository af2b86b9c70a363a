package org.signet.smime.provider;

import org.bouncycastle.jce.provider.BouncyCastleProvider;

import java.security.Provider;
import java.security.Security;

/** The cryptographic providers, by what they are used for. */
public final class Providers {
    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

    private Providers() {}

    /** Elliptic curves, key derivation and key wrapping, and AES-GCM that is read as a stream. */
    public static Provider bouncyCastle() {
        return BOUNCY_CASTLE;
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
