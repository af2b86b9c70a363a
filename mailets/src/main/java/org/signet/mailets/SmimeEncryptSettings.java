package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.MailetConfig;
import org.signet.matchers.CertificateSources;
import org.signet.smime.encrypt.AdditionalRecipients;
import org.signet.smime.encrypt.CipherRule;
import org.signet.smime.encrypt.ContentCipher;
import org.signet.smime.encrypt.EncryptionOptions;
import org.signet.smime.encrypt.EncryptionRules;
import org.signet.smime.encrypt.RsaPadding;
import org.signet.smime.headers.HeaderProtection;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.slf4j.Logger;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The parameters of {@link SmimeEncrypt}, whose documentation says what they mean.
 *
 * @param marks what was said about single certificates in the folders among the sources
 * @param processor the processor that gets encrypted copies, if one is named
 * @param additional certificates that every message is encrypted for besides
 * @param trust which certificates are believed, by what the folder of roots holds now
 */
record SmimeEncryptSettings(
        CertificateSources certificates,
        Supplier<Marks> marks,
        OnNoCertificate onNoCertificate,
        Optional<String> processor,
        CipherRule cipherRule,
        boolean oaep,
        HeaderProtection headers,
        AdditionalRecipients additional,
        Supplier<RecipientTrust> trust) {
    private static final String CERTIFICATES = "certificates";

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
                        CERTIFICATES,
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
        String list = parameters.required(CERTIFICATES, CertificateSources.ALLOWED);
        CertificateSources certificates =
                CertificateSources.open(
                        list,
                        (why, allowed) -> parameters.refuse(CERTIFICATES, list, why, allowed),
                        files,
                        clock,
                        parameters.isGiven("trust"));
        Supplier<Marks> marks = certificates.marks();
        return new SmimeEncryptSettings(
                certificates,
                marks,
                otherwise,
                parameters.optional("encryptedProcessor"),
                cipherRule(parameters),
                parameters.flag("oaep", false),
                parameters.flag("protectHeaders", true)
                        ? HeaderProtection.CIPHER
                        : HeaderProtection.NONE,
                additional(parameters, files),
                RevocationParameters.trust(parameters, files, clock, logger, marks));
    }

    /** The rules for a message that is encrypted now. */
    EncryptionRules rules() {
        return new EncryptionRules(
                certificates.chain(marks.get()), trust.get(), cipherRule, additional);
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
