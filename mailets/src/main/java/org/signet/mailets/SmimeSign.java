package org.signet.mailets;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMailet;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.key.KeyUnavailableException;
import org.signet.smime.key.SenderIdentity;
import org.signet.smime.key.SigningKey;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.PartTypes;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.sign.MessageSigner;
import org.signet.smime.sign.Signing;
import org.signet.smime.sign.SigningRules.Trait;
import org.signet.smime.structure.Protection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Signs mail with the S/MIME key of its sender (RFC 8551 §3.5).
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
 * <tr><td>keys</td><td>required: a folder of files {@code *.pem, *.p12, *.pfx}, each with a private
 *   key, its certificate and the certificates above it, and its password, if it has one, in {@code
 *   NAME.password} beside it. The certificate says for which addresses, or domains. Changes are
 *   noticed within ten seconds.</td></tr>
 * <tr><td>globalKey</td><td>the name of a file in that folder, whose key signs for every sender
 *   for whom there is no key, nor one for his domain.</td></tr>
 * <tr><td>onNoKey</td><td>what happens to mail whose sender has no key that may be used now:
 *   {@code pass} (default) lets it go on unsigned, {@code attribute} does the same and sets the
 *   attribute {@code org.signet.smime.unsigned} to the reason, {@code bounce} returns it to the
 *   sender, {@code error} ends in an exception.</td></tr>
 * <tr><td>requireAuthentication</td><td>{@code true} (default): only mail of senders who logged in
 *   is signed. With {@code false} anybody who can hand mail to this processor can have it signed
 *   in any name that there is a key for.</td></tr>
 * <tr><td>opaque</td><td>{@code true}: {@code application/pkcs7-mime} with the content inside;
 *   default: {@code multipart/signed}.</td></tr>
 * <tr><td>pss</td><td>{@code true}: RSA keys sign with PSS; default: PKCS#1 v1.5.</td></tr>
 * <tr><td>protectHeaders</td><td>{@code clear}: the header fields are signed too (RFC 9788); {@code
 *   cipher}: also what they are to look like outside, for mail that {@code SmimeEncrypt} encrypts
 *   next; default {@code none}.</td></tr>
 * <tr><td>alreadySigned, alreadyEncrypted, calendar, bounces, lists</td><td>{@code pass} (default)
 *   or {@code sign}: what happens to mail that is signed, or encrypted, already; that holds a part
 *   {@code text/calendar}; that has no envelope sender; that has a field {@code List-Id}.</td></tr>
 * </table>
 *
 * <p>Mail is signed only if From holds one address and that is the envelope sender, or, where there
 * is none and {@code bounces} is {@code sign}, the name of who logged in. James must be configured
 * ({@code verifyIdentity}) so that a user can use no envelope sender but his own. Whatever goes
 * wrong is an exception, so that {@code onMailetException} decides; {@code ignore} is refused
 * there.
 */
public class SmimeSign extends GenericMailet {
    private static final Logger LOGGER = LoggerFactory.getLogger(SmimeSign.class);
    private static final AttributeName UNSIGNED = AttributeName.of("org.signet.smime.unsigned");

    private final FileSystem files;
    private final Clock clock;
    private final SecureRandom random;
    private SmimeSignSettings settings;
    private MessageSigner signer;

    @Inject
    public SmimeSign(FileSystem files, Clock clock) {
        this(files, clock, new SecureRandom());
    }

    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    SmimeSign(FileSystem files, Clock clock, SecureRandom random) {
        this.files = files;
        this.clock = clock;
        this.random = random;
    }

    @Override
    public void init() throws MessagingException {
        settings = SmimeSignSettings.of(getMailetConfig(), files, clock, LOGGER);
        signer = new MessageSigner(clock, random, settings.options());
    }

    @Override
    public void service(Mail mail) throws MessagingException {
        Optional<SigningKey> key = Optional.empty();
        String reason = "";
        switch (settings.author().of(mail)) {
            case SenderIdentity.Unknown(SenderIdentity.Reason why) -> reason = why.name();
            case SenderIdentity.Known(Mailbox sender) -> {
                switch (settings.keys().get().choose(sender, clock.instant())) {
                    case SigningKeys.Choice.NoKey(var why) -> reason = why.name();
                    case SigningKeys.Choice.Found(SigningKey found) -> key = Optional.of(found);
                }
            }
        }
        if (key.isEmpty() && settings.onNoKey() == SmimeSignSettings.OnNoKey.PASS) {
            LOGGER.info("{}: no key to sign with: {}", mail.getName(), reason);
            return;
        }
        try (Spool message = MessageBytes.read(mail.getMessage())) {
            Optional<Trait> pass = settings.rules().reasonToPass(traits(mail, message));
            if (pass.isPresent()) {
                LOGGER.info("{}: is not signed, by rule: {}", mail.getName(), pass.get());
            } else if (key.isEmpty()) {
                noKey(mail, reason);
            } else {
                signEvenAfterTokenWasAway(mail, message, key.get());
            }
        } catch (IOException e) {
            throw new MessagingException("Mail cannot be signed: " + e.getMessage(), e);
        }
    }

    /** Those that a rule asks for; to look for an invitation costs reading all of the message. */
    private Set<Trait> traits(Mail mail, MessageSource message)
            throws MessagingException, IOException {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (!mail.hasSender()) {
            traits.add(Trait.BOUNCE);
        }
        if (mail.getMessage().getHeader("List-Id") != null) {
            traits.add(Trait.LIST);
        }
        switch (Protection.of(message)) {
            case Protection.Signed signed -> traits.add(Trait.SIGNED);
            case Protection.Encrypted encrypted -> traits.add(Trait.ENCRYPTED);
            case Protection.None none -> {
                if (settings.rules().passed().contains(Trait.CALENDAR)
                        && PartTypes.of(message).contains("text/calendar")) {
                    traits.add(Trait.CALENDAR);
                }
            }
        }
        return traits;
    }

    /** A token that was away and is back wants a new login, which reading its name anew makes. */
    private void signEvenAfterTokenWasAway(Mail mail, MessageSource message, SigningKey key)
            throws MessagingException, IOException {
        try {
            sign(mail, message, key);
        } catch (KeyUnavailableException e) {
            LOGGER.warn("{}: {}; trying once more", mail.getName(), e.getMessage());
            sign(mail, message, sameAgain(key, e));
        }
    }

    private SigningKey sameAgain(SigningKey key, KeyUnavailableException why)
            throws KeyUnavailableException {
        try {
            return settings.keys().reload().of(key.certificate()).orElseThrow(() -> why);
        } catch (UnusableFileException e) {
            why.addSuppressed(e);
            throw why;
        }
    }

    private void sign(Mail mail, MessageSource message, SigningKey key)
            throws MessagingException, IOException {
        MessageBytes.put(mail, MessageBytes.write(out -> sign(mail.getName(), message, key, out)));
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
        switch (settings.onNoKey()) {
            case PASS -> {}
            case ATTRIBUTE -> mail.setAttribute(new Attribute(UNSIGNED, AttributeValue.of(reason)));
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

    @Override
    public String getMailetInfo() {
        return "Signs mail with the S/MIME key of its sender";
    }
}
