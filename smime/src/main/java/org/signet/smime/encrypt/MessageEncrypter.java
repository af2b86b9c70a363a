package org.signet.smime.encrypt;

import org.bouncycastle.cms.CMSAuthEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSEnvelopedDataStreamGenerator;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInfoGenerator;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.bouncycastle.operator.OutputEncryptor;
import org.signet.smime.mime.Base64Lines;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.KeepOpen;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.MimeLimits;
import org.signet.smime.provider.Providers;
import org.signet.smime.structure.Protection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
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

    /** Encrypts with {@link EncryptionOptions#DEFAULT}. */
    public Encryption encrypt(
            MessageSource message, Set<X509Certificate> certificates, OutputStream out)
            throws IOException {
        return encrypt(message, certificates, EncryptionOptions.DEFAULT, out);
    }

    /**
     * Writes the encrypted message. If an exception is thrown, what was written is of no use.
     *
     * @param certificates those of the recipients, at least one
     */
    public Encryption encrypt(
            MessageSource message,
            Set<X509Certificate> certificates,
            EncryptionOptions options,
            OutputStream out)
            throws IOException {
        CanonicalEntity entity;
        try {
            entity = CanonicalEntity.of(message, limits, options.headers());
        } catch (MimeLimitException e) {
            return new Encryption.Refused(e.limit());
        }
        entity.writeOuterFieldsTo(out);
        String fields =
                """
                MIME-Version: 1.0
                Content-Type: application/pkcs7-mime; smime-type=%s;
                 name=smime.p7m
                Content-Transfer-Encoding: base64
                Content-Disposition: attachment; filename=smime.p7m

                """
                        .formatted(options.cipher().smimeType());
        out.write(fields.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        Base64Lines base64 = new Base64Lines(out);
        try (OutputStream content = envelope(certificates, options, base64)) {
            entity.writeTo(content);
        }
        base64.end();
        return new Encryption.Encrypted(certificates.size());
    }

    /** Writes a CMS structure of some content as it stands, without MIME (RFC 5652 §6). */
    public void encryptContent(
            MessageSource content,
            Set<X509Certificate> certificates,
            EncryptionOptions options,
            OutputStream out)
            throws IOException {
        try (InputStream in = content.open();
                OutputStream sealed = envelope(certificates, options, new KeepOpen(out))) {
            in.transferTo(sealed);
        }
    }

    private OutputStream envelope(
            Set<X509Certificate> certificates, EncryptionOptions options, OutputStream out)
            throws IOException {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("There is nobody to encrypt for");
        }
        try {
            List<RecipientInfoGenerator> recipients =
                    Recipients.of(certificates, options.padding(), random);
            OutputEncryptor cipher =
                    new JceCMSContentEncryptorBuilder(options.cipher().identifier())
                            .setProvider(Providers.ciphers())
                            .setSecureRandom(random)
                            .build();
            return options.cipher().isAuthenticated()
                    ? authenticated(recipients, (OutputAEADEncryptor) cipher, out)
                    : enveloped(recipients, cipher, out);
        } catch (GeneralSecurityException | CMSException e) {
            throw new IOException("Cannot make the envelope", e);
        }
    }

    private static OutputStream authenticated(
            List<RecipientInfoGenerator> recipients, OutputAEADEncryptor cipher, OutputStream out)
            throws CMSException, IOException {
        CMSAuthEnvelopedDataStreamGenerator generator = new CMSAuthEnvelopedDataStreamGenerator();
        generator.setBufferSize(CHUNK);
        recipients.forEach(generator::addRecipientInfoGenerator);
        return generator.open(out, cipher);
    }

    private static OutputStream enveloped(
            List<RecipientInfoGenerator> recipients, OutputEncryptor cipher, OutputStream out)
            throws CMSException, IOException {
        CMSEnvelopedDataStreamGenerator generator = new CMSEnvelopedDataStreamGenerator();
        generator.setBufferSize(CHUNK);
        recipients.forEach(generator::addRecipientInfoGenerator);
        return generator.open(out, cipher);
    }
}
