package org.signet.smime.encrypt;

import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.KeepOpen;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.MimeLimits;
import org.signet.smime.provider.Providers;
import org.signet.smime.structure.Protection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;

/** Turns a message into an encrypted one that all its recipients can read. */
public final class MessageEncrypter {
    private static final int CHUNK = 32 * 1024;

    private final SecureRandom random;
    private final MimeLimits limits;

    public MessageEncrypter(SecureRandom random) {
        this(random, MimeLimits.DEFAULT);
    }

    MessageEncrypter(SecureRandom random, MimeLimits limits) {
        this.random = random;
        this.limits = limits;
    }

    /** Whether a message is encrypted with S/MIME already, by its structure. */
    public static boolean isEncrypted(MessageSource message) throws IOException {
        return Protection.of(message) instanceof Protection.Encrypted by
                && by.form() != Protection.EncryptedForm.MULTIPART;
    }

    /**
     * Writes the encrypted message. If an exception is thrown, what was written is of no use.
     *
     * @param certificates those of the recipients, at least one
     */
    public Encryption encrypt(
            MessageSource message, Set<X509Certificate> certificates, OutputStream out)
            throws IOException {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("There is nobody to encrypt for");
        }
        CanonicalEntity entity;
        try {
            entity = CanonicalEntity.of(message, limits);
        } catch (MimeLimitException e) {
            return new Encryption.Refused(e.limit());
        }
        write(entity, new LinkedHashSet<>(certificates), out);
        return new Encryption.Encrypted(certificates.size());
    }

    private void write(CanonicalEntity entity, Set<X509Certificate> certificates, OutputStream out)
            throws IOException {
        entity.writeOuterFieldsTo(out);
        String fields =
                """
                MIME-Version: 1.0
                Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data;
                 name=smime.p7m
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename=smime.p7m

                """;
        out.write(fields.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        try (OutputStream base64 = Base64.getMimeEncoder().wrap(new KeepOpen(out));
                OutputStream content = envelope(certificates, base64)) {
            entity.writeTo(content);
        }
        out.write('\r');
        out.write('\n');
    }

    private OutputStream envelope(Set<X509Certificate> certificates, OutputStream out)
            throws IOException {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.setBufferSize(CHUNK);
        try {
            for (RecipientInfoGenerator recipient :
                    Recipients.of(certificates, RsaPadding.OAEP, random)) {
                generator.addRecipientInfoGenerator(recipient);
            }
            return generator.open(
                    out,
                    (OutputAEADEncryptor)
                            new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                                    .setProvider(Providers.ciphers())
                                    .setSecureRandom(random)
                                    .build());
        } catch (GeneralSecurityException | CMSException e) {
            throw new IOException("Cannot make the envelope", e);
        }
    }
}
