package org.signet.smime.encrypt;

import org.signet.smime.certificate.CertificateChain;
import org.signet.smime.trust.RecipientTrust;

/** The rules by which the recipients of a message are divided. */
public record EncryptionRules(
        CertificateChain known,
        RecipientTrust trust,
        CipherRule cipher,
        AdditionalRecipients additional) {}
