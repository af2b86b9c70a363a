package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;

import java.util.ArrayList;
import java.util.List;

/**
 * Matches mails whose sender asks for protection: by a marker in the subject, or by a header field.
 *
 * <pre>{@code
 * <mailet match="org.signet.matchers.RequestsProtection=[encrypt],[secure],X-Protect:"
 *         class="ToProcessor">
 *   <processor>protect</processor>
 * </mailet>
 * }</pre>
 *
 * <table>
 *   <caption>Condition: {@code MARKER[,MARKER...][;policy=FILE]}</caption>
 *   <tr><th>Part</th><th>Meaning</th><th>Default</th></tr>
 *   <tr><td>{@code MARKER}</td><td>a text in the subject, without regard to case; with a colon at
 *       its end, the name of a header field that is there; of several, one is enough</td>
 *       <td>{@code [encrypt]}</td></tr>
 *   <tr><td>{@code policy}</td><td>the policy file whose limits and scan are shared</td>
 *       <td>{@code file://conf/signet-classification.yaml}</td></tr>
 * </table>
 *
 * <p>The mailet {@code org.signet.mailets.Classify} takes markers out of the subject. Failures are
 * those of {@link Classified}.
 */
public final class RequestsProtection extends PolicyMatcher {
    private static final String GRAMMAR = "MARKER[,MARKER...]";

    @Inject
    public RequestsProtection(Policies policies) {
        super(policies);
    }

    @Override
    PolicyQuestion question(@Nullable String condition) throws MessagingException {
        boolean given = condition != null && !condition.isBlank();
        return PolicyQuestion.parse(
                "RequestsProtection",
                given ? condition : "[encrypt]",
                GRAMMAR,
                "no marker is named");
    }

    @Override
    List<String> classes(PolicyQuestion question, LivePolicy policy) throws MessagingException {
        List<String> names = new ArrayList<>();
        for (String each : question.what().split(",", -1)) {
            String one = each.strip();
            boolean field = one.endsWith(":");
            String bare = field ? one.substring(0, one.length() - 1) : one;
            String quoted = "\"" + bare.replaceAll("[\\\\\"]", "\\\\$0") + "\"";
            names.add(
                    question.ask(
                            policy,
                            "{" + (field ? "header" : "marker") + ": " + quoted + "}",
                            GRAMMAR));
        }
        return names;
    }
}
