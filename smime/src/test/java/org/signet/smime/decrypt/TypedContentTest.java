package org.signet.smime.decrypt;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.SimpleAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.mime.Spool;
import org.signet.smime.provider.Providers;
import org.signet.testing.TestCa;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/** Authenticated attributes, and structures in an envelope without MIME in between. */
class TypedContentTest {
    private static final String CONTENT = "Content-Type: text/plain\r\n\r\nsigned below\r\n";
    private static final ASN1ObjectIdentifier DATA = CMSObjectIdentifiers.data;
    private static final ASN1ObjectIdentifier SIGNED = CMSObjectIdentifiers.signedData;

    @TempDir Path folder;
    private OpenSsl openssl;
    private byte[] signed = {};

    /** SignedData as it lies in other structures: without ContentInfo. */
    @BeforeEach
    void sign() throws Exception {
        openssl = new OpenSsl(folder);
        TestCa ca = TestCa.root("Root");
        openssl.identity("a", ca.person("a@example.org").key(TestCa.KeyKind.RSA_2048).issue());
        openssl.write("root.pem", ca.identity().certificatePem());
        openssl.write("content", CONTENT);
        openssl.done(
                "cms -sign -binary -nodetach -in content -signer a.crt -inkey a.key -outform DER -out s"
                        .split(" ", -1));
        signed =
                ContentInfo.getInstance(openssl.read("s"))
                        .getContent()
                        .toASN1Primitive()
                        .getEncoded();
    }

    private static byte[] authEnveloped(
            ASN1ObjectIdentifier type, byte[] content, String algorithm, Attribute... attributes)
            throws Exception {
        CMSAuthEnvelopedDataGenerator generator = new CMSAuthEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(
                new JceKeyTransRecipientInfoGenerator(Sealed.RSA.certificate())
                        .setProvider(Providers.bouncyCastle()));
        if (attributes.length > 0) {
            generator.setAuthenticatedAttributeGenerator(
                    new SimpleAttributeTableGenerator(new AttributeTable(new DERSet(attributes))));
        }
        return generator
                .generate(
                        new CMSProcessableByteArray(type, content),
                        (OutputAEADEncryptor)
                                new JceCMSContentEncryptorBuilder(
                                                new ASN1ObjectIdentifier(algorithm))
                                        .setProvider(Providers.bouncyCastle())
                                        .build())
                .getEncoded();
    }

    private static Attribute says(ASN1ObjectIdentifier type) {
        return new Attribute(CMSAttributes.contentType, new DERSet(type));
    }

    private Decryption decrypt(byte[] structure) throws Exception {
        return new MessageDecrypter(
                        List.of(Sealed.key(Sealed.RSA)), new SecureRandom(), () -> Spool.in(folder))
                .decrypt(Sealed.message(structure));
    }

    private static byte[] content(Decryption decryption) throws Exception {
        assertThat(decryption).isInstanceOf(Decryption.Decrypted.class);
        try (Spool spool = ((Decryption.Decrypted) decryption).entity();
                InputStream in = spool.open()) {
            return in.readAllBytes();
        }
    }

    /** AES-GCM, AES-CCM and ChaCha20-Poly1305, each with attributes that come after the content. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2.16.840.1.101.3.4.1.46",
                "2.16.840.1.101.3.4.1.6",
                "2.16.840.1.101.3.4.1.47",
                "1.2.840.113549.1.9.16.3.18",
            })
    void authenticatedAttributesShouldBeCheckedAlongWithTheContent(String algorithm)
            throws Exception {
        byte[] plain = CONTENT.getBytes(StandardCharsets.US_ASCII);
        byte[] sealed = authEnveloped(DATA, plain, algorithm, says(DATA));

        assertThat(content(decrypt(sealed))).isEqualTo(plain);

        byte[] name = CMSAttributes.contentType.getEncoded();
        int at = lastIndexOf(sealed, name);
        sealed[at + name.length - 1] ^= 1;
        assertThat(decrypt(sealed)).isEqualTo(new Decryption.Broken());
    }

    private static int lastIndexOf(byte[] all, byte[] part) {
        for (int i = all.length - part.length; i >= 0; i--) {
            if (java.util.Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not there");
    }

    private void assertSignedInside(Decryption decryption) throws Exception {
        openssl.write("inside", content(decryption));
        openssl.done("cms -verify -binary -in inside -CAfile root.pem -out opened".split(" ", -1));
        assertThat(openssl.read("opened")).isEqualTo(CONTENT.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void signedDataDirectlyInAuthEnvelopedDataShouldBecomeAnEntity() throws Exception {
        assertSignedInside(
                decrypt(authEnveloped(SIGNED, signed, "2.16.840.1.101.3.4.1.46", says(SIGNED))));
    }

    @Test
    void signedDataDirectlyInEnvelopedDataShouldBecomeAnEntity() throws Exception {
        CMSEnvelopedDataGenerator generator = new CMSEnvelopedDataGenerator();
        generator.addRecipientInfoGenerator(
                new JceKeyTransRecipientInfoGenerator(Sealed.RSA.certificate())
                        .setProvider(Providers.bouncyCastle()));

        assertSignedInside(
                decrypt(
                        generator
                                .generate(
                                        new CMSProcessableByteArray(SIGNED, signed),
                                        new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_CBC)
                                                .setProvider(Providers.bouncyCastle())
                                                .build())
                                .getEncoded()));
    }
}
