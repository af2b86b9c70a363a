package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Matches mails that hold sensitive information of one of some types.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.ContainsSensitiveInformation=iban>=2@85,payment-card"
 *         class="..."/>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code TYPE[>=COUNT][@CONFIDENCE][,...][;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code TYPE}</td><td>the id of a type, as {@code bin/signet classify types} lists them;
 *       of several, one is enough</td><td>required</td></tr>
 *   <tr><td>{@code COUNT}</td><td>how many different values, 1 to 500</td><td>1</td></tr>
 *   <tr><td>{@code CONFIDENCE}</td><td>65, 75 or 85</td><td>75</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file whose limits and scan are shared</td>
 *       <td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>Failures are those of {@link Classified}. In XML, {@code >} may stand in an attribute as it
 * is.
 */
public final class ContainsSensitiveInformation extends PolicyMatcher {
    private static final String GRAMMAR = "TYPE[>=COUNT][@CONFIDENCE][,...]";

    /** The operator's own configuration, of some characters; no outside text. */
    private static final Pattern ONE =
            Pattern.compile("([a-z0-9-]+)(?:\\s*>=\\s*([0-9]{1,3}))?(?:\\s*@\\s*(65|75|85))?");

    @Inject
    public ContainsSensitiveInformation(Policies policies) {
        super(policies);
    }

    @Override
    PolicyQuestion question(@Nullable String condition) throws MessagingException {
        return PolicyQuestion.parse(
                "ContainsSensitiveInformation", condition, GRAMMAR, "no type is named");
    }

    @Override
    List<String> classes(PolicyQuestion question, LivePolicy policy) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (String one : question.what().split(",", -1)) {
            Matcher found = ONE.matcher(one.strip());
            if (!found.matches()) {
                throw question.refuse("'" + one.strip() + "' is not of this form", GRAMMAR);
            }
            String min = found.group(2) == null ? "1" : found.group(2);
            String confidence = found.group(3) == null ? "75" : found.group(3);
            names.add(
                    question.ask(
                            policy,
                            "{type: {id: %s, min: %s, min-confidence: %s}}"
                                    .formatted(found.group(1), min, confidence),
                            GRAMMAR));
        }
        return names;
    }
}
