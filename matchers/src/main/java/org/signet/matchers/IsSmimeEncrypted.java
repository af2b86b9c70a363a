package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.encrypt.MessageEncrypter;

import java.util.Collection;
import java.util.List;

/**
 * Matches mail that is encrypted with S/MIME as a whole: by the structure in it, whatever its types
 * say, so that mail that merely claims to be encrypted does not match. Takes no condition.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.IsSmimeEncrypted" class="..."/&gt;
 * </code></pre>
 *
 * <p>A message that cannot be read is an exception, so that {@code onMatchException} decides.
 */
public class IsSmimeEncrypted extends GenericMatcher {
    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        return MessageBytes.ask(mail, MessageEncrypter::isEncrypted)
                ? mail.getRecipients()
                : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Matches mail encrypted with S/MIME";
    }
}
