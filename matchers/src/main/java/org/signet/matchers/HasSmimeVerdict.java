package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.signet.smime.verify.Verdict;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Matches mail that {@code SmimeVerify} has given one of some verdicts.
 *
 * <pre><code>
 * &lt;mailet match="org.signet.matchers.HasSmimeVerdict=invalid,undecidable" class="ToProcessor"&gt;
 *   &lt;processor&gt;quarantine&lt;/processor&gt;
 * &lt;/mailet&gt;
 * </code></pre>
 *
 * <p>The condition is a list, with commas, of the words {@code valid}, {@code invalid}, {@code
 * undecidable}, and of reasons such as {@code not-signed}, {@code altered} or {@code from-mismatch}
 * (all of them: docs/smime.md). An unknown word stops the start of the server.
 *
 * <p>Mail that {@code SmimeVerify} has not seen is an exception, so that {@code onMatchException}
 * decides: no verdict is not a good one.
 */
public class HasSmimeVerdict extends GenericMatcher {
    private static final AttributeName VERDICT = AttributeName.of("signet.smime.verdict");
    private static final AttributeName REASON = AttributeName.of("signet.smime.reason");
    private static final Set<String> WORDS = words();

    private Set<String> wanted = Set.of();

    private static Set<String> words() {
        Set<String> words = new LinkedHashSet<>(List.of("valid", "invalid", "undecidable"));
        Arrays.stream(Verdict.Reason.values()).map(Verdict.Reason::code).forEach(words::add);
        return words;
    }

    @Override
    public void init() throws MessagingException {
        String condition = Optional.ofNullable(getCondition()).orElse("").strip();
        wanted = new LinkedHashSet<>();
        for (String word : condition.split(",", -1)) {
            if (!WORDS.contains(word.strip())) {
                throw new MessagingException(
                        "mailetcontainer.xml: matcher HasSmimeVerdict: the condition is '%s': '%s' is no verdict; allowed: %s"
                                .formatted(condition, word.strip(), String.join(", ", WORDS)));
            }
            wanted.add(word.strip());
        }
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Optional<String> verdict = text(mail, VERDICT);
        if (verdict.isEmpty()) {
            throw new MessagingException(
                    "mail " + mail.getName() + ": SmimeVerify has given no verdict");
        }
        boolean matches =
                wanted.contains(verdict.get())
                        || text(mail, REASON).filter(wanted::contains).isPresent();
        return matches ? mail.getRecipients() : List.of();
    }

    private static Optional<String> text(Mail mail, AttributeName name) {
        return mail.getAttribute(name)
                .flatMap(attribute -> attribute.getValue().valueAs(String.class));
    }

    @Override
    public String getMatcherInfo() {
        return "Matches mail by the verdict on its S/MIME signature";
    }
}
