package org.signet.smime.revocation;

import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.signet.smime.provider.Providers;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.KeyStrength;
import org.signet.smime.trust.SignatureStrength;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Who may answer for an issuer (RFC 6960 §4.2.2.2). */
final class Responder {
    private static final int DIGITAL_SIGNATURE = 0;
    private static final int MOST_CERTIFICATES = 5;

    private Responder() {}

    /** Why an answer is not to be believed; nothing if it is signed by one who may. */
    static Optional<String> problem(BasicOCSPResp response, X509Certificate issuer, Instant now) {
        if (!SignatureStrength.isEnough(response.getSignatureAlgorithmID())) {
            return Optional.of("the answer of the responder is signed with a weak digest");
        }
        if (isNamed(response, issuer) && isSignedBy(response, issuer)) {
            return Optional.empty();
        }
        Optional<String> problem =
                Optional.of("the answer is signed neither by the issuer nor by one it named");
        for (X509CertificateHolder each :
                Arrays.asList(response.getCerts()).stream().limit(MOST_CERTIFICATES).toList()) {
            Optional<X509Certificate> delegate = certificate(each);
            if (delegate.isPresent()
                    && isNamed(response, delegate.get())
                    && isSignedBy(response, delegate.get())) {
                Optional<String> unfit = unfitness(delegate.get(), issuer, now);
                if (unfit.isEmpty()) {
                    return unfit;
                }
                problem = unfit;
            }
        }
        return problem;
    }

    private static Optional<String> unfitness(
            X509Certificate delegate, X509Certificate issuer, Instant now) {
        try {
            delegate.verify(issuer.getPublicKey(), Providers.bouncyCastle());
        } catch (GeneralSecurityException | RuntimeException notByIt) {
            return Optional.of("the responder's certificate is not from the issuer");
        }
        boolean[] usage = delegate.getKeyUsage();
        if (!delegate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return Optional.of("the responder's certificate is not from the issuer");
        }
        if (!purposes(delegate).contains(KeyPurposeId.id_kp_OCSPSigning.getId())
                || (usage != null && !usage[DIGITAL_SIGNATURE])) {
            return Optional.of("the responder's certificate is not for signing answers");
        }
        if (now.isBefore(delegate.getNotBefore().toInstant())
                || now.isAfter(delegate.getNotAfter().toInstant())) {
            return Optional.of("the responder's certificate is not valid now");
        }
        if (!SignatureStrength.isEnough(delegate, false)) {
            return Optional.of("the responder's certificate is signed with a weak digest");
        }
        return delegate.getExtensionValue(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck.getId())
                        == null
                ? Optional.of("the responder's certificate would have to be checked itself")
                : Optional.empty();
    }

    private static List<String> purposes(X509Certificate certificate) {
        try {
            List<String> purposes = certificate.getExtendedKeyUsage();
            return purposes == null ? List.of() : purposes;
        } catch (GeneralSecurityException unreadable) {
            return List.of();
        }
    }

    /** By name, or by the SHA-1 digest of the key. */
    private static boolean isNamed(BasicOCSPResp response, X509Certificate certificate) {
        ResponderID id = response.getResponderId().toASN1Primitive();
        if (id.getName() != null) {
            return id.getName()
                    .equals(
                            X500Name.getInstance(
                                    certificate.getSubjectX500Principal().getEncoded()));
        }
        try {
            byte[] key =
                    SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded())
                            .getPublicKeyData()
                            .getBytes();
            return Arrays.equals(
                    id.getKeyHash(),
                    MessageDigest.getInstance("SHA-1", Providers.digests()).digest(key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A JVM without SHA-1", e);
        }
    }

    private static boolean isSignedBy(BasicOCSPResp response, X509Certificate certificate) {
        PublicKey key = certificate.getPublicKey();
        if (KeyStrength.weakness(key, false).isPresent()) {
            return false;
        }
        try {
            return response.isSignatureValid(
                    new JcaContentVerifierProviderBuilder()
                            .setProvider(Providers.bouncyCastle())
                            .build(key));
        } catch (OCSPException | OperatorCreationException | RuntimeException notByIt) {
            return false;
        }
    }

    private static Optional<X509Certificate> certificate(X509CertificateHolder holder) {
        try {
            return Certificates.parse(holder.getEncoded());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
