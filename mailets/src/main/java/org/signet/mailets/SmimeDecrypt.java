package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.DecryptionKeys;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.decrypt.RestoredMessage;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.Reloaded;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Decrypts S/MIME mail for the recipients whose keys lie in a folder.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.SmimeDecrypt"&gt;
 *   &lt;keys&gt;file://conf/signet/decryption-keys/&lt;/keys&gt;
 *   &lt;decryptedProcessor&gt;local-delivery&lt;/decryptedProcessor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>keys</td><td>required: a folder of files {@code *.pem, *.p12, *.pfx}, each with a private
 *   key and its certificate, which says for which addresses. Expired ones are used too. Changes are
 *   noticed within ten seconds.</td></tr>
 * <tr><td>decryptedProcessor</td><td>required: the processor that gets the decrypted mail where
 *   only some of the recipients own a key that opens it.</td></tr>
 * <tr><td>onUnauthenticated</td><td>what happens to mail encrypted with AES-CBC or Triple DES, which
 *   anybody on the way can change so that a mail program sends the content elsewhere (EFAIL): {@code
 *   leave} (default) leaves it encrypted, {@code decrypt} decrypts and marks it.</td></tr>
 * <tr><td>legacy</td><td>{@code true} accepts Triple DES; default {@code false}.</td></tr>
 * </table>
 *
 * <p>Strict: the decrypted mail goes only to recipients who own a key that opens it; for the others
 * the mail stays encrypted. Where all own one, the mail itself is decrypted and goes on. The
 * decrypted MIME entity is put in place byte for byte, a signature inside included, so that {@code
 * SmimeVerify} should come after; header fields that were encrypted along (RFC 9788) come back.
 *
 * <p>Decrypted mail has the header field {@code X-Signet-Smime-Decrypted} with the cipher, and the
 * attribute {@code signet.smime.decrypted}; a field of this name that came with the mail is
 * removed. Mail that cannot be decrypted goes on encrypted, whatever the reason was, so that nobody
 * can learn about a key by sending variations of a mail. What cannot be read or stored is an
 * exception, so that {@code onMailetException} decides.
 */
public class SmimeDecrypt extends GenericMailet {
    static final AttributeName DECRYPTED = AttributeName.of("signet.smime.decrypted");
    static final String FIELD = "X-Signet-Smime-Decrypted";

    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeDecrypt.class);

    private enum OnUnauthenticated {
        LEAVE,
        DECRYPT
    }

    private record Configuration(
            Reloaded<DecryptionKeys> keys,
            String decryptedProcessor,
            OnUnauthenticated onUnauthenticated,
            boolean legacy) {}

    private final FileSystem files;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private Configuration configuration;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public SmimeDecrypt(FileSystem files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        SmimeDecrypt.class,
                        "keys",
                        "decryptedProcessor",
                        "onUnauthenticated",
                        "legacy");
        configuration =
                new Configuration(
                        FolderParameter.required(parameters, "keys", files)
                                .load(parameters, DecryptionKeys::load, clock, LOGGER),
                        parameters.required("decryptedProcessor", "a processor"),
                        parameters.choice("onUnauthenticated", OnUnauthenticated.LEAVE),
                        parameters.flag("legacy", false));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        mail.getMessage().removeHeader(FIELD);
        mail.removeAttribute(DECRYPTED);
        if (mail.getRecipients().isEmpty()) {
            return;
        }
        try (Spool message = MessageBytes.read(mail.getMessage())) {
            if (MessageEncrypter.isEncrypted(message)) {
                decrypt(mail, message);
            }
        } catch (IOException e) {
            throw new MessagingException("Mail cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private void decrypt(Mail mail, Spool message) throws MessagingException, IOException {
        int count = mail.getRecipients().size();
        List<MailAddress> left = new ArrayList<>(mail.getRecipients());
        for (Map.Entry<List<DecryptionKey>, List<MailAddress>> owner : owners(mail).entrySet()) {
            boolean all = owner.getValue().size() == count;
            if (decrypt(mail, message, owner.getKey(), owner.getValue(), all) && !all) {
                // At once, so that nobody gets it twice should the next fail.
                left.removeAll(owner.getValue());
                mail.setRecipients(left);
            }
        }
        if (left.isEmpty()) {
            mail.setState(Mail.GHOST);
        }
    }

    /** The recipients by the keys that they own, without those who own none. */
    private Map<List<DecryptionKey>, List<MailAddress>> owners(Mail mail) {
        Map<List<DecryptionKey>, List<MailAddress>> owners = new LinkedHashMap<>();
        for (MailAddress recipient : mail.getRecipients()) {
            List<DecryptionKey> keys =
                    Mailbox.parse(recipient.asString())
                            .map(configuration.keys().get()::of)
                            .orElse(List.of());
            if (!keys.isEmpty()) {
                owners.computeIfAbsent(keys, same -> new ArrayList<>()).add(recipient);
            }
        }
        return owners;
    }

    /** Decrypts for some recipients; false if the mail must stay as it is for them. */
    private boolean decrypt(
            Mail mail,
            Spool message,
            List<DecryptionKey> keys,
            List<MailAddress> recipients,
            boolean inPlace)
            throws MessagingException, IOException {
        Decryption decryption =
                new MessageDecrypter(keys, random, Spool::inTemporaryFolder, configuration.legacy())
                        .decrypt(message);
        if (!(decryption instanceof Decryption.Decrypted decrypted)) {
            LOGGER.info("{}: stays encrypted", mail.getName());
            return false;
        }
        try (Spool entity = decrypted.entity()) {
            String cipher = decrypted.algorithm().name().toLowerCase(Locale.ROOT).replace('_', '-');
            if (!decrypted.authenticated()
                    && configuration.onUnauthenticated() == OnUnauthenticated.LEAVE) {
                LOGGER.info("{}: stays encrypted, since {} proves nothing", mail.getName(), cipher);
                return false;
            }
            RestoredMessage restored = RestoredMessage.of(message, entity);
            String word = cipher + (decrypted.authenticated() ? "" : " (unauthenticated)");
            MimeMessageInputStreamSource source = MessageBytes.write(restored::writeTo);
            if (inPlace) {
                MessageBytes.put(mail, source);
                mark(mail, word);
            } else {
                send(mail, source, recipients, word);
            }
            LOGGER.info("{}: decrypted ({})", mail.getName(), word);
            return true;
        }
    }

    private void send(
            Mail mail,
            MimeMessageInputStreamSource source,
            List<MailAddress> recipients,
            String word)
            throws MessagingException {
        MailImpl copy = MailImpl.duplicateWithoutMessage(mail).build();
        try {
            copy.setMessageContent(source);
            copy.setRecipients(recipients);
            mark(copy, word);
            getMailetContext().sendMail(copy, configuration.decryptedProcessor());
        } finally {
            LifecycleUtil.dispose(copy);
        }
    }

    private static void mark(Mail mail, String word) throws MessagingException {
        MimeMessage message = mail.getMessage();
        message.removeHeader(FIELD);
        message.addHeader(FIELD, word);
        mail.setAttribute(new Attribute(DECRYPTED, AttributeValue.of(word)));
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return List.of(new ProcessingState(configuration.decryptedProcessor()));
    }

    @Override
    public String getMailetInfo() {
        return "Decrypts S/MIME mail";
    }
}
