package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.Map;

import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Takes the content key out of what RSA wrapped. */
final class RsaTransport {
    private static final Map<ASN1ObjectIdentifier, String> HASHES =
            Map.of(
                    OIWObjectIdentifiers.idSHA1, "SHA-1",
                    NISTObjectIdentifiers.id_sha256, "SHA-256",
                    NISTObjectIdentifiers.id_sha384, "SHA-384",
                    NISTObjectIdentifiers.id_sha512, "SHA-512");

    private RsaTransport() {}

    static boolean isKnown(AlgorithmIdentifier algorithm) {
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return true;
        }
        if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_RSAES_OAEP)) {
            return false;
        }
        RSAESOAEPparams parameters = RSAESOAEPparams.getInstance(algorithm.getParameters());
        return HASHES.containsKey(parameters.getHashAlgorithm().getAlgorithm())
                && parameters
                        .getMaskGenAlgorithm()
                        .getAlgorithm()
                        .equals(PKCSObjectIdentifiers.id_mgf1)
                && HASHES.containsKey(maskHash(parameters))
                && parameters
                        .getPSourceAlgorithm()
                        .equals(RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM);
    }

    /**
     * The content key, or a random one if it cannot be had, so that a wrong padding looks like
     * damaged content (RFC 3218 §2.3.2).
     */
    static SecretKey unwrap(
            PrivateKey key,
            AlgorithmIdentifier algorithm,
            ContentAlgorithm content,
            byte[] wrapped,
            SecureRandom random)
            throws GeneralSecurityException {
        int keyBytes = content.keyBytes();
        byte[] substitute = new byte[keyBytes];
        random.nextBytes(substitute);
        Cipher cipher = cipher(key, algorithm);
        byte[] unwrapped;
        try {
            unwrapped = cipher.doFinal(wrapped);
        } catch (GeneralSecurityException | RuntimeException wrongPadding) {
            unwrapped = substitute;
        }
        return new SecretKeySpec(
                unwrapped.length == keyBytes ? unwrapped : substitute, content.keyName());
    }

    private static Cipher cipher(PrivateKey key, AlgorithmIdentifier algorithm)
            throws GeneralSecurityException {
        if (algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)) {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding", Providers.ciphers());
            cipher.init(Cipher.DECRYPT_MODE, key);
            return cipher;
        }
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding", Providers.ciphers());
        cipher.init(
                Cipher.DECRYPT_MODE,
                key,
                oaep(RSAESOAEPparams.getInstance(algorithm.getParameters())));
        return cipher;
    }

    private static AlgorithmParameterSpec oaep(RSAESOAEPparams parameters) {
        return new OAEPParameterSpec(
                hash(parameters.getHashAlgorithm().getAlgorithm()),
                "MGF1",
                new MGF1ParameterSpec(hash(maskHash(parameters))),
                PSource.PSpecified.DEFAULT);
    }

    private static ASN1ObjectIdentifier maskHash(RSAESOAEPparams parameters) {
        return AlgorithmIdentifier.getInstance(parameters.getMaskGenAlgorithm().getParameters())
                .getAlgorithm();
    }

    private static String hash(ASN1ObjectIdentifier identifier) {
        String name = HASHES.get(identifier);
        if (name == null) {
            throw new IllegalArgumentException("Unknown hash " + identifier);
        }
        return name;
    }
}
