package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.certificate.CertificateSplit;
import org.signet.smime.certificate.RecipientCertificates;
import org.signet.smime.encrypt.Encryption;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.Reloaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Encrypts mail with S/MIME (AuthEnvelopedData with AES-256-GCM, RFC 8551 §3.4) for the recipients
 * whose certificates lie in a folder.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.SmimeEncrypt"&gt;
 *   &lt;certificates&gt;file://conf/signet/certificates/&lt;/certificates&gt;
 *   &lt;onNoCertificate&gt;next&lt;/onNoCertificate&gt;
 *   &lt;encryptedProcessor&gt;relay&lt;/encryptedProcessor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>certificates</td><td>required: a folder of certificates, {@code *.pem, *.crt, *.cer,
 *   *.der}. Changes are noticed within ten seconds.</td></tr>
 * <tr><td>onNoCertificate</td><td>what happens to recipients without a certificate that may be used
 *   now: {@code next} (default) leaves the mail, <b>unencrypted</b>, with these recipients to the
 *   following mailets, one of which must protect it; {@code bounce} returns it to the sender for
 *   these recipients; {@code error} ends in an exception, for all recipients.</td></tr>
 * <tr><td>encryptedProcessor</td><td>required with {@code next}, refused otherwise: the processor
 *   that gets the encrypted mail where some recipients have a certificate and some do not.</td></tr>
 * </table>
 *
 * <p>Where all recipients have a certificate the mail itself is encrypted and goes on. Mail that is
 * encrypted with S/MIME already goes on as it is. Whatever goes wrong is an exception before
 * anything was sent, so that {@code onMailetException} decides; {@code ignore} is refused there.
 */
public class SmimeEncrypt extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeEncrypt.class);

    private enum OnNoCertificate {
        NEXT,
        BOUNCE,
        ERROR
    }

    private record Configuration(
            Reloaded<RecipientCertificates> certificates,
            OnNoCertificate onNoCertificate,
            Optional<String> encryptedProcessor) {}

    private final FileSystem files;
    private final Clock clock;
    private final MessageEncrypter encrypter;
    private Configuration configuration;

    @Inject
    public SmimeEncrypt(FileSystem files, Clock clock) {
        this(files, clock, new SecureRandom());
    }

    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    SmimeEncrypt(FileSystem files, Clock clock, SecureRandom random) {
        this.files = files;
        this.clock = clock;
        this.encrypter = new MessageEncrypter(random);
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        SmimeEncrypt.class,
                        "certificates",
                        "onNoCertificate",
                        "encryptedProcessor");
        OnNoCertificate otherwise = parameters.choice("onNoCertificate", OnNoCertificate.NEXT);
        Optional<String> processor = parameters.optional("encryptedProcessor");
        if (otherwise == OnNoCertificate.NEXT) {
            parameters.required("encryptedProcessor", "a processor, with onNoCertificate next");
        } else if (processor.isPresent()) {
            throw parameters.refuse(
                    "encryptedProcessor",
                    processor.get(),
                    "no mail would be sent there",
                    "it only with onNoCertificate next");
        }
        Reloaded<RecipientCertificates> certificates =
                FolderParameter.required(parameters, "certificates", files)
                        .load(parameters, RecipientCertificates::load, clock, LOGGER);
        certificates
                .get()
                .skipped()
                .forEach(each -> LOGGER.warn("{} is not used: {}", each.file(), each.why()));
        configuration = new Configuration(certificates, otherwise, processor);
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        if (mail.getRecipients().isEmpty()) {
            return;
        }
        try (Spool message = MessageBytes.read(mail.getMessage())) {
            if (MessageEncrypter.isEncrypted(message)) {
                LOGGER.info("{}: is encrypted already", mail.getName());
                return;
            }
            protect(mail, message);
        } catch (IOException e) {
            throw new MessagingException("Mail cannot be encrypted: " + e.getMessage(), e);
        }
    }

    private void protect(Mail mail, MessageSource message) throws MessagingException, IOException {
        CertificateSplit<MailAddress> split =
                CertificateSplit.of(
                        mail.getRecipients(),
                        MailAddress::asString,
                        configuration.certificates().get(),
                        clock.instant());
        LOGGER.info(
                "{}: a certificate for {} of {} recipients",
                mail.getName(),
                split.with().size(),
                mail.getRecipients().size());
        if (split.without().isEmpty()) {
            MessageBytes.put(mail, encrypted(message, split));
            return;
        }
        switch (configuration.onNoCertificate()) {
            case NEXT -> sendEncryptedAndGoOn(mail, message, split);
            case BOUNCE -> bounceAndGoOn(mail, message, split);
            case ERROR -> throw new MessagingException(text(split));
        }
    }

    private void sendEncryptedAndGoOn(
            Mail mail, MessageSource message, CertificateSplit<MailAddress> split)
            throws MessagingException, IOException {
        if (!split.with().isEmpty()) {
            MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
            try {
                copy.setMessageContent(encrypted(message, split));
                copy.setRecipients(split.with());
                getMailetContext().sendMail(copy, configuration.encryptedProcessor().orElseThrow());
            } finally {
                LifecycleUtil.dispose(copy);
            }
        }
        mail.setRecipients(split.without());
    }

    private void bounceAndGoOn(
            Mail mail, MessageSource message, CertificateSplit<MailAddress> split)
            throws MessagingException, IOException {
        if (split.with().isEmpty()) {
            Bounce.orFail(getMailetContext(), mail, text(split));
            mail.setState(Mail.GHOST);
            return;
        }
        MimeMessageInputStreamSource encrypted = encrypted(message, split);
        boolean bounced = false;
        try {
            Bounce.orFail(getMailetContext(), mail, text(split));
            bounced = true;
        } finally {
            if (!bounced) {
                LifecycleUtil.dispose(encrypted);
            }
        }
        mail.setRecipients(split.with());
        MessageBytes.put(mail, encrypted);
    }

    private static String text(CertificateSplit<MailAddress> split) {
        return "Your mail was not sent to these recipients, since it has to be encrypted and there"
                + " is no certificate for them that may be used: "
                + split.without().stream()
                        .map(MailAddress::asString)
                        .collect(Collectors.joining(", "));
    }

    private MimeMessageInputStreamSource encrypted(
            MessageSource message, CertificateSplit<MailAddress> split)
            throws MessagingException, IOException {
        return MessageBytes.write(
                out -> {
                    switch (encrypter.encrypt(message, split.certificates(), out)) {
                        case Encryption.Encrypted encrypted -> {}
                        case Encryption.Refused(var limit) ->
                                throw new MessagingException("Mail cannot be encrypted: " + limit);
                    }
                });
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return configuration.encryptedProcessor().map(ProcessingState::new).stream().toList();
    }

    @Override
    public String getMailetInfo() {
        return "Encrypts mail with S/MIME";
    }
}
