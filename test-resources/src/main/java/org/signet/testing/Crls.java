package org.signet.testing;

import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;

/** Revocation lists. */
public final class Crls {
    private final TestCa signer;
    private final X500Name issuer;
    private final X509v2CRLBuilder builder;
    private final Instant now;

    private Crls(TestCa signer, X509Certificate named, Instant thisUpdate) {
        this.signer = signer;
        this.now = thisUpdate;
        this.issuer = X500Name.getInstance(named.getSubjectX500Principal().getEncoded());
        this.builder = new X509v2CRLBuilder(issuer, Date.from(thisUpdate));
        builder.setNextUpdate(Date.from(thisUpdate.plus(Duration.ofDays(7))));
    }

    public static Crls by(TestCa ca) {
        return new Crls(ca, ca.certificate(), Instant.now().minus(Duration.ofDays(1)));
    }

    /** One that is still in force, but not the newest. */
    public static Crls olderBy(TestCa ca) {
        return new Crls(ca, ca.certificate(), Instant.now().minus(Duration.ofDays(3)));
    }

    /** One that is no longer in force. */
    public static Crls oldBy(TestCa ca) {
        return new Crls(ca, ca.certificate(), Instant.now().minus(Duration.ofDays(30)));
    }

    /** In the name of one, signed by another. */
    public static Crls forged(TestCa named, TestCa signer) {
        return new Crls(signer, named.certificate(), Instant.now().minus(Duration.ofDays(1)));
    }

    public Crls revoked(X509Certificate certificate) {
        builder.addCRLEntry(
                certificate.getSerialNumber(),
                Date.from(now.minus(Duration.ofHours(1))),
                CRLReason.keyCompromise);
        return this;
    }

    public Crls number(long number) throws Exception {
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        return this;
    }

    public Crls deltaOf(long base) throws Exception {
        builder.addExtension(
                Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(base)));
        return this;
    }

    public Crls only(boolean users, boolean authorities) throws Exception {
        builder.addExtension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(null, users, authorities, null, false, false));
        return this;
    }

    public Crls unknownCriticalExtension() throws Exception {
        builder.addExtension(
                new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.2.3.4"),
                true,
                new org.bouncycastle.asn1.ASN1Integer(1));
        return this;
    }

    public X509CRL issue() throws Exception {
        builder.addExtension(
                Extension.authorityKeyIdentifier,
                false,
                new JcaX509ExtensionUtils()
                        .createAuthorityKeyIdentifier(signer.certificate().getPublicKey()));
        return (X509CRL)
                CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                        .generateCRL(
                                new ByteArrayInputStream(
                                        builder.build(
                                                        new JcaContentSignerBuilder(
                                                                        "SHA256withECDSA")
                                                                .build(signer.identity().key()))
                                                .getEncoded()));
    }
}
