package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches the recipients for whom a mail is of one of some classes of the classification policy:
 * all or none of them, unless a class asks for recipients itself.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.Classified=confidential" class="ToProcessor">
 *   <processor>protect</processor>
 * </mailet>
 * <mailet match="org.signet.matchers.Classified=internal,secret;policy=file://conf/other.yaml"
 *         class="..."/>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code CLASS[,CLASS...][;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code CLASS}</td><td>a class of the policy; of several, one is enough</td>
 *       <td>required</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file: a James URL ({@code file://conf/...}) or an
 *       absolute path</td><td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>A mail is scanned once per policy; the result stays with the mail as an attribute ({@link
 * AttachedClassification}) and answers every further matcher, also after a restart. A changed
 * message or a changed policy is scanned again. A class in test mode never matches.
 *
 * <p>On failure: an unknown class, a missing or broken policy file and a condition that cannot be
 * read stop the start of James; a policy file that breaks later leaves the old policy in force. A
 * message that cannot be read, or not far enough to decide, is an exception at run time: James
 * keeps the mail in its {@code error} processor.
 */
public final class Classified extends PolicyMatcher {
    @Inject
    public Classified(Policies policies) {
        super(policies);
    }

    @Override
    PolicyQuestion question(@Nullable String condition) throws MessagingException {
        return PolicyQuestion.parse(
                "Classified", condition, "CLASS[,CLASS...]", "no class is named");
    }

    @Override
    List<String> classes(PolicyQuestion question, LivePolicy policy) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (String name : question.what().split(",", -1)) {
            if (!policy.require(name.strip())) {
                throw question.refuse(
                        "the policy "
                                + question.policyFile()
                                + " has no class '"
                                + name.strip()
                                + "'",
                        String.join(", ", policy.classNames()));
            }
            names.add(name.strip());
        }
        return names;
    }
}
