package org.signet.smime.encrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.jcajce.JcaAlgorithmParametersConverter;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.provider.Providers;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** How the content key reaches each recipient. */
final class Recipients {
    private final RsaPadding padding;
    private final SecureRandom random;
    private final List<RecipientInfoGenerator> all = new ArrayList<>();
    private final Map<KeyKind, JceKeyAgreeRecipientInfoGenerator> agreements =
            new EnumMap<>(KeyKind.class);

    private Recipients(RsaPadding padding, SecureRandom random) {
        this.padding = padding;
        this.random = random;
    }

    static List<RecipientInfoGenerator> of(
            Collection<X509Certificate> certificates, RsaPadding padding, SecureRandom random)
            throws GeneralSecurityException {
        Recipients recipients = new Recipients(padding, random);
        for (X509Certificate certificate : certificates) {
            recipients.add(certificate);
        }
        return recipients.all;
    }

    private void add(X509Certificate certificate) throws GeneralSecurityException {
        KeyKind kind =
                KeyKind.of(certificate)
                        .filter(each -> each.family().encrypts())
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "A certificate has a key that nothing can be"
                                                        + " encrypted to"));
        switch (kind.family()) {
            case RSA -> all.add(transport(certificate));
            case ML_KEM -> all.add(encapsulation(certificate));
            case EC, XDH, EDDSA, ML_DSA -> agreement(kind).addRecipient(certificate);
        }
    }

    private RecipientInfoGenerator transport(X509Certificate certificate)
            throws GeneralSecurityException {
        JceKeyTransRecipientInfoGenerator transport =
                switch (padding) {
                    case OAEP -> new JceKeyTransRecipientInfoGenerator(certificate, oaep());
                    case PKCS1_V15 -> new JceKeyTransRecipientInfoGenerator(certificate);
                };
        return transport.setProvider(Providers.bouncyCastle());
    }

    /** RFC 3560 §3: hash and mask generation both with SHA-256. */
    private static AlgorithmIdentifier oaep() throws GeneralSecurityException {
        return new JcaAlgorithmParametersConverter()
                .getAlgorithmIdentifier(
                        PKCSObjectIdentifiers.id_RSAES_OAEP,
                        new OAEPParameterSpec(
                                "SHA-256",
                                "MGF1",
                                MGF1ParameterSpec.SHA256,
                                PSource.PSpecified.DEFAULT));
    }

    /** RFC 9936 §2.2: HKDF with SHA-256, and AES-256 key wrap. */
    private RecipientInfoGenerator encapsulation(X509Certificate certificate)
            throws GeneralSecurityException {
        return new JceKEMRecipientInfoGenerator(withOurKey(certificate), CMSAlgorithm.AES256_WRAP)
                .setKDF(CMSAlgorithm.SHA256_HKDF)
                .setProvider(Providers.bouncyCastle())
                .setSecureRandom(random);
    }

    /** Newer JDKs have a class of their own for these keys, which Bouncy Castle does not take. */
    private static X509Certificate withOurKey(X509Certificate certificate)
            throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509", Providers.bouncyCastle())
                        .generateCertificate(new ByteArrayInputStream(certificate.getEncoded()));
    }

    /** One for all recipients of a kind, with one ephemeral key. */
    private JceKeyAgreeRecipientInfoGenerator agreement(KeyKind kind)
            throws GeneralSecurityException {
        JceKeyAgreeRecipientInfoGenerator known = agreements.get(kind);
        if (known != null) {
            return known;
        }
        KeyPair ephemeral = ephemeral(kind);
        JceKeyAgreeRecipientInfoGenerator agreement =
                new JceKeyAgreeRecipientInfoGenerator(
                                scheme(kind),
                                ephemeral.getPrivate(),
                                ephemeral.getPublic(),
                                CMSAlgorithm.AES256_WRAP)
                        .setProvider(Providers.bouncyCastle())
                        .setSecureRandom(random);
        agreements.put(kind, agreement);
        all.add(agreement);
        return agreement;
    }

    private KeyPair ephemeral(KeyKind kind) throws GeneralSecurityException {
        AlgorithmParameterSpec curve =
                switch (kind) {
                    case EC_P256 -> new ECGenParameterSpec("secp256r1");
                    case EC_P384 -> new ECGenParameterSpec("secp384r1");
                    case EC_P521 -> new ECGenParameterSpec("secp521r1");
                    case X25519 -> NamedParameterSpec.X25519;
                    case X448 -> NamedParameterSpec.X448;
                    default -> throw new IllegalArgumentException(kind + " has no agreement");
                };
        KeyPairGenerator generator =
                KeyPairGenerator.getInstance(
                        kind.family() == KeyKind.Family.EC ? "EC" : "XDH",
                        Providers.bouncyCastle());
        generator.initialize(curve, random);
        return generator.generateKeyPair();
    }

    /** The derivation as strong as the curve: RFC 5753 §7.1.4 with X9.63, RFC 8418 §2 with HKDF. */
    private static ASN1ObjectIdentifier scheme(KeyKind kind) {
        return switch (kind) {
            case EC_P256 -> CMSAlgorithm.ECDH_SHA256KDF;
            case EC_P384 -> CMSAlgorithm.ECDH_SHA384KDF;
            case EC_P521 -> CMSAlgorithm.ECDH_SHA512KDF;
            case X25519 -> CMSAlgorithm.ECDH_HKDF_SHA256;
            case X448 -> CMSAlgorithm.ECDH_HKDF_SHA512;
            default -> throw new IllegalArgumentException(kind + " has no agreement");
        };
    }
}
