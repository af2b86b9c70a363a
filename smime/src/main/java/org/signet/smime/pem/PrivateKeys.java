package org.signet.smime.pem;

import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Private keys from their PKCS#8 form (RFC 5958), each for the provider that uses it. */
final class PrivateKeys {
    private PrivateKeys() {}

    static PrivateKey of(PrivateKeyInfo info) throws IOException, GeneralSecurityException {
        if (info.getPrivateKeyAlgorithm()
                .getAlgorithm()
                .equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return KeyFactory.getInstance("RSA", Providers.rsa())
                    .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
        }
        PrivateKey key = Providers.privateKey(info);
        if (key == null) {
            throw new InvalidKeyException("The algorithm of the key is not known");
        }
        return key;
    }

    /** Takes a key out of its protection by a password (RFC 8018, RFC 7292 §4.2.2). */
    static PrivateKeyInfo decrypted(PKCS8EncryptedPrivateKeyInfo info, Password password)
            throws PKCSException {
        return info.decryptPrivateKeyInfo(decryptor(password));
    }

    static InputDecryptorProvider decryptor(Password password) {
        return new JcePKCSPBEInputDecryptorProviderBuilder()
                .setProvider(Providers.bouncyCastle())
                .build(password.characters());
    }
}
