package org.signet.smime.sign;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedDataStreamGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.SignerInfoGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.key.SigningKey;
import org.signet.smime.provider.Providers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/**
 * A CMS signature over what is written to {@link #content()}: without the content (RFC 5652 §5.2),
 * in DER.
 */
final class DetachedSignature {
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();
    private final OutputStream content;

    DetachedSignature(SigningKey key, Instant time, SecureRandom random) throws IOException {
        CMSSignedDataStreamGenerator generator = new CMSSignedDataStreamGenerator();
        try {
            generator.addSignerInfoGenerator(signer(key, time, random));
            generator.addCertificate(new JcaX509CertificateHolder(key.certificate()));
            for (X509Certificate intermediate : key.intermediates()) {
                generator.addCertificate(new JcaX509CertificateHolder(intermediate));
            }
        } catch (GeneralSecurityException | OperatorCreationException | CMSException e) {
            throw new IOException("Cannot sign with " + key, e);
        }
        this.content = generator.open(encoded, false);
    }

    static String micalg(KeyKind kind) {
        return switch (kind) {
            case RSA, EC_P256 -> "sha-256";
            case EC_P384 -> "sha-384";
        };
    }

    OutputStream content() {
        return content;
    }

    /** Signs what was written, with the only use of the private key. */
    byte[] end() throws IOException {
        content.close();
        return ContentInfo.getInstance(encoded.toByteArray()).getEncoded(ASN1Encoding.DER);
    }

    private static SignerInfoGenerator signer(SigningKey key, Instant time, SecureRandom random)
            throws OperatorCreationException, GeneralSecurityException {
        JcaContentSignerBuilder builder =
                switch (key.kind()) {
                    case RSA ->
                            new JcaContentSignerBuilder("SHA256withRSA")
                                    .setProvider(Providers.rsa());
                    case EC_P256 ->
                            new JcaContentSignerBuilder("SHA256withECDSA")
                                    .setProvider(Providers.bouncyCastle());
                    case EC_P384 ->
                            new JcaContentSignerBuilder("SHA384withECDSA")
                                    .setProvider(Providers.bouncyCastle());
                };
        return new JcaSignerInfoGeneratorBuilder(
                        new JcaDigestCalculatorProviderBuilder()
                                .setProvider(Providers.digests())
                                .build())
                .setSignedAttributeGenerator(
                        new DefaultSignedAttributeTableGenerator(attributes(key, time)))
                .build(builder.setSecureRandom(random).build(key.key()), key.certificate());
    }

    private static AttributeTable attributes(SigningKey key, Instant time)
            throws GeneralSecurityException {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(time)))));
        attributes.add(new SMIMECapabilitiesAttribute(capabilities()));
        attributes.add(
                new Attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new DERSet(new SigningCertificateV2(identifier(key.certificate())))));
        return new AttributeTable(attributes);
    }

    /** What this side can decrypt, the best first (RFC 8551 §2.5.2). */
    private static SMIMECapabilityVector capabilities() {
        SMIMECapabilityVector capabilities = new SMIMECapabilityVector();
        capabilities.addCapability(NISTObjectIdentifiers.id_aes256_GCM);
        capabilities.addCapability(NISTObjectIdentifiers.id_aes128_GCM);
        capabilities.addCapability(NISTObjectIdentifiers.id_aes256_CBC);
        capabilities.addCapability(NISTObjectIdentifiers.id_aes128_CBC);
        return capabilities;
    }

    /** Binds the certificate to the signature, by its SHA-256 digest (RFC 5035). */
    private static ESSCertIDv2 identifier(X509Certificate certificate)
            throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256", Providers.digests())
                        .digest(certificate.getEncoded());
        return new ESSCertIDv2(digest, issuerSerial(certificate));
    }

    private static IssuerSerial issuerSerial(X509Certificate certificate)
            throws CertificateEncodingException {
        return new IssuerSerial(
                new GeneralNames(
                        new GeneralName(new JcaX509CertificateHolder(certificate).getIssuer())),
                certificate.getSerialNumber());
    }
}
