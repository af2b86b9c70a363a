package org.signet.smime.decrypt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AuthEnvelopedData;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.KeyTransRecipientInfo;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Whatever is done to an authenticated message, no other plaintext than the right one leaves. */
class TamperTest {
    @TempDir static Path folder;
    private static byte[] der = new byte[0];

    @BeforeAll
    static void seal() throws Exception {
        der = Sealed.der(Sealed.P256);
    }

    private static Decryption decrypt(byte[] structure) throws Exception {
        return new MessageDecrypter(
                        List.of(Sealed.key(Sealed.P256), Sealed.key(Sealed.RSA)),
                        new SecureRandom(),
                        () -> Spool.in(folder))
                .decrypt(Sealed.message(structure));
    }

    private static String text(Decryption decryption) throws IOException {
        assertThat(decryption).isInstanceOf(Decryption.Decrypted.class);
        try (Spool spool = ((Decryption.Decrypted) decryption).entity();
                InputStream in = spool.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The right plaintext, or none. */
    private static boolean isDecrypted(byte[] structure) throws Exception {
        Decryption decryption = decrypt(structure);
        if (decryption instanceof Decryption.Decrypted) {
            assertThat(text(decryption)).isEqualTo(Sealed.CONTENT);
            return true;
        }
        return false;
    }

    private static AuthEnvelopedData authEnveloped() {
        return AuthEnvelopedData.getInstance(ContentInfo.getInstance(der).getContent());
    }

    private static byte[] wrap(ASN1ObjectIdentifier type, ASN1Encodable content)
            throws IOException {
        return new ContentInfo(type, content).getEncoded();
    }

    private static byte[] withTag(int lengthInParameters, int lengthOfTag) throws IOException {
        AuthEnvelopedData data = authEnveloped();
        EncryptedContentInfo content = data.getAuthEncryptedContentInfo();
        AlgorithmIdentifier algorithm = content.getContentEncryptionAlgorithm();
        byte[] nonce = GCMParameters.getInstance(algorithm.getParameters()).getNonce();
        EncryptedContentInfo changed =
                new EncryptedContentInfo(
                        content.getContentType(),
                        new AlgorithmIdentifier(
                                algorithm.getAlgorithm(),
                                new DERSequence(
                                        new ASN1Encodable[] {
                                            new DEROctetString(nonce),
                                            new ASN1Integer(lengthInParameters)
                                        })),
                        content.getEncryptedContent());
        byte[] tag = Arrays.copyOf(data.getMac().getOctets(), lengthOfTag);
        return wrap(
                CMSObjectIdentifiers.authEnvelopedData,
                new AuthEnvelopedData(
                        null,
                        data.getRecipientInfos(),
                        changed,
                        null,
                        new DEROctetString(tag),
                        null));
    }

    private static byte[] withContent(
            ASN1ObjectIdentifier type, ASN1ObjectIdentifier contentType, AlgorithmIdentifier with)
            throws IOException {
        AuthEnvelopedData data = authEnveloped();
        EncryptedContentInfo content =
                new EncryptedContentInfo(
                        contentType,
                        with,
                        data.getAuthEncryptedContentInfo().getEncryptedContent());
        return wrap(
                type,
                type.equals(CMSObjectIdentifiers.authEnvelopedData)
                        ? new AuthEnvelopedData(
                                null,
                                data.getRecipientInfos(),
                                content,
                                contentType.equals(CMSObjectIdentifiers.data)
                                        ? null
                                        : attributes(contentType),
                                data.getMac(),
                                null)
                        : new EnvelopedData(
                                null, data.getRecipientInfos(), content, (ASN1Set) null));
    }

    private static ASN1Set attributes(ASN1ObjectIdentifier contentType) {
        return new DERSet(
                new Attribute(
                        PKCSObjectIdentifiers.pkcs_9_at_contentType, new DERSet(contentType)));
    }

    private static AlgorithmIdentifier algorithm() {
        return authEnveloped().getAuthEncryptedContentInfo().getContentEncryptionAlgorithm();
    }

    @Test
    void messageItselfShouldBeDecrypted() throws Exception {
        assertThat(isDecrypted(der)).isTrue();
    }

    @Nested
    class AnyBit {
        /** What may be flipped without harm is what means nothing, such as a version number. */
        @Test
        void flippedShouldNeverGiveAnotherPlaintext() throws Exception {
            int harmless = 0;
            for (int bit = 0; bit < der.length * 8; bit++) {
                byte[] flipped = der.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                harmless += isDecrypted(flipped) ? 1 : 0;
            }

            assertThat(harmless).isLessThan(der.length);
            assertThat(files()).isEmpty();
        }

        @Test
        void ofCiphertextAndTagShouldGiveNothing() throws Exception {
            AuthEnvelopedData data = authEnveloped();
            byte[] ciphertext =
                    data.getAuthEncryptedContentInfo().getEncryptedContent().getOctets();
            byte[] all = wrap(CMSObjectIdentifiers.authEnvelopedData, data);
            for (byte[] part : List.of(ciphertext, data.getMac().getOctets())) {
                int at = indexOf(all, part);
                for (int bit = 0; bit < part.length * 8; bit++) {
                    byte[] flipped = all.clone();
                    flipped[at + bit / 8] ^= (byte) (1 << bit % 8);
                    assertThat(decrypt(flipped)).isEqualTo(new Decryption.Broken());
                }
            }
        }

        @Test
        void ofKeyWrappedWithRsaShouldGiveNothing() throws Exception {
            byte[] rsa = Sealed.der(Sealed.RSA);
            assertThat(isDecrypted(rsa)).isTrue();
            byte[] wrapped =
                    KeyTransRecipientInfo.getInstance(
                                    RecipientInfo.getInstance(
                                                    AuthEnvelopedData.getInstance(
                                                                    ContentInfo.getInstance(rsa)
                                                                            .getContent())
                                                            .getRecipientInfos()
                                                            .getObjectAt(0))
                                            .getInfo())
                            .getEncryptedKey()
                            .getOctets();
            int at = indexOf(rsa, wrapped);
            for (int i = 0; i < wrapped.length; i++) {
                byte[] flipped = rsa.clone();
                flipped[at + i] ^= 0x10;
                assertThat(decrypt(flipped)).isEqualTo(new Decryption.Broken());
            }
        }

        /** RFC 5083 §2.2: added attributes are additional authenticated data. */
        @Test
        void addedAttributesShouldGiveNothing() throws Exception {
            AuthEnvelopedData data = authEnveloped();
            byte[] added =
                    wrap(
                            CMSObjectIdentifiers.authEnvelopedData,
                            new AuthEnvelopedData(
                                    null,
                                    data.getRecipientInfos(),
                                    data.getAuthEncryptedContentInfo(),
                                    attributes(CMSObjectIdentifiers.data),
                                    data.getMac(),
                                    null));

            assertThat(decrypt(added)).isEqualTo(new Decryption.Broken());
        }

        private int indexOf(byte[] all, byte[] part) {
            for (int i = 0; i + part.length <= all.length; i++) {
                if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                    return i;
                }
            }
            throw new AssertionError("not there");
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @Nested
    class Length {
        @Test
        void anyStartOfTheMessageShouldGiveNothing() throws Exception {
            byte[] all = wrap(CMSObjectIdentifiers.authEnvelopedData, authEnveloped());
            assertThat(isDecrypted(all)).isTrue();
            for (int length = 0; length < all.length; length++) {
                assertThat(isDecrypted(Arrays.copyOf(all, length))).as("%s", length).isFalse();
            }
        }

        @ParameterizedTest
        @CsvSource({"1", "4", "8", "11"})
        void tagThatIsTooShortShouldBeRefused(int length) throws Exception {
            assertThat(decrypt(withTag(length, length)))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.TAG_TOO_SHORT));
        }

        @ParameterizedTest
        @CsvSource({"16, 4", "12, 16", "16, 12", "16, 0", "16, 17"})
        void tagOfAnotherLengthThanAnnouncedShouldGiveNothing(int announced, int length)
                throws Exception {
            assertThat(isDecrypted(withTag(announced, length))).isFalse();
        }

        /** So that it is the check of the length that refuses shorter ones. */
        @ParameterizedTest
        @CsvSource({"12", "13", "16"})
        void tagOfAllowedLengthShouldDo(int length) throws Exception {
            assertThat(isDecrypted(withTag(length, length))).isTrue();
        }
    }

    @Nested
    class Refused {
        @Test
        void cipherWithoutTagShouldNotBeTakenForOneWithTag() throws Exception {
            assertThat(
                            decrypt(
                                    withContent(
                                            CMSObjectIdentifiers.authEnvelopedData,
                                            CMSObjectIdentifiers.data,
                                            new AlgorithmIdentifier(
                                                    NISTObjectIdentifiers.id_aes256_CBC,
                                                    new DEROctetString(new byte[16])))))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_ALGORITHM));
        }

        /** GCM without a tag is a stream cipher that anybody can change. */
        @Test
        void gcmInEnvelopedDataShouldBeRefused() throws Exception {
            assertThat(
                            decrypt(
                                    withContent(
                                            CMSObjectIdentifiers.envelopedData,
                                            CMSObjectIdentifiers.data,
                                            algorithm())))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_ALGORITHM));
        }

        @Test
        void oldCipherShouldBeRefused() throws Exception {
            assertThat(
                            decrypt(
                                    withContent(
                                            CMSObjectIdentifiers.envelopedData,
                                            CMSObjectIdentifiers.data,
                                            new AlgorithmIdentifier(
                                                    PKCSObjectIdentifiers.des_EDE3_CBC,
                                                    new DEROctetString(new byte[8])))))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_ALGORITHM));
        }

        /** RFC 5083 §2.1: what is not plain data has to be called so by an attribute. */
        @ParameterizedTest
        @CsvSource({
            "1.2.840.113549.1.7.2, 1.2.840.113549.1.7.2, BROKEN",
            "1.2.840.113549.1.7.2, 1.2.840.113549.1.7.1, CONTENT_TYPE",
            "1.2.840.113549.1.7.1, 1.2.840.113549.1.7.2, CONTENT_TYPE",
            "1.2.840.113549.1.9.16.1.4, 1.2.840.113549.1.9.16.1.4, CONTENT_TYPE",
        })
        void contentShouldNotBeTakenForAnotherType(String type, String said, String expected)
                throws Exception {
            AuthEnvelopedData data = authEnveloped();
            byte[] changed =
                    wrap(
                            CMSObjectIdentifiers.authEnvelopedData,
                            new AuthEnvelopedData(
                                    null,
                                    data.getRecipientInfos(),
                                    new EncryptedContentInfo(
                                            new ASN1ObjectIdentifier(type),
                                            algorithm(),
                                            data.getAuthEncryptedContentInfo()
                                                    .getEncryptedContent()),
                                    attributes(new ASN1ObjectIdentifier(said)),
                                    data.getMac(),
                                    null));

            assertThat(decrypt(changed))
                    .isEqualTo(
                            expected.equals("BROKEN")
                                    ? new Decryption.Broken()
                                    : new Decryption.Refused(
                                            Decryption.Refused.Reason.valueOf(expected)));
        }

        @Test
        void contentThatNothingSaysTheTypeOfShouldBeRefused() throws Exception {
            byte[] all = wrap(CMSObjectIdentifiers.authEnvelopedData, authEnveloped());
            byte[] data = CMSObjectIdentifiers.data.getEncoded();
            for (int at = 0; at + data.length <= all.length; at++) {
                if (Arrays.equals(all, at, at + data.length, data, 0, data.length)) {
                    all[at + data.length - 1] = 2;
                }
            }

            assertThat(decrypt(all))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.CONTENT_TYPE));
        }

        /** No claim may reserve memory: two gigabytes for each value before the content. */
        @Test
        void claimsOfTwoGigabytesShouldTakeLittleMemory() throws Exception {
            byte[] claim = {0x30, (byte) 0x84, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0x00};
            byte[] all = wrap(CMSObjectIdentifiers.authEnvelopedData, authEnveloped());
            List<byte[]> spent = new java.util.ArrayList<>();
            long allowed = Runtime.getRuntime().maxMemory() / 2;
            while (spent.stream().mapToLong(each -> each.length).sum() < allowed) {
                spent.add(new byte[16 * 1024 * 1024]);
            }

            for (int at = 0; at < 120; at++) {
                byte[] claiming = Arrays.copyOf(all, all.length);
                System.arraycopy(claim, 1, claiming, at + 1, claim.length - 1);
                isDecrypted(claiming);
            }
            assertThat(spent).isNotEmpty();
        }

        @Test
        void endlessHeaderShouldBeRefused() throws Exception {
            byte[] message = "X: y\r\n".repeat(200_000).getBytes(StandardCharsets.US_ASCII);

            assertThat(
                            new MessageDecrypter(
                                            List.of(Sealed.key(Sealed.P256)),
                                            new SecureRandom(),
                                            () -> Spool.in(folder))
                                    .decrypt(MessageSource.of(message)))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.HEAD_TOO_LONG));
        }

        @Test
        void endlessRecipientsShouldBeRefused() throws Exception {
            AuthEnvelopedData data = authEnveloped();
            ASN1Encodable[] many = new ASN1Encodable[10_000];
            Arrays.fill(many, data.getRecipientInfos().getObjectAt(0));
            byte[] all =
                    wrap(
                            CMSObjectIdentifiers.authEnvelopedData,
                            new AuthEnvelopedData(
                                    null,
                                    new DERSet(many),
                                    data.getAuthEncryptedContentInfo(),
                                    null,
                                    data.getMac(),
                                    null));

            assertThat(decrypt(all))
                    .isEqualTo(new Decryption.Refused(Decryption.Refused.Reason.HEAD_TOO_LONG));
        }
    }

    @Test
    void randomDamageShouldBeOneOfTheVerdicts() throws Exception {
        for (long seed = 0; seed < 1_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = der.clone();
            for (int i = random.nextInt(8); i >= 0; i--) {
                damaged[random.nextInt(random.nextBoolean() ? damaged.length : 60)] =
                        (byte) random.nextInt();
            }
            isDecrypted(damaged);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void messageThatCannotBeReadShouldNotBeCalledBroken() throws Exception {
        MessageDecrypter decrypter =
                new MessageDecrypter(
                        List.of(Sealed.key(Sealed.P256)),
                        new SecureRandom(),
                        () -> Spool.in(folder));
        byte[] bytes = Sealed.message(der).open().readAllBytes();
        for (int readable = 0; readable < bytes.length; readable += 7) {
            int until = readable;
            assertThatThrownBy(() -> decrypter.decrypt(() -> new FailingInput(bytes, until)))
                    .as("after %s bytes", readable)
                    .isInstanceOf(IOException.class)
                    .hasMessage("disk is broken");
        }
    }

    @Test
    void plaintextThatCannotBeStoredShouldNotBeCalledBroken() throws Exception {
        MessageDecrypter decrypter =
                new MessageDecrypter(
                        List.of(Sealed.key(Sealed.P256)),
                        new SecureRandom(),
                        () -> {
                            Spool full = Spool.in(folder);
                            try {
                                full.output().close();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                            return full;
                        });

        assertThatThrownBy(() -> decrypter.decrypt(Sealed.message(der)))
                .isInstanceOf(IOException.class)
                .hasMessage("This spool is already filled");
    }

    /** Gives some bytes and then fails, as a disk does. */
    private static final class FailingInput extends InputStream {
        private final byte[] bytes;
        private final int until;
        private int at;

        FailingInput(byte[] bytes, int until) {
            this.bytes = bytes;
            this.until = until;
        }

        @Override
        public int read() throws IOException {
            if (at >= until) {
                throw new IOException("disk is broken");
            }
            return bytes[at++] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            target[offset] = (byte) read();
            return 1;
        }
    }
}
