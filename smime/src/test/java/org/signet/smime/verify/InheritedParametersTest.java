package org.signet.smime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.signet.smime.provider.Providers;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAParams;
import java.security.interfaces.DSAPrivateKey;
import java.security.interfaces.DSAPublicKey;
import java.security.spec.DSAPrivateKeySpec;
import java.security.spec.DSAPublicKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;

/** DSA keys whose certificates leave the parameters to that of their issuer. */
class InheritedParametersTest {
    private static final X500Name ROOT = new X500Name("CN=Root");
    private static KeyPair rootKey;
    private static X509Certificate root;
    private static DSAPrivateKey aliceKey;
    private static DSAPublicKey alicePublic;
    private static X509Certificate alice;

    @BeforeAll
    static void mint() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("DSA", Providers.bouncyCastle());
        generator.initialize(1024);
        rootKey = generator.generateKeyPair();
        root = certificate(ROOT, spki(rootKey), true, rootKey.getPrivate());
        generator.initialize(
                new java.security.spec.DSAParameterSpec(
                        parameters().getP(), parameters().getQ(), parameters().getG()));
        KeyPair pair = generator.generateKeyPair();
        aliceKey = (DSAPrivateKey) pair.getPrivate();
        alicePublic = (DSAPublicKey) pair.getPublic();
        SubjectPublicKeyInfo bare =
                new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_dsa),
                        new ASN1Integer(alicePublic.getY()));
        alice = certificate(new X500Name("CN=Alice"), bare, false, rootKey.getPrivate());
    }

    private static DSAParams parameters() {
        return ((DSAPublicKey) rootKey.getPublic()).getParams();
    }

    private static SubjectPublicKeyInfo spki(KeyPair pair) {
        return SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
    }

    private static X509Certificate certificate(
            X500Name subject, SubjectPublicKeyInfo key, boolean authority, PrivateKey issuer)
            throws Exception {
        Instant now = Instant.now();
        X509v3CertificateBuilder builder =
                new X509v3CertificateBuilder(
                        ROOT,
                        BigInteger.valueOf(subject.hashCode() & 0xffff),
                        Date.from(now.minus(Duration.ofDays(1))),
                        Date.from(now.plus(Duration.ofDays(1))),
                        subject,
                        key);
        if (authority) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.rfc822Name, "alice@example.org")));
        }
        byte[] der =
                builder.build(
                                new JcaContentSignerBuilder("SHA256withDSA")
                                        .setProvider(Providers.bouncyCastle())
                                        .build(issuer))
                        .getEncoded();
        return (X509Certificate)
                CertificateFactory.getInstance("X.509", Providers.bouncyCastle())
                        .generateCertificate(new ByteArrayInputStream(der));
    }

    private static String verify(PrivateKey key, X509Certificate... others) throws Exception {
        String message =
                SignedMail.by(new TestCa.Identity(key, List.of(alice)))
                        .with(others)
                        .algorithm("SHA256withDSA")
                        .detached(SignedMail.FROM);
        return SignedMail.word(
                SignedMail.verify(
                        message,
                        new Verifying(
                                TrustStore.of(List.of(root)),
                                List.of(),
                                Instant.now(),
                                true,
                                true,
                                true,
                                VerifyLimits.DEFAULT)));
    }

    @Test
    void signatureShouldBeValidWithTheParametersOfTheIssuer() throws Exception {
        assertThat(verify(aliceKey)).isEqualTo("valid");
        assertThat(verify(aliceKey, root)).isEqualTo("valid");
    }

    /**
     * With a generator that is a known power of somebody's public value, the private key to that
     * value is known too.
     */
    @Test
    void signatureThatFitsParametersOfTheSendersChoiceShouldBeRefused() throws Exception {
        BigInteger power = BigInteger.valueOf(65537);
        DSAParams good = parameters();
        BigInteger generator = alicePublic.getY().modPow(power, good.getP());
        KeyFactory keys = KeyFactory.getInstance("DSA", Providers.bouncyCastle());
        PrivateKey forged =
                keys.generatePrivate(
                        new DSAPrivateKeySpec(
                                power.modInverse(good.getQ()),
                                good.getP(),
                                good.getQ(),
                                generator));
        KeyPair imitation =
                new KeyPair(
                        keys.generatePublic(
                                new DSAPublicKeySpec(
                                        alicePublic.getY(), good.getP(), good.getQ(), generator)),
                        forged);
        X509Certificate otherRoot = certificate(ROOT, spki(imitation), true, forged);

        assertThat(verify(forged, otherRoot)).isEqualTo("bad-signature");
    }
}
