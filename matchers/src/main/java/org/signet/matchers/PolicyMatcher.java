package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.base.GenericMatcher;
import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A matcher whose answer is the verdict on a class of a policy, or on a condition that it adds to
 * the policy. All of them share one scan of the mail ({@link AttachedClassification}).
 */
public abstract class PolicyMatcher extends GenericMatcher {
    private static final Logger LOGGER = LoggerFactory.getLogger(PolicyMatcher.class);

    private final Policies policies;
    private @Nullable Asked asked;

    /** What is asked of every mail. */
    private record Asked(List<String> classNames, AttachedClassification classifications) {}

    PolicyMatcher(Policies policies) {
        this.policies = policies;
    }

    /** Reads the condition of the matcher. */
    abstract PolicyQuestion question(@Nullable String condition) throws MessagingException;

    /** The classes that are asked for; one of them is enough. */
    abstract List<String> classes(PolicyQuestion question, LivePolicy policy)
            throws MessagingException;

    @Override
    public void init() throws MessagingException {
        PolicyQuestion question = question(getCondition());
        LivePolicy policy = question.policy(policies);
        asked =
                new Asked(
                        classes(question, policy),
                        new AttachedClassification(
                                policy,
                                domain -> getMailetContext().isLocalServer(Domain.of(domain)),
                                policies.metrics()));
    }

    @Override
    public String getMatcherInfo() {
        return "Signet " + getClass().getSimpleName() + " matcher";
    }

    @Override
    public Collection<MailAddress> match(Mail mail) throws MessagingException {
        Asked question = asked;
        if (question == null) {
            throw new MessagingException("The matcher was not initialised");
        }
        List<Verdict> open = new ArrayList<>();
        List<Verdict> applying = new ArrayList<>();
        for (String className : question.classNames()) {
            List<Verdict> verdicts = question.classifications().of(mail, className);
            if (verdicts.isEmpty()) {
                throw new MessagingException("There is no verdict on class '" + className + "'");
            }
            for (Verdict verdict : verdicts) {
                LOGGER.debug("Mail {}: class {}: {}", mail.getName(), className, verdict.code());
                switch (verdict) {
                    case Verdict.Applies applies -> applying.add(applies);
                    case Verdict.Undecidable undecidable -> open.add(undecidable);
                    case Verdict.DoesNotApply no -> {}
                    case Verdict.Skipped skipped -> {}
                    case Verdict.TestOnly test -> {}
                }
            }
        }
        List<MailAddress> matched = new ArrayList<>();
        for (MailAddress recipient : mail.getRecipients()) {
            if (covers(applying, recipient)) {
                matched.add(recipient);
            } else if (covers(open, recipient)) {
                throw undecidable(mail, open);
            }
        }
        return matched;
    }

    private static boolean covers(List<Verdict> verdicts, MailAddress recipient) {
        return verdicts.stream().anyMatch(v -> v.scope().covers(recipient.asString()));
    }

    private static MessagingException undecidable(Mail mail, List<Verdict> open) {
        return new MessagingException(
                open.stream()
                        .map(
                                verdict ->
                                        "mail %s: class '%s' is undecidable: %s"
                                                .formatted(
                                                        mail.getName(),
                                                        verdict.className(),
                                                        because(verdict)))
                        .collect(Collectors.joining("; ")));
    }

    private static String because(Verdict verdict) {
        return verdict instanceof Verdict.Undecidable open
                ? open.because().stream().sorted().map(Fact::code).collect(Collectors.joining(", "))
                : "";
    }
}
