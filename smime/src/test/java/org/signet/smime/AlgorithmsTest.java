package org.signet.smime;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.KEMRecipientId;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.encrypt.RsaPadding;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.key.Credential;
import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.SignatureForm;
import org.signet.smime.sign.SigningOptions;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.KeyKind;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Each algorithm, form and cipher, read by Bouncy Castle's own high-level classes, which share no
 * code with ours above its primitives. What {@code openssl} can read too is in {@link
 * InteroperationTest}.
 */
class AlgorithmsTest {
    private static final Provider BC = new BouncyCastleProvider();
    private static final TestCa ROOT = TestCa.root("Example Root");
    private static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final Map<KeyKind, TestCa.Identity> IDENTITIES = new EnumMap<>(KeyKind.class);

    @TempDir Path folder;

    static {
        for (KeyKind kind : KeyKind.values()) {
            IDENTITIES.put(kind, CA.person("a@example.org").key(kind).issue());
        }
    }

    private static TestCa.Identity identity(KeyKind kind) {
        return IDENTITIES.get(kind);
    }

    private SigningKey key(KeyKind kind) throws Exception {
        Path file = folder.resolve("a.pem");
        Files.writeString(file, identity(kind).keyPem() + identity(kind).chainPem());
        KeyFile keys = KeyFile.readPem(file, Optional.empty());
        return SigningKey.of(Credential.of(keys, keys).get(0));
    }

    private static byte[] body(byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        return Base64.getMimeDecoder().decode(text.substring(text.indexOf("\r\n\r\n") + 4));
    }

    @Nested
    class Signatures {
        static Stream<Arguments> table() {
            List<Arguments> all = new ArrayList<>();
            for (SignatureForm form : SignatureForm.values()) {
                all.add(row(KeyKind.RSA_2048, false, form, "SHA-256", "1.2.840.113549.1.1.11"));
                all.add(row(KeyKind.RSA_2048, true, form, "SHA-256", "1.2.840.113549.1.1.10"));
                all.add(row(KeyKind.EC_P256, false, form, "SHA-256", "1.2.840.10045.4.3.2"));
                all.add(row(KeyKind.EC_P384, false, form, "SHA-384", "1.2.840.10045.4.3.3"));
                all.add(row(KeyKind.EC_P521, false, form, "SHA-512", "1.2.840.10045.4.3.4"));
                all.add(row(KeyKind.ED25519, false, form, "SHA-512", "1.3.101.112"));
                all.add(row(KeyKind.ED448, false, form, "SHAKE256-512", "1.3.101.113"));
                all.add(row(KeyKind.ML_DSA_44, false, form, "SHA-512", "2.16.840.1.101.3.4.3.17"));
                all.add(row(KeyKind.ML_DSA_65, false, form, "SHA-512", "2.16.840.1.101.3.4.3.18"));
                all.add(row(KeyKind.ML_DSA_87, false, form, "SHA-512", "2.16.840.1.101.3.4.3.19"));
            }
            return all.stream();
        }

        private static Arguments row(
                KeyKind kind, boolean pss, SignatureForm form, String digest, String signature) {
            return Arguments.of(kind, pss, form, digest, signature);
        }

        @ParameterizedTest
        @MethodSource("table")
        void signatureShouldVerifyWithTheAlgorithmsOfItsKey(
                KeyKind kind, boolean pss, SignatureForm form, String digest, String signature)
                throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new MessageSigner(
                            Clock.systemUTC(),
                            new SecureRandom(),
                            new SigningOptions(form, pss, HeaderProtection.NONE))
                    .sign(MessageSource.of(Samples.NESTED.bytes()), key(kind), out);
            byte[] canonical = InteroperationTest.canonical(Samples.NESTED.bytes());

            CMSSignedData cms =
                    form == SignatureForm.OPAQUE
                            ? new CMSSignedData(body(out.toByteArray()))
                            : new CMSSignedData(
                                    new CMSProcessableByteArray(canonical),
                                    lastPart(out.toString(StandardCharsets.ISO_8859_1)));

            SignerInformation signer = cms.getSignerInfos().iterator().next();
            assertThat(
                            signer.verify(
                                    new JcaSimpleSignerInfoVerifierBuilder()
                                            .setProvider(BC)
                                            .build(
                                                    new JcaX509CertificateHolder(
                                                            identity(kind).certificate()))))
                    .isTrue();
            assertThat(signer.getEncryptionAlgOID()).isEqualTo(signature);
            assertThat(MessageDigest.getInstance(digest, BC).digest(canonical))
                    .isEqualTo(signer.getContentDigest());
            assertThat(cms.getCertificates().getMatches(null)).hasSize(2);
            assertThat((byte[]) cms.getSignedContent().getContent()).isEqualTo(canonical);
        }

        private static byte[] lastPart(String text) {
            int end = text.lastIndexOf("\r\n--=_signed_");
            int start = text.lastIndexOf("\r\n\r\n", end);
            return Base64.getMimeDecoder().decode(text.substring(start + 4, end));
        }

        /** RFC 8419 §3.1: the length is a parameter, and is 512. */
        @Test
        void ed448ShouldDigestWithShake256Of512Bits() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new MessageSigner(Clock.systemUTC(), new SecureRandom(), SigningOptions.DEFAULT)
                    .signContent(MessageSource.of(new byte[] {1}), key(KeyKind.ED448), out);

            assertThat(new CMSSignedData(out.toByteArray()).getDigestAlgorithmIDs())
                    .containsExactly(
                            new AlgorithmIdentifier(
                                    NISTObjectIdentifiers.id_shake256_len, new ASN1Integer(512)));
        }

        @Test
        void structureAloneShouldBeDer() throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new MessageSigner(Clock.systemUTC(), new SecureRandom(), SigningOptions.DEFAULT)
                    .signContent(MessageSource.of(new byte[] {1}), key(KeyKind.EC_P256), out);

            assertThat(new CMSSignedData(out.toByteArray()).getEncoded("DER"))
                    .isEqualTo(out.toByteArray());
        }
    }

    @Nested
    class Envelopes {
        static Stream<Arguments> table() {
            List<Arguments> all = new ArrayList<>();
            for (ContentCipher cipher : ContentCipher.values()) {
                for (KeyKind kind : KeyKind.values()) {
                    if (org.signet.smime.certificate.KeyKind.of(identity(kind).certificate())
                            .orElseThrow()
                            .family()
                            .encrypts()) {
                        all.add(Arguments.of(kind, cipher));
                    }
                }
            }
            return all.stream();
        }

        @ParameterizedTest
        @MethodSource("table")
        void everyKindOfKeyShouldOpenEveryKindOfEnvelope(KeyKind kind, ContentCipher cipher)
                throws Exception {
            byte[] sealed = encrypt(EncryptionOptions.of(cipher), identity(kind).certificate());

            assertThat(open(sealed, cipher, kind))
                    .isEqualTo(InteroperationTest.canonical(Samples.NESTED.bytes()));
        }

        @ParameterizedTest
        @CsvSource({"AES_256_GCM", "AES_256_CBC"})
        void oneMessageShouldServeAllKindsTogether(ContentCipher cipher) throws Exception {
            KeyKind[] kinds =
                    table().map(each -> (KeyKind) each.get()[0]).distinct().toArray(KeyKind[]::new);
            byte[] sealed =
                    encrypt(
                            EncryptionOptions.of(cipher),
                            Arrays.stream(kinds)
                                    .map(kind -> identity(kind).certificate())
                                    .toArray(X509Certificate[]::new));

            for (KeyKind kind : kinds) {
                assertThat(open(sealed, cipher, kind))
                        .as(kind.name())
                        .isEqualTo(InteroperationTest.canonical(Samples.NESTED.bytes()));
            }
        }

        @ParameterizedTest
        @CsvSource({
            "AES_256_GCM, ,          1.2.840.113549.1.1.7",
            "AES_256_CBC, ,          1.2.840.113549.1.1.1",
            "AES_256_CBC, OAEP,      1.2.840.113549.1.1.7",
            "AES_256_GCM, PKCS1_V15, 1.2.840.113549.1.1.1",
        })
        void paddingShouldFollowTheCipherUnlessChosen(
                ContentCipher cipher, RsaPadding padding, String algorithm) throws Exception {
            EncryptionOptions usual = EncryptionOptions.of(cipher);
            byte[] sealed =
                    encrypt(
                            padding == null ? usual : usual.with(padding),
                            identity(KeyKind.RSA_2048).certificate());

            assertThat(recipients(sealed, cipher).get(0).getKeyEncryptionAlgOID())
                    .isEqualTo(algorithm);
        }

        @ParameterizedTest
        @CsvSource({
            "AES_256_GCM, authEnveloped-data",
            "AES_128_GCM, authEnveloped-data",
            "AES_256_CBC, enveloped-data",
        })
        void typeShouldBeThatOfTheStructure(ContentCipher cipher, String type) throws Exception {
            byte[] sealed =
                    encrypt(EncryptionOptions.of(cipher), identity(KeyKind.EC_P256).certificate());

            assertThat(new String(sealed, StandardCharsets.US_ASCII))
                    .contains("application/pkcs7-mime; smime-type=" + type + ";");
            assertThat(ContentInfo.getInstance(body(sealed)).getContentType())
                    .isEqualTo(
                            cipher.isAuthenticated()
                                    ? CMSObjectIdentifiers.authEnvelopedData
                                    : CMSObjectIdentifiers.envelopedData);
        }

        private static byte[] encrypt(EncryptionOptions options, X509Certificate... to)
                throws Exception {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new MessageEncrypter(new SecureRandom())
                    .encrypt(
                            MessageSource.of(Samples.NESTED.bytes()),
                            new LinkedHashSet<>(List.of(to)),
                            options,
                            out);
            return out.toByteArray();
        }

        private static List<RecipientInformation> recipients(byte[] sealed, ContentCipher cipher)
                throws Exception {
            return List.copyOf(
                    cipher.isAuthenticated()
                            ? new CMSAuthEnvelopedData(body(sealed))
                                    .getRecipientInfos()
                                    .getRecipients()
                            : new CMSEnvelopedData(body(sealed))
                                    .getRecipientInfos()
                                    .getRecipients());
        }

        private static byte[] open(byte[] sealed, ContentCipher cipher, KeyKind kind)
                throws Exception {
            X509CertificateHolder holder =
                    new JcaX509CertificateHolder(identity(kind).certificate());
            for (RecipientInformation each : recipients(sealed, cipher)) {
                if (each.getRID().equals(idOf(holder, each.getRID().getType()))) {
                    return each.getContent(recipient(cipher, kind));
                }
            }
            throw new AssertionError("no recipient of kind " + kind);
        }

        private static RecipientId idOf(X509CertificateHolder holder, int type) {
            X500Name issuer = holder.getIssuer();
            BigInteger serial = holder.getSerialNumber();
            return switch (type) {
                case RecipientId.keyTrans -> new KeyTransRecipientId(issuer, serial);
                case RecipientId.keyAgree -> new KeyAgreeRecipientId(issuer, serial);
                default -> new KEMRecipientId(issuer, serial);
            };
        }

        private static Recipient recipient(ContentCipher cipher, KeyKind kind) throws Exception {
            boolean tag = cipher.isAuthenticated();
            PrivateKey key = identity(kind).key();
            PrivateKey own =
                    KeyFactory.getInstance(key.getAlgorithm(), BC)
                            .generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
            return switch (kind) {
                case RSA_2048 ->
                        tag
                                ? new JceKeyTransAuthEnvelopedRecipient(own).setProvider(BC)
                                : new JceKeyTransEnvelopedRecipient(own).setProvider(BC);
                case ML_KEM_512, ML_KEM_768, ML_KEM_1024 ->
                        tag
                                ? new JceKEMAuthEnvelopedRecipient(own).setProvider(BC)
                                : new JceKEMEnvelopedRecipient(own).setProvider(BC);
                default ->
                        tag
                                ? new JceKeyAgreeAuthEnvelopedRecipient(own).setProvider(BC)
                                : new JceKeyAgreeEnvelopedRecipient(own).setProvider(BC);
            };
        }
    }
}
