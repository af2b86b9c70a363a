package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;
import org.signet.classification.text.Fact;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches mails of which something is known besides their words, mostly by their attachments: that
 * one wants a password, is a program, is broken.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.HasAttachmentFact=password-protected,executable" class="..."/>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code FACT[,FACT...][;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code FACT}</td><td>one of {@code limit-exceeded, undecodable, encrypted, unread,
 *       password-protected, executable, type-mismatch, parser-failed, hidden-text}; of several, one
 *       is enough</td><td>required</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file whose limits and scan are shared</td>
 *       <td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>Failures are those of {@link Classified}.
 */
public final class HasAttachmentFact extends PolicyMatcher {
    private static final String GRAMMAR = "FACT[,FACT...]";

    @Inject
    public HasAttachmentFact(Policies policies) {
        super(policies);
    }

    @Override
    PolicyQuestion question(@Nullable String condition) throws MessagingException {
        return PolicyQuestion.parse("HasAttachmentFact", condition, GRAMMAR, "no fact is named");
    }

    @Override
    List<String> classes(PolicyQuestion question, LivePolicy policy) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (String one : question.what().split(",", -1)) {
            if (Fact.of(one.strip()).isEmpty()) {
                throw question.refuse(
                        "there is no fact '" + one.strip() + "'", String.join(", ", Fact.codes()));
            }
            names.add(question.ask(policy, one.strip(), GRAMMAR));
        }
        return names;
    }
}
