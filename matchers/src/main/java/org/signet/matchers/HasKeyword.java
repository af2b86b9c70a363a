package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches mails in which a word or phrase of a dictionary stands.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.HasKeyword=medical" class="..."/>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code DICTIONARY[,DICTIONARY...][;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code DICTIONARY}</td><td>a list below {@code dictionaries} in the policy file; of
 *       several, one is enough</td><td>required</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file</td>
 *       <td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>Failures are those of {@link Classified}.
 */
public final class HasKeyword extends PolicyMatcher {
    private static final String GRAMMAR = "DICTIONARY[,DICTIONARY...]";

    @Inject
    public HasKeyword(Policies policies) {
        super(policies);
    }

    @Override
    PolicyQuestion question(@Nullable String condition) throws MessagingException {
        return PolicyQuestion.parse("HasKeyword", condition, GRAMMAR, "no dictionary is named");
    }

    @Override
    List<String> classes(PolicyQuestion question, LivePolicy policy) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (String one : question.what().split(",", -1)) {
            String quoted = "\"" + one.strip().replaceAll("[\\\\\"]", "\\\\$0") + "\"";
            names.add(question.ask(policy, "{keywords: {dictionary: " + quoted + "}}", GRAMMAR));
        }
        return names;
    }
}
