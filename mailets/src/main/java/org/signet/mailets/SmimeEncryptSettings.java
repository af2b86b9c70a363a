package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.MailetConfig;
import org.signet.smime.certificate.RecipientCertificates;
import org.signet.smime.encrypt.AdditionalRecipients;
import org.signet.smime.encrypt.CipherRule;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.EncryptionRules;
import org.signet.smime.encrypt.RsaPadding;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.RecipientTrust;
import org.slf4j.Logger;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parameters of {@link SmimeEncrypt}, whose documentation says what they mean.
 *
 * @param processor the processor that gets encrypted copies, if one is named
 * @param additional certificates that every message is encrypted for besides
 * @param trust which certificates are believed, by what the folder of roots holds now
 */
record SmimeEncryptSettings(
        Reloaded<RecipientCertificates> certificates,
        OnNoCertificate onNoCertificate,
        Optional<String> processor,
        CipherRule cipherRule,
        boolean oaep,
        HeaderProtection headers,
        AdditionalRecipients additional,
        Supplier<RecipientTrust> trust) {
    /** What happens to recipients without a certificate. */
    enum OnNoCertificate {
        NEXT,
        BOUNCE,
        ATTRIBUTE,
        ERROR;

        /** Whether the mail goes on for them, so that encrypted copies must go elsewhere. */
        boolean goesOn() {
            return this == NEXT || this == ATTRIBUTE;
        }
    }

    static SmimeEncryptSettings of(
            MailetConfig config, FileSystem files, Clock clock, Logger logger)
            throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        config,
                        SmimeEncrypt.class,
                        "certificates",
                        "onNoCertificate",
                        "encryptedProcessor",
                        "cbcFor",
                        "oaep",
                        "protectHeaders",
                        "additionalRecipients",
                        "trust",
                        "revocation",
                        "revocationHosts",
                        "revocationTimeout");
        OnNoCertificate otherwise = parameters.choice("onNoCertificate", OnNoCertificate.NEXT);
        if (otherwise.goesOn()) {
            parameters.required(
                    "encryptedProcessor", "a processor, with onNoCertificate next or attribute");
        }
        FolderParameter folder = FolderParameter.required(parameters, "certificates", files);
        Reloaded<RecipientCertificates> certificates =
                folder.load(parameters, RecipientCertificates::load, clock, logger);
        certificates
                .get()
                .skipped()
                .forEach(each -> logger.warn("{} is not used: {}", each.file(), each.why()));
        return new SmimeEncryptSettings(
                certificates,
                otherwise,
                parameters.optional("encryptedProcessor"),
                cipherRule(parameters),
                parameters.flag("oaep", false),
                parameters.flag("protectHeaders", true)
                        ? HeaderProtection.CIPHER
                        : HeaderProtection.NONE,
                additional(parameters, files),
                RevocationParameters.trust(
                        parameters,
                        files,
                        clock,
                        logger,
                        FolderParameter.marks(List.of(folder), parameters, "certificates", clock)));
    }

    /** The rules for a message that is encrypted now. */
    EncryptionRules rules() {
        return new EncryptionRules(certificates.get(), trust.get(), cipherRule, additional);
    }

    /** What a group of recipients who read the same cipher gets. */
    EncryptionOptions options(ContentCipher cipher) {
        EncryptionOptions usual = EncryptionOptions.of(cipher).with(headers);
        return oaep ? usual.with(RsaPadding.OAEP) : usual;
    }

    private static CipherRule cipherRule(Parameters parameters) throws MessagingException {
        String text = parameters.optional("cbcFor").orElse("");
        Optional<CipherRule> rule = CipherRule.parse(text);
        if (rule.isEmpty()) {
            throw parameters.refuse("cbcFor", text, "one of it is neither", CipherRule.ALLOWED);
        }
        return rule.get();
    }

    private static AdditionalRecipients additional(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<FolderParameter> file =
                FolderParameter.optional(parameters, "additionalRecipients", files);
        if (file.isEmpty()) {
            return AdditionalRecipients.NONE;
        }
        try {
            return AdditionalRecipients.read(file.get().path());
        } catch (UnusableFileException e) {
            throw parameters.refuse(
                    "additionalRecipients", file.get().value(), e.why(), e.allowed());
        }
    }
}
