package org.signet.smime.decrypt;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAESOAEPparams;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.security.SecureRandom;
import java.util.Arrays;

import javax.crypto.Cipher;

/** Nobody can tell from the outcome what was wrong with a wrapped key (RFC 3218 §2.3.2). */
class RsaTransportTest {
    private static final int KEY_BYTES = 32;

    private static AlgorithmIdentifier algorithm(String name) {
        return name.equals("v1.5")
                ? new AlgorithmIdentifier(PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE)
                : new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP, new RSAESOAEPparams());
    }

    private static byte[] wrap(String name, byte[] key) throws Exception {
        Cipher cipher =
                Cipher.getInstance(
                        name.equals("v1.5")
                                ? "RSA/ECB/PKCS1Padding"
                                : "RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
        cipher.init(Cipher.ENCRYPT_MODE, Sealed.RSA.certificate().getPublicKey());
        return cipher.doFinal(key);
    }

    private static byte[] unwrap(String name, byte[] wrapped) throws Exception {
        return RsaTransport.unwrap(
                        Sealed.key(Sealed.RSA).key(),
                        algorithm(name),
                        ContentAlgorithm.AES_256_GCM,
                        wrapped,
                        new SecureRandom())
                .getEncoded();
    }

    @ParameterizedTest
    @CsvSource({"v1.5", "oaep"})
    void rightKeyShouldBeUnwrapped(String name) throws Exception {
        byte[] key = new byte[KEY_BYTES];
        Arrays.fill(key, (byte) 7);

        assertThat(unwrap(name, wrap(name, key))).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "v1.5, wrong padding", "v1.5, wrong length", "v1.5, empty",
        "oaep, wrong padding", "oaep, wrong length", "oaep, empty",
    })
    void anotherKeyEachTimeShouldTakeThePlaceOfWhatCannotBeUnwrapped(String name, String what)
            throws Exception {
        byte[] wrapped =
                switch (what) {
                    case "wrong padding" -> {
                        byte[] changed = wrap(name, new byte[KEY_BYTES]);
                        changed[100] ^= 1;
                        yield changed;
                    }
                    case "wrong length" -> wrap(name, new byte[KEY_BYTES / 2]);
                    default -> new byte[0];
                };

        assertThat(unwrap(name, wrapped)).hasSize(KEY_BYTES).isNotEqualTo(unwrap(name, wrapped));
    }

    @ParameterizedTest
    @CsvSource({"true, 2.16.840.1.101.3.4.2.1", "false, 1.2.840.113549.2.5"})
    void hashShouldBeOneThatIsKnown(boolean known, String identifier) {
        AlgorithmIdentifier hash =
                new AlgorithmIdentifier(new org.bouncycastle.asn1.ASN1ObjectIdentifier(identifier));
        AlgorithmIdentifier oaep =
                new AlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new RSAESOAEPparams(
                                hash,
                                new AlgorithmIdentifier(
                                        PKCSObjectIdentifiers.id_mgf1,
                                        new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
                                RSAESOAEPparams.DEFAULT_P_SOURCE_ALGORITHM));

        assertThat(RsaTransport.isKnown(oaep)).isEqualTo(known);
    }
}
