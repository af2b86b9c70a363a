package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAlgorithmProtection;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertID;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificate;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.IssuerSerial;
import org.jspecify.annotations.Nullable;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The attributes that a signer signed together with the digest of the content (RFC 5652 §5.3). */
final class SignedAttributes {
    private static final int LARGEST_CONTENT_LIKE_ATTRIBUTES = 64 * 1024;

    private final SignerInfo signer;
    private final ASN1Set set;
    private final Map<ASN1ObjectIdentifier, Attribute> attributes = new HashMap<>();

    private SignedAttributes(SignerInfo signer, ASN1Set set) {
        this.signer = signer;
        this.set = set;
    }

    /** Reads them; nothing if the signer signed the content alone. */
    static Optional<SignedAttributes> of(SignerInfo signer) throws Refusal {
        if (signer.getAuthenticatedAttributes() == null) {
            return Optional.empty();
        }
        SignedAttributes all = new SignedAttributes(signer, signer.getAuthenticatedAttributes());
        for (ASN1Encodable each : all.set) {
            Attribute attribute = Attribute.getInstance(each);
            if (all.attributes.putIfAbsent(attribute.getAttrType(), attribute) != null) {
                throw refuse(attribute.getAttrType() + " is there more than once");
            }
        }
        return Optional.of(all);
    }

    /**
     * What the signature may have been made over: the DER form, whatever form they were sent in
     * (RFC 5652 §5.4), and the form in which they were sent, for signers that do not sort the sets
     * inside values. Both mean the same attributes.
     */
    List<byte[]> encoded() throws IOException {
        byte[] canonical = set.getEncoded(ASN1Encoding.DER);
        byte[] sent = set.getEncoded(ASN1Encoding.DL);
        return Arrays.equals(canonical, sent) ? List.of(canonical) : List.of(canonical, sent);
    }

    /** The time at which the signer says to have signed; nobody but the signer vouches for it. */
    Optional<Instant> signingTime() {
        Attribute attribute = attributes.get(CMSAttributes.signingTime);
        if (attribute == null || attribute.getAttrValues().size() != 1) {
            return Optional.empty();
        }
        return Optional.of(
                Time.getInstance(attribute.getAttrValues().getObjectAt(0)).getDate().toInstant());
    }

    /** The certificate among others that the signer wants to be encrypted to with, if he says. */
    Optional<X509Certificate> preferred(Collection<X509Certificate> certificates) {
        Attribute attribute = attributes.get(KeyPreference.TYPE);
        // RFC 8551 §2.5.3: it has a single value.
        return attribute == null || attribute.getAttrValues().size() != 1
                ? Optional.empty()
                : KeyPreference.find(attribute.getAttrValues().getObjectAt(0), certificates);
    }

    /** RFC 5652 §11.1 and §11.2: both must be there, with one value each, and must be right. */
    void check(ASN1ObjectIdentifier contentType, byte[] digest) throws Refusal {
        if (!contentType.equals(value(CMSAttributes.contentType))) {
            throw refuse("the content type is not the one that was signed");
        }
        if (attributes.containsKey(CMSAttributes.signingTime)) {
            value(CMSAttributes.signingTime);
        }
        ASN1Encodable signed = value(CMSAttributes.messageDigest);
        if (!(signed instanceof ASN1OctetString octets)) {
            throw refuse("the message digest is no octet string");
        }
        if (!MessageDigest.isEqual(octets.getOctets(), digest)) {
            throw new Refusal(
                    Verdict.Reason.ALTERED, "the digest of the content is not the one signed");
        }
        checkAlgorithms();
    }

    /** RFC 6211 §2: if the algorithms were signed too, they must be those that are used. */
    private void checkAlgorithms() throws Refusal {
        if (!attributes.containsKey(CMSAttributes.cmsAlgorithmProtect)) {
            return;
        }
        CMSAlgorithmProtection protection =
                CMSAlgorithmProtection.getInstance(value(CMSAttributes.cmsAlgorithmProtect));
        if (!isSame(protection.getDigestAlgorithm(), signer.getDigestAlgorithm())
                || !isSame(
                        protection.getSignatureAlgorithm(),
                        signer.getDigestEncryptionAlgorithm())) {
            throw new Refusal(
                    Verdict.Reason.ALGORITHM_MISMATCH,
                    "the algorithms are not those that were signed");
        }
    }

    /** Absent parameters and NULL mean the same (RFC 5754 §2). */
    private static boolean isSame(AlgorithmIdentifier one, AlgorithmIdentifier other) {
        return one != null
                && one.getAlgorithm().equals(other.getAlgorithm())
                && (one.equals(other) || (isEmpty(one) && isEmpty(other)));
    }

    private static boolean isEmpty(AlgorithmIdentifier algorithm) {
        return algorithm.getParameters() == null
                || algorithm.getParameters().toASN1Primitive().equals(DERNull.INSTANCE);
    }

    /** RFC 5035 §5: where the signer named the certificate, it must be this one. */
    void checkCertificate(X509Certificate certificate) throws Refusal, GeneralSecurityException {
        if (attributes.containsKey(PKCSObjectIdentifiers.id_aa_signingCertificateV2)) {
            SigningCertificateV2 named =
                    SigningCertificateV2.getInstance(
                            value(PKCSObjectIdentifiers.id_aa_signingCertificateV2));
            ESSCertIDv2 first = first(named.getCerts());
            DigestAlgorithm digest =
                    DigestAlgorithm.of(first.getHashAlgorithm())
                            .orElseThrow(
                                    () ->
                                            new Refusal(
                                                    Verdict.Reason.UNSUPPORTED,
                                                    "the digest of the certificate is not known"));
            checkIdentifier(
                    certificate,
                    digest.digest().digest(certificate.getEncoded()),
                    first.getCertHash(),
                    first.getIssuerSerial());
        }
        if (attributes.containsKey(PKCSObjectIdentifiers.id_aa_signingCertificate)) {
            SigningCertificate named =
                    SigningCertificate.getInstance(
                            value(PKCSObjectIdentifiers.id_aa_signingCertificate));
            ESSCertID first = first(named.getCerts());
            checkIdentifier(
                    certificate,
                    MessageDigest.getInstance("SHA-1", Providers.digests())
                            .digest(certificate.getEncoded()),
                    first.getCertHash(),
                    first.getIssuerSerial());
        }
    }

    private static <T> T first(T[] identifiers) throws Refusal {
        if (identifiers.length == 0) {
            throw refuse("the signing certificate is not named");
        }
        return identifiers[0];
    }

    private static void checkIdentifier(
            X509Certificate certificate,
            byte[] actual,
            byte[] named,
            @Nullable IssuerSerial issuerSerial)
            throws Refusal {
        boolean fits =
                MessageDigest.isEqual(actual, named)
                        && (issuerSerial == null || fits(issuerSerial, certificate));
        if (!fits) {
            throw new Refusal(
                    Verdict.Reason.CERTIFICATE_MISMATCH,
                    "the signer named another certificate than the one that fits the signature");
        }
    }

    private static boolean fits(IssuerSerial named, X509Certificate certificate) {
        X500Name issuer = X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
        return named.getSerial().getValue().equals(certificate.getSerialNumber())
                && Arrays.stream(named.getIssuer().getNames())
                        .anyMatch(
                                name ->
                                        name.getTagNo() == GeneralName.directoryName
                                                && issuer.equals(
                                                        X500Name.getInstance(name.getName())));
    }

    private ASN1Encodable value(ASN1ObjectIdentifier type) throws Refusal {
        Attribute attribute = attributes.get(type);
        if (attribute == null) {
            throw refuse(type + " is missing");
        }
        if (attribute.getAttrValues().size() != 1) {
            throw refuse(type + " has " + attribute.getAttrValues().size() + " values");
        }
        return attribute.getAttrValues().getObjectAt(0);
    }

    /**
     * Whether content is itself the encoding of signed attributes. A signature over attributes is,
     * without them, a valid signature over such content, which nobody ever meant to sign.
     */
    static boolean looksLikeAttributes(byte[] head, long length) {
        if (head.length == 0 || head[0] != 0x31 || length > LARGEST_CONTENT_LIKE_ATTRIBUTES) {
            return false;
        }
        try {
            for (ASN1Encodable each : ASN1Set.getInstance(head)) {
                if (Attribute.getInstance(each).getAttrType().equals(CMSAttributes.messageDigest)) {
                    return true;
                }
            }
            return false;
        } catch (IllegalArgumentException | ClassCastException noAttributes) {
            return false;
        }
    }

    /** How much of the content {@link #looksLikeAttributes} needs to see. */
    static int mostOfContent() {
        return LARGEST_CONTENT_LIKE_ATTRIBUTES;
    }

    /** RFC 5652 §5.3: without attributes only plain data may be signed. */
    static void checkAbsence(ASN1ObjectIdentifier contentType) throws Refusal {
        if (!contentType.equals(CMSObjectIdentifiers.data)) {
            throw refuse("there are none, although the content is not plain data");
        }
    }

    private static Refusal refuse(String why) {
        return new Refusal(Verdict.Reason.SIGNED_ATTRIBUTES, "signed attributes: " + why);
    }
}
