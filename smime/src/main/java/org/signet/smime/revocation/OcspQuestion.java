package org.signet.smime.revocation;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Arrays;

/** A question to a responder, about one certificate. */
final class OcspQuestion {
    /** RFC 9654 §2.1. */
    private static final int NONCE_OCTETS = 32;

    private final X509Certificate certificate;
    private final X509Certificate issuer;
    private final byte[] nonce;
    private final byte[] encoded;

    private OcspQuestion(
            X509Certificate certificate, X509Certificate issuer, byte[] nonce, byte[] encoded) {
        this.certificate = certificate;
        this.issuer = issuer;
        this.nonce = nonce;
        this.encoded = encoded;
    }

    X509Certificate certificate() {
        return certificate;
    }

    X509Certificate issuer() {
        return issuer;
    }

    /** Whether an answer has what binds it to this question. */
    boolean hasNonce(byte[] other) {
        return Arrays.equals(nonce, other);
    }

    /** As it is sent. */
    byte[] encoded() {
        return encoded.clone();
    }

    /**
     * Makes one. The issuer is named by SHA-1 digests, since responders look answers up by them;
     * nothing depends on their strength, the issuer being known.
     */
    static OcspQuestion of(X509Certificate certificate, X509Certificate issuer, SecureRandom random)
            throws IOException, GeneralSecurityException {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            CertificateID id =
                    new CertificateID(
                            digests().get(CertificateID.HASH_SHA1),
                            new JcaX509CertificateHolder(issuer),
                            certificate.getSerialNumber());
            Extension extension =
                    new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                            false,
                            new DEROctetString(nonce).getEncoded());
            byte[] encoded =
                    new OCSPReqBuilder()
                            .addRequest(id)
                            .setRequestExtensions(new Extensions(extension))
                            .build()
                            .getEncoded();
            return new OcspQuestion(certificate, issuer, nonce, encoded);
        } catch (OCSPException | OperatorCreationException e) {
            throw new GeneralSecurityException("The question cannot be written", e);
        }
    }

    static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder()
                .setProvider(Providers.bouncyCastle())
                .build();
    }
}
