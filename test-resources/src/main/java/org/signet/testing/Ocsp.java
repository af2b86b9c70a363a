package org.signet.testing;

import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Answers of a responder, right ones and others. */
public final class Ocsp {
    private final TestCa.Identity signer;
    private CertificateStatus status = CertificateStatus.GOOD;
    private Instant from = Instant.now().minus(Duration.ofHours(1));
    private Instant until = Instant.now().plus(Duration.ofHours(1));
    private boolean nonce = true;
    private boolean otherNonce;
    private @Nullable X509Certificate about;
    private X509CertificateHolder[] certificates = {};

    private Ocsp(TestCa.Identity signer) {
        this.signer = signer;
    }

    public static Ocsp by(TestCa.Identity signer) {
        return new Ocsp(signer);
    }

    public Ocsp says(CertificateStatus other) {
        status = other;
        return this;
    }

    public Ocsp saysRevoked() {
        return says(new RevokedStatus(Date.from(Instant.EPOCH), CRLReason.keyCompromise));
    }

    public Ocsp saysUnknown() {
        return says(new UnknownStatus());
    }

    public Ocsp valid(Duration fromNow, Duration untilNow) {
        from = Instant.now().plus(fromNow);
        until = Instant.now().plus(untilNow);
        return this;
    }

    public Ocsp withoutNonce() {
        nonce = false;
        return this;
    }

    public Ocsp withOtherNonce() {
        otherNonce = true;
        return this;
    }

    public Ocsp about(X509Certificate other) {
        about = other;
        return this;
    }

    public Ocsp withCertificate() throws Exception {
        certificates =
                new X509CertificateHolder[] {new JcaX509CertificateHolder(signer.certificate())};
        return this;
    }

    public byte[] answer(byte[] question, X509Certificate issuer) throws Exception {
        OCSPReq request = new OCSPReq(question);
        BasicOCSPRespBuilder builder =
                new BasicOCSPRespBuilder(
                        new RespID(
                                new JcaX509CertificateHolder(signer.certificate()).getSubject()));
        CertificateID id =
                about == null
                        ? request.getRequestList()[0].getCertID()
                        : new CertificateID(
                                new JcaDigestCalculatorProviderBuilder()
                                        .build()
                                        .get(CertificateID.HASH_SHA1),
                                new JcaX509CertificateHolder(issuer),
                                about.getSerialNumber());
        builder.addResponse(id, status, Date.from(from), Date.from(until), null);
        if (nonce) {
            Extension asked = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            Extension other =
                    new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce,
                            false,
                            new DEROctetString(new byte[32]).getEncoded());
            builder.setResponseExtensions(new Extensions(otherNonce ? other : asked));
        }
        return new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(
                                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.key()),
                                certificates,
                                Date.from(Instant.now())))
                .getEncoded();
    }
}
