package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.verify.MessageVerifier;

import java.util.Collection;
import java.util.List;

/**
 * Matches mail that is signed with S/MIME as a whole, with the signature beside the content or
 * around it, whatever names the types have. Mail that claims to be and is damaged matches too; what
 * the signature is worth says {@code SmimeVerify}. Takes no condition.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.IsSmimeSigned" class="..."/&gt;
 * </code></pre>
 *
 * <p>A message that cannot be read is an exception, so that {@code onMatchException} decides.
 */
public class IsSmimeSigned extends GenericMatcher {
    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        return MessageBytes.ask(mail, MessageVerifier::isSigned) ? mail.getRecipients() : List.of();
    }

    @Override
    public String getMatcherInfo() {
        return "Matches mail signed with S/MIME";
    }
}
