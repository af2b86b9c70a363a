package org.signet.smime.sign;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.SignerIdentifier;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.smime.SMIMECapabilitiesAttribute;
import org.bouncycastle.asn1.smime.SMIMECapabilityVector;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.signet.smime.key.KeyUnavailableException;
import org.signet.smime.key.SigningKey;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;

/** Makes the SignerInfo of one key (RFC 5652 §5.3), with all that is the same each time at hand. */
final class Signer {
    private static final Attribute CONTENT_TYPE =
            attribute(CMSAttributes.contentType, CMSObjectIdentifiers.data);
    private static final Attribute CAPABILITIES = new SMIMECapabilitiesAttribute(capabilities());

    private final SigningKey key;
    private final SignatureScheme scheme;
    private final ASN1Set certificates;
    private final IssuerAndSerialNumber name;
    private final Attribute signingCertificate;
    private final Attribute algorithmProtection;

    Signer(SigningKey key, SignatureScheme scheme) throws GeneralSecurityException {
        this.key = key;
        this.scheme = scheme;
        Certificate own = Certificate.getInstance(key.certificate().getEncoded());
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(own);
        for (X509Certificate intermediate : key.intermediates()) {
            all.add(Certificate.getInstance(intermediate.getEncoded()));
        }
        this.certificates = new DERSet(all);
        this.name = new IssuerAndSerialNumber(own);
        this.signingCertificate =
                attribute(
                        PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                        new SigningCertificateV2(identifier(key.certificate(), own)));
        this.algorithmProtection =
                attribute(
                        CMSAttributes.cmsAlgorithmProtect,
                        new CMSAlgorithmProtection(
                                scheme.digest().identifier(),
                                CMSAlgorithmProtection.SIGNATURE,
                                scheme.identifier()));
    }

    /** Whether it was made for this key, and not for one that was loaded anew since. */
    boolean isOf(SigningKey other) {
        return key.equals(other);
    }

    SignatureScheme scheme() {
        return scheme;
    }

    /** That of the key, and those above it. */
    ASN1Set certificates() {
        return certificates;
    }

    /** Signs, with the only use of the private key. */
    SignerInfo sign(byte[] digest, Instant time, SecureRandom random)
            throws IOException, GeneralSecurityException {
        ASN1EncodableVector all = new ASN1EncodableVector();
        all.add(CONTENT_TYPE);
        all.add(attribute(CMSAttributes.signingTime, new Time(Date.from(time))));
        all.add(attribute(CMSAttributes.messageDigest, new DEROctetString(digest)));
        all.add(CAPABILITIES);
        all.add(signingCertificate);
        all.add(algorithmProtection);
        DERSet attributes = new DERSet(all);
        byte[] signature = signature(attributes.getEncoded(ASN1Encoding.DER), random);
        return new SignerInfo(
                new SignerIdentifier(name),
                scheme.digest().identifier(),
                attributes,
                scheme.identifier(),
                new DEROctetString(signature),
                (ASN1Set) null);
    }

    private byte[] signature(byte[] attributes, SecureRandom random)
            throws IOException, GeneralSecurityException {
        try {
            Signature signature = scheme.signature(key.token());
            signature.initSign(key.key(), random);
            signature.update(attributes);
            return signature.sign();
        } catch (GeneralSecurityException | ProviderException e) {
            if (key.token().isEmpty()) {
                throw e;
            }
            throw new KeyUnavailableException(
                    "the token that " + key.file() + " names does not sign: " + e.getMessage(), e);
        }
    }

    private static Attribute attribute(ASN1ObjectIdentifier type, ASN1Encodable value) {
        return new Attribute(type, new DERSet(value));
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
    private static ESSCertIDv2 identifier(X509Certificate certificate, Certificate parsed)
            throws GeneralSecurityException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256", Providers.digests())
                        .digest(certificate.getEncoded());
        return new ESSCertIDv2(
                digest,
                new IssuerSerial(
                        new GeneralNames(new GeneralName(parsed.getIssuer())),
                        certificate.getSerialNumber()));
    }
}
