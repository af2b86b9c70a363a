package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.cert.jcajce.JcaX509CRLHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAttributeTableGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.smime.trust.TrustStore;
import org.signet.testing.TestCa;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Signed messages of every kind, good and bad. */
final class SignedMail {
    static final String ENTITY = "Content-Type: text/plain\r\n\r\nthe plan\r\n";
    static final String FROM = "From: Alice <alice@example.org>\r\nSubject: plan\r\n";

    private final List<TestCa.Identity> signers = new ArrayList<>();
    private final List<X509CRL> lists = new ArrayList<>();
    private final List<X509Certificate> others = new ArrayList<>();
    private String algorithm = "";
    private boolean attributes = true;
    private boolean certificates = true;
    private String entity = ENTITY;
    private String contentType = "1.2.840.113549.1.7.1";
    private UnaryOperator<AttributeTable> change = UnaryOperator.identity();

    static SignedMail by(TestCa.Identity... signers) {
        SignedMail mail = new SignedMail();
        mail.signers.addAll(List.of(signers));
        return mail;
    }

    SignedMail with(X509CRL... more) {
        lists.addAll(List.of(more));
        return this;
    }

    SignedMail with(X509Certificate... more) {
        others.addAll(List.of(more));
        return this;
    }

    SignedMail algorithm(String name) {
        this.algorithm = name;
        return this;
    }

    SignedMail withoutAttributes() {
        this.attributes = false;
        return this;
    }

    SignedMail withoutCertificates() {
        this.certificates = false;
        return this;
    }

    SignedMail entity(String other) {
        this.entity = other;
        return this;
    }

    SignedMail contentType(String other) {
        this.contentType = other;
        return this;
    }

    SignedMail attribute(ASN1ObjectIdentifier type, @Nullable Attribute replacement) {
        UnaryOperator<AttributeTable> before = change;
        change =
                table -> {
                    AttributeTable without = before.apply(table).remove(type);
                    if (replacement == null) {
                        return without;
                    }
                    ASN1EncodableVector all = without.toASN1EncodableVector();
                    all.add(replacement);
                    return new AttributeTable(all);
                };
        return this;
    }

    /** The CMS structure. */
    byte[] cms(boolean withContent) throws Exception {
        CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
        for (TestCa.Identity signer : signers) {
            JcaSignerInfoGeneratorBuilder builder =
                    new JcaSignerInfoGeneratorBuilder(
                            new JcaDigestCalculatorProviderBuilder()
                                    .setProvider(Providers.bouncyCastle())
                                    .build());
            CMSAttributeTableGenerator defaults = new DefaultSignedAttributeTableGenerator();
            builder.setSignedAttributeGenerator(
                    parameters -> change.apply(defaults.getAttributes(parameters)));
            builder.setDirectSignature(!attributes);
            generator.addSignerInfoGenerator(
                    builder.build(
                            new JcaContentSignerBuilder(algorithmOf(signer))
                                    .setProvider(Providers.bouncyCastle())
                                    .build(signer.key()),
                            signer.certificate()));
            if (certificates) {
                for (X509Certificate each : signer.chain()) {
                    generator.addCertificate(new JcaX509CertificateHolder(each));
                }
            }
        }
        for (X509Certificate each : others) {
            generator.addCertificate(new JcaX509CertificateHolder(each));
        }
        for (X509CRL each : lists) {
            generator.addCRL(new JcaX509CRLHolder(each));
        }
        return generator
                .generate(
                        new CMSProcessableByteArray(
                                new ASN1ObjectIdentifier(contentType),
                                entity.getBytes(StandardCharsets.UTF_8)),
                        withContent)
                .getEncoded();
    }

    private String algorithmOf(TestCa.Identity signer) {
        if (!algorithm.isEmpty()) {
            return algorithm;
        }
        Map<String, String> usual =
                Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "Ed25519");
        String key = signer.key().getAlgorithm();
        return usual.getOrDefault(key, key);
    }

    /** As {@code multipart/signed}, below the given fields. */
    String detached(String fields) throws Exception {
        return multipart(fields, entity, cms(false));
    }

    static String multipart(String fields, String entity, byte[] signature) {
        return fields
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                + " micalg=sha-256; boundary=b\r\n\r\n--b\r\n"
                + entity
                + "\r\n--b\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(signature)
                + "\r\n--b--\r\n";
    }

    /** As {@code application/pkcs7-mime}, below the given fields. */
    String opaque(String fields) throws Exception {
        return pkcs7(fields, cms(true));
    }

    static String pkcs7(String fields, byte[] cms) {
        return fields
                + "Content-Type: application/pkcs7-mime; name=smime.p7m\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n"
                + Base64.getMimeEncoder().encodeToString(cms)
                + "\r\n";
    }

    static Verification verify(String message, TestCa ca) throws Exception {
        return verify(
                message, Verifying.of(TrustStore.of(List.of(ca.certificate())), Instant.now()));
    }

    static Verification verify(String message, Verifying rules) throws Exception {
        return new MessageVerifier(rules, Spool::inTemporaryFolder)
                .verify(MessageSource.of(message.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** The verdict in one word: {@code valid}, or the reason. */
    static String word(Verification verification) {
        return word(verification.verdict());
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Valid valid -> "valid";
            case Verdict.Invalid invalid -> invalid.reason().code();
            case Verdict.Undecidable open -> "? " + open.reason().code();
        };
    }
}
