package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.key.SenderIdentity;
import org.signet.smime.key.SigningKey;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.Signing;
import org.signet.smime.sign.SigningOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Signs mail with the S/MIME key of its sender (multipart/signed, RFC 8551 §3.5.3).
 *
 * <pre><code>
 * &lt;mailet match="All" class="org.signet.mailets.SmimeSign"&gt;
 *   &lt;keys&gt;file://conf/signet/keys/&lt;/keys&gt;
 *   &lt;onNoKey&gt;pass&lt;/onNoKey&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <table>
 * <caption>Parameters</caption>
 * <tr><td>keys</td><td>required: a folder of files {@code *.pem}, each with a private key, its
 *   certificate and the certificates above it. The certificate says for which addresses. Changes
 *   are noticed within ten seconds.</td></tr>
 * <tr><td>onNoKey</td><td>what happens to mail whose sender has no key that may be used now:
 *   {@code pass} (default) lets it go on unsigned, {@code bounce} returns it to the sender, {@code
 *   error} ends in an exception.</td></tr>
 * <tr><td>requireAuthentication</td><td>{@code true} (default): only mail of senders who logged in
 *   is signed. With {@code false} anybody who can hand mail to this processor can have it signed
 *   in any name that there is a key for.</td></tr>
 * </table>
 *
 * <p>Mail is signed only if From holds one address and that is the envelope sender. James must be
 * configured ({@code verifyIdentity}) so that a user can use no envelope sender but his own. Mail
 * that is signed or encrypted already goes on as it is. Whatever goes wrong is an exception, so
 * that {@code onMailetException} decides; {@code ignore} is refused there.
 */
public class SmimeSign extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeSign.class);
    private static final AttributeName JMAP_USER =
            AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    private enum OnNoKey {
        PASS,
        BOUNCE,
        ERROR
    }

    private record Configuration(
            Reloaded<SigningKeys> keys, OnNoKey onNoKey, boolean requireAuthentication) {}

    private final FileSystem files;
    private final Clock clock;
    private final MessageSigner signer;
    private Configuration configuration;

    @Inject
    public SmimeSign(FileSystem files, Clock clock) {
        this(files, clock, new SecureRandom());
    }

    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    SmimeSign(FileSystem files, Clock clock, SecureRandom random) {
        this.files = files;
        this.clock = clock;
        this.signer = new MessageSigner(clock, random, SigningOptions.DEFAULT);
    }

    @Override
    public void init() throws MessagingException {
        Parameters parameters =
                Parameters.of(
                        getMailetConfig(),
                        SmimeSign.class,
                        "keys",
                        "onNoKey",
                        "requireAuthentication");
        Reloaded<SigningKeys> keys =
                FolderParameter.required(parameters, "keys", files)
                        .load(
                                parameters,
                                folder -> SigningKeys.load(folder, clock.instant()),
                                clock,
                                LOGGER);
        keys.get()
                .skipped()
                .forEach(key -> LOGGER.warn("{} is not used: {}", key.file(), key.why()));
        configuration =
                new Configuration(
                        keys,
                        parameters.choice("onNoKey", OnNoKey.PASS),
                        parameters.flag("requireAuthentication", true));
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        switch (identity(mail)) {
            case SenderIdentity.Unknown(SenderIdentity.Reason reason) -> noKey(mail, reason.name());
            case SenderIdentity.Known(Mailbox sender) -> {
                switch (configuration.keys().get().choose(sender, clock.instant())) {
                    case SigningKeys.Choice.NoKey(var reason) -> noKey(mail, reason.name());
                    case SigningKeys.Choice.Found(SigningKey key) -> sign(mail, key);
                }
            }
        }
    }

    private void sign(Mail mail, SigningKey key) throws MessagingException {
        try (Spool message = MessageBytes.read(mail.getMessage())) {
            if (MessageSigner.isProtected(message)) {
                LOGGER.info("{}: is signed or encrypted already", mail.getName());
                return;
            }
            MessageBytes.put(
                    mail, MessageBytes.write(out -> sign(mail.getName(), message, key, out)));
        } catch (IOException e) {
            throw new MessagingException("Mail cannot be signed: " + e.getMessage(), e);
        }
    }

    private void sign(String name, MessageSource message, SigningKey key, OutputStream out)
            throws IOException, MessagingException {
        switch (signer.sign(message, key, out)) {
            case Signing.Signed(String micalg, boolean robust) -> {
                LOGGER.info("{}: signed with {} ({})", name, key.file(), micalg);
                if (!robust) {
                    LOGGER.warn(
                            "{}: holds eight-bit text that cannot be encoded; a server on the way"
                                    + " that changes it will break the signature",
                            name);
                }
            }
            case Signing.Refused(var limit) ->
                    throw new MessagingException("Mail cannot be signed: " + limit);
        }
    }

    private void noKey(Mail mail, String reason) throws MessagingException {
        LOGGER.info("{}: no key to sign with: {}", mail.getName(), reason);
        switch (configuration.onNoKey()) {
            case PASS -> {}
            case BOUNCE -> {
                Bounce.orFail(
                        getMailetContext(),
                        mail,
                        "Your mail was not sent: it has to be signed, and there is no key that it"
                                + " could be signed with ("
                                + reason
                                + ").");
                mail.setState(Mail.GHOST);
            }
            case ERROR -> throw new MessagingException("There is no key to sign with: " + reason);
        }
    }

    private SenderIdentity identity(Mail mail) throws MessagingException {
        boolean authenticated =
                !configuration.requireAuthentication()
                        || mail.getAttribute(Mail.SMTP_AUTH_USER).isPresent()
                        || mail.getAttribute(JMAP_USER).isPresent();
        Optional<Mailbox> envelope =
                mail.getMaybeSender()
                        .asOptional()
                        .map(MailAddress::asString)
                        .flatMap(Mailbox::parse);
        return SenderIdentity.decide(authenticated, envelope, authors(mail));
    }

    private static List<Mailbox> authors(Mail mail) throws MessagingException {
        List<Mailbox> authors = new ArrayList<>();
        String[] fields = mail.getMessage().getHeader("From");
        try {
            for (String field : fields == null ? new String[0] : fields) {
                for (InternetAddress address : InternetAddress.parseHeader(field, true)) {
                    Optional<Mailbox> author = Mailbox.parse(address.getAddress());
                    if (author.isEmpty()) {
                        return List.of();
                    }
                    authors.add(author.get());
                }
            }
            return authors;
        } catch (AddressException unreadable) {
            return List.of();
        }
    }

    @Override
    public String getMailetInfo() {
        return "Signs mail with the S/MIME key of its sender";
    }
}
