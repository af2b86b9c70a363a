package org.signet.smime.encrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** How the content key reaches each recipient. */
final class Recipients {
    private Recipients() {}

    static List<RecipientInfoGenerator> of(
            Collection<X509Certificate> certificates, SecureRandom random)
            throws GeneralSecurityException {
        List<RecipientInfoGenerator> all = new ArrayList<>();
        Map<KeyKind, JceKeyAgreeRecipientInfoGenerator> byCurve = new EnumMap<>(KeyKind.class);
        for (X509Certificate certificate : certificates) {
            KeyKind kind =
                    KeyKind.of(certificate)
                            .orElseThrow(
                                    () ->
                                            new IllegalArgumentException(
                                                    "A certificate has a key of no known kind"));
            if (kind == KeyKind.RSA) {
                all.add(transport(certificate));
                continue;
            }
            JceKeyAgreeRecipientInfoGenerator agreement = byCurve.get(kind);
            if (agreement == null) {
                agreement = agreement(kind, random);
                byCurve.put(kind, agreement);
                all.add(agreement);
            }
            agreement.addRecipient(certificate);
        }
        return all;
    }

    /** RFC 3560 §3: hash and mask generation both with SHA-256. */
    private static RecipientInfoGenerator transport(X509Certificate certificate)
            throws GeneralSecurityException {
        AlgorithmIdentifier oaep =
                new JcaAlgorithmParametersConverter()
                        .getAlgorithmIdentifier(
                                PKCSObjectIdentifiers.id_RSAES_OAEP,
                                new OAEPParameterSpec(
                                        "SHA-256",
                                        "MGF1",
                                        MGF1ParameterSpec.SHA256,
                                        PSource.PSpecified.DEFAULT));
        return new JceKeyTransRecipientInfoGenerator(certificate, oaep)
                .setProvider(Providers.bouncyCastle());
    }

    private static JceKeyAgreeRecipientInfoGenerator agreement(KeyKind kind, SecureRandom random)
            throws GeneralSecurityException {
        boolean p256 = kind == KeyKind.EC_P256;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", Providers.bouncyCastle());
        generator.initialize(new ECGenParameterSpec(p256 ? "secp256r1" : "secp384r1"), random);
        KeyPair ephemeral = generator.generateKeyPair();
        ASN1ObjectIdentifier derivation =
                p256 ? CMSAlgorithm.ECDH_SHA256KDF : CMSAlgorithm.ECDH_SHA384KDF;
        return new JceKeyAgreeRecipientInfoGenerator(
                        derivation,
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .setProvider(Providers.bouncyCastle())
                .setSecureRandom(random);
    }
}
