package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.key.KeyUnavailableException;
import org.signet.smime.key.SenderIdentity;
import org.signet.smime.key.SigningKey;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.util.Collection;
import java.util.List;

/**
 * Matches mail that {@code SmimeSign} has a key for at this moment.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.SenderHasKey=file://conf/signet/keys/" class="ToProcessor"&gt;
 *   &lt;processor&gt;sign&lt;/processor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <p>The condition is the folder of {@code keys} of {@code SmimeSign}, as {@code file://conf/...}
 * or as an absolute path. After it may follow, each after a semicolon, other parameters of that
 * mailet, which should be given here as they are given there:
 *
 * <table>
 * <caption>Parameters in the condition</caption>
 * <tr><td>globalKey=FILE</td><td>the file in the folder whose key signs for every sender; with it
 *   all mail with an author matches</td></tr>
 * <tr><td>requireAuthentication=false</td><td>mail of somebody who did not log in can match too;
 *   default {@code true}</td></tr>
 * <tr><td>bounces=sign</td><td>mail without an envelope sender can match too; default {@code
 *   pass}</td></tr>
 * </table>
 *
 * <p>All recipients match or none. None do if the author is not known ({@code SmimeSign} tells
 * when), or if he, his domain and the global key have no certificate that is valid now. The rules
 * for mail that is signed already, lists and calendars are not looked at. A key in a token is
 * tried: a token that is away is an exception, never "no", so that {@code onMatchException}
 * decides; do not set that to {@code nomatch}. A folder that is missing, or a file in it that
 * cannot be read or whose certificate cannot sign mail, stops the start of the server. Changes are
 * noticed within ten seconds; a folder that cannot be used after one leaves what was read before in
 * use.
 */
public class SenderHasKey extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(SenderHasKey.class);

    private final FileSystem files;
    private final Clock clock;
    private SenderKeyCondition condition;
    private Reloaded<SigningKeys> keys;

    @Inject
    @SuppressWarnings("NullAway.Init") // James calls init before anything else.
    public SenderHasKey(FileSystem files, Clock clock) {
        this.files = files;
        this.clock = clock;
    }

    @Override
    public void init() throws MessagingException {
        FolderCondition text =
                new FolderCondition(
                        "SenderHasKey", getCondition() == null ? "" : getCondition().strip());
        condition = SenderKeyCondition.parse(text);
        keys =
                text.load(
                        text.folder(condition.folder(), files),
                        path -> SigningKeys.load(path, condition.globalKey(), clock.instant()),
                        clock,
                        LOGGER);
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        return switch (condition.author().of(mail)) {
            case SenderIdentity.Unknown unknown -> List.of();
            case SenderIdentity.Known(var sender) ->
                    switch (keys.get().choose(sender, clock.instant())) {
                        case SigningKeys.Choice.NoKey none -> List.of();
                        case SigningKeys.Choice.Found(SigningKey key) -> {
                            tryEvenAfterTokenWasAway(mail, key);
                            yield mail.getRecipients();
                        }
                    };
        };
    }

    /** A token that was away and is back wants a new login, which reading its name anew makes. */
    private void tryEvenAfterTokenWasAway(Mail mail, SigningKey key) throws MessagingException {
        try {
            key.tryIt();
        } catch (KeyUnavailableException away) {
            LOGGER.warn("{}: {}; trying once more", mail.getName(), away.getMessage());
            tryAgain(mail, key, away);
        }
    }

    private void tryAgain(Mail mail, SigningKey key, KeyUnavailableException away)
            throws MessagingException {
        try {
            keys.reload().of(key.certificate()).orElseThrow(() -> away).tryIt();
        } catch (KeyUnavailableException | UnusableFileException e) {
            throw new MessagingException(
                    "mail %s: whether its sender has a key cannot be said: %s"
                            .formatted(mail.getName(), e.getMessage()),
                    e);
        }
    }

    @Override
    public String getMatcherInfo() {
        return "Matches mail whose sender has an S/MIME key to sign with";
    }
}
