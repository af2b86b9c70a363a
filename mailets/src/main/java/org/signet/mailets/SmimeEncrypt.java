package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.ProcessingState;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.encrypt.Encryption;
import org.signet.smime.encrypt.EncryptionPlan;
import org.signet.smime.encrypt.MessageEncrypter;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Encrypts mail with S/MIME (RFC 8551) for the recipients whose certificates lie in a folder:
 * AuthEnvelopedData with AES-256-GCM, or EnvelopedData with AES-256-CBC for those who need it.
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.SmimeEncrypt"&gt;
 *   &lt;certificates&gt;file://conf/signet/certificates/&lt;/certificates&gt;
 *   &lt;onNoCertificate&gt;next&lt;/onNoCertificate&gt;
 *   &lt;encryptedProcessor&gt;relay&lt;/encryptedProcessor&gt;
 *   &lt;cbcFor&gt;example.net, bob@example.com&lt;/cbcFor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>certificates</td><td>required: the sources of certificates, separated by white space or
 *   commas, which are asked in this order. A source is a folder of certificates, {@code *.pem,
 *   *.crt, *.cer, *.der}, or a directory, {@code ldap:} and the name of a file of settings
 *   ({@code docs/smime.md}), {@code smimea}, the DNS, or {@code sql:} and such a file, a database. While a source cannot be asked, mail ends in an exception, for all
 *   recipients. Changes are noticed within ten seconds. Certificates that the file {@code
 *   blocked} of one of the folders names are never used, from whatever source; while that file
 *   cannot be read, mail ends in an exception, for all recipients. Those that a file {@code trusted}
 *   names need no chain.</td></tr>
 * <tr><td>onNoCertificate</td><td>what happens to recipients without a certificate that may be used
 *   now: {@code next} (default) leaves the mail, <b>unencrypted</b>, with these recipients to the
 *   following mailets, one of which must protect it; {@code attribute} does the same and sets the
 *   attribute {@code org.signet.smime.unencrypted} to their number, and {@code
 *   org.signet.smime.unencrypted.reasons} to a list of texts {@code address (reason)}; {@code
 *   bounce} returns it to the sender for these recipients; {@code error} ends in an exception, for all recipients.</td></tr>
 * <tr><td>encryptedProcessor</td><td>required with {@code next} and {@code attribute}: the processor
 *   that gets encrypted copies, where a mail has to be divided. Otherwise the default is the
 *   processor that this mailet runs in, whose mailets then see the copy from the start.</td></tr>
 * <tr><td>cbcFor</td><td>addresses and domains, with commas between, whose programs cannot read
 *   AES-GCM. Certificates that list what their owner reads, and no GCM, get CBC anyway.</td></tr>
 * <tr><td>oaep</td><td>{@code true}: RSA with OAEP for CBC too. Default {@code false}: OAEP with
 *   GCM, PKCS#1 v1.5 with CBC.</td></tr>
 * <tr><td>protectHeaders</td><td>{@code true} (default): the header fields are encrypted too, and the
 *   subject outside is {@code [...]} (RFC 9788).</td></tr>
 * <tr><td>additionalRecipients</td><td>a file of certificates that every mail is encrypted for
 *   besides, for an archive or an escrow.</td></tr>
 * <tr><td>trust</td><td>a folder or a file of trusted roots, as in {@link SmimeVerify}. Only
 *   certificates with a chain to one of them may then be used, besides those that the owner of a
 *   domain vouches for in signed DNS ({@code smimea}); others, and those that are revoked,
 *   count as none. Default: none, all in the folder may be used.</td></tr>
 * <tr><td>revocation, revocationHosts, revocationTimeout</td><td>as in {@link SmimeVerify}; with
 *   {@code trust} only. With {@code prefer}, what is not known to be revoked is used. With {@code
 *   require}, mail for a certificate that is not known to be good ends in an exception, for all
 *   recipients.</td></tr>
 * </table>
 *
 * <p>Where all recipients have a certificate the mail itself is encrypted and goes on. Mail that is
 * encrypted with S/MIME already goes on as it is. Whatever goes wrong is an exception, so that
 * {@code onMailetException} decides; {@code ignore} is refused there. All forms of a mail are made
 * before the first is sent.
 */
public class SmimeEncrypt extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeEncrypt.class);
    private static final AttributeName UNENCRYPTED =
            AttributeName.of("org.signet.smime.unencrypted");
    private static final AttributeName REASONS =
            AttributeName.of("org.signet.smime.unencrypted.reasons");

    private final FileSystem files;
    private final Clock clock;
    private final MessageEncrypter encrypter;
    private SmimeEncryptSettings settings;

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
        settings = SmimeEncryptSettings.of(getMailetConfig(), files, clock, LOGGER);
    }

    @Override
    @SuppressWarnings("NullAway") // James may end what never began.
    public void destroy() {
        if (settings != null) {
            settings.certificates().close();
        }
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
        switch (EncryptionPlan.of(
                mail.getRecipients(), MailAddress::asString, settings.rules(), clock.instant())) {
            case EncryptionPlan.Wait<MailAddress>(String why) ->
                    throw new MessagingException(
                            "Mail cannot be encrypted now: it could not be found out whether a"
                                    + " certificate may be used: "
                                    + why);
            case EncryptionPlan.Ready<MailAddress> ready -> protect(mail, message, ready);
        }
    }

    private void protect(Mail mail, MessageSource message, EncryptionPlan.Ready<MailAddress> plan)
            throws MessagingException, IOException {
        log(mail, plan);
        if (!plan.without().isEmpty()
                && settings.onNoCertificate() == SmimeEncryptSettings.OnNoCertificate.ERROR) {
            throw new MessagingException(text(plan));
        }
        try (EncryptedCopies copies = new EncryptedCopies()) {
            for (EncryptionPlan.Group<MailAddress> group : plan.groups()) {
                copies.add(group.recipients(), encrypted(message, group));
            }
            if (!plan.without().isEmpty() && settings.onNoCertificate().goesOn()) {
                sendAndGoOn(mail, copies, plan);
            } else {
                bounceAndGoOn(mail, copies, plan);
            }
        }
    }

    private void sendAndGoOn(
            Mail mail, EncryptedCopies copies, EncryptionPlan.Ready<MailAddress> plan)
            throws MessagingException {
        copies.sendAllBut(0, mail, getMailetContext(), settings.processor().orElseThrow());
        mail.setRecipients(plan.without().stream().map(EncryptionPlan.Without::recipient).toList());
        if (settings.onNoCertificate() == SmimeEncryptSettings.OnNoCertificate.ATTRIBUTE) {
            mail.setAttribute(new Attribute(UNENCRYPTED, AttributeValue.of(plan.without().size())));
            List<AttributeValue<?>> reasons = new ArrayList<>();
            plan.without().forEach(each -> reasons.add(AttributeValue.of(words(each))));
            mail.setAttribute(new Attribute(REASONS, AttributeValue.of(reasons)));
        }
    }

    private void bounceAndGoOn(
            Mail mail, EncryptedCopies copies, EncryptionPlan.Ready<MailAddress> plan)
            throws MessagingException {
        if (!plan.without().isEmpty()) {
            Bounce.orFail(getMailetContext(), mail, text(plan));
        }
        if (copies.isEmpty()) {
            mail.setState(Mail.GHOST);
            return;
        }
        copies.sendAllBut(
                1, mail, getMailetContext(), settings.processor().orElseGet(mail::getState));
        copies.putFirst(mail);
    }

    private static String text(EncryptionPlan.Ready<MailAddress> plan) {
        return "Your mail was not sent to these recipients, since it has to be encrypted and there"
                + " is no certificate for them that may be used: "
                + plan.without().stream()
                        .map(SmimeEncrypt::words)
                        .collect(Collectors.joining(", "));
    }

    private static String words(EncryptionPlan.Without<MailAddress> without) {
        return without.recipient().asString() + " (" + without.reason() + ")";
    }

    private static void log(Mail mail, EncryptionPlan.Ready<MailAddress> plan) {
        LOGGER.info(
                "{}: a certificate for {} of {} recipients",
                mail.getName(),
                mail.getRecipients().size() - plan.without().size(),
                mail.getRecipients().size());
        plan.without()
                .forEach(
                        each ->
                                LOGGER.info(
                                        "{}: no certificate for {}: {}",
                                        mail.getName(),
                                        words(each),
                                        each.detail()));
    }

    private MimeMessageInputStreamSource encrypted(
            MessageSource message, EncryptionPlan.Group<MailAddress> group)
            throws MessagingException, IOException {
        return MessageBytes.write(
                out -> {
                    switch (encrypter.encrypt(
                            message, group.certificates(), settings.options(group.cipher()), out)) {
                        case Encryption.Encrypted encrypted -> {}
                        case Encryption.Refused(var limit) ->
                                throw new MessagingException("Mail cannot be encrypted: " + limit);
                    }
                });
    }

    @Override
    public Collection<ProcessingState> requiredProcessingState() {
        return settings.processor().map(ProcessingState::new).stream().toList();
    }

    @Override
    public String getMailetInfo() {
        return "Encrypts mail with S/MIME";
    }
}
