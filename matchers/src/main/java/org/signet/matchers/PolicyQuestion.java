package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.jspecify.annotations.Nullable;
import org.signet.classification.LivePolicy;
import org.signet.classification.policy.PolicyException;

import java.io.File;
import java.io.IOException;

/**
 * The condition of a matcher that asks a policy: {@code WHAT[;policy=FILE]}.
 *
 * @param matcher the name of the matcher, for messages
 * @param text the whole condition
 * @param what the part that says what is asked
 * @param policyFile the policy file that is asked
 * @param grammar what {@code what} may be
 */
record PolicyQuestion(String matcher, String text, String what, String policyFile, String grammar) {
    private static final String POLICY = "policy=";
    private static final String FILE = "a James URL such as file://conf/x.yaml or an absolute path";

    /**
     * Reads a condition.
     *
     * @param missing what to say if nothing is asked
     */
    static PolicyQuestion parse(
            String matcher, @Nullable String condition, String grammar, String missing)
            throws MessagingException {
        String text = condition == null ? "" : condition.strip();
        int semicolon = text.indexOf(";");
        String what = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        PolicyQuestion bare =
                new PolicyQuestion(matcher, text, what, Policies.DEFAULT_FILE, grammar);
        if (what.isEmpty()) {
            throw bare.refuse(missing, bare.allowed());
        }
        if (semicolon < 0) {
            return bare;
        }
        String option = text.substring(semicolon + 1).strip();
        String file = option.startsWith(POLICY) ? option.substring(POLICY.length()).strip() : "";
        if (file.isEmpty() || file.indexOf(';') >= 0) {
            throw bare.refuse("'" + option + "' is not an option", bare.allowed());
        }
        return new PolicyQuestion(matcher, text, what, file, grammar);
    }

    private String allowed() {
        return grammar + " or " + grammar + ";policy=FILE";
    }

    /** The policy that is asked. */
    LivePolicy policy(Policies policies) throws MessagingException {
        if (!policyFile.startsWith("file:") && !new File(policyFile).isAbsolute()) {
            throw refuse("'" + policyFile + "' is neither a URL nor absolute", FILE);
        }
        try {
            return policies.of(policyFile);
        } catch (IOException e) {
            String why = "the policy " + policyFile + " cannot be read (" + e + ")";
            throw new MessagingException(refusal(why, FILE), e);
        } catch (PolicyException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    /** Asks the policy for a condition, written as in the policy file. */
    String ask(LivePolicy policy, String condition, String allowed) throws MessagingException {
        try {
            return policy.ask(condition);
        } catch (PolicyException e) {
            throw new MessagingException(refusal(String.valueOf(e.getMessage()), allowed), e);
        }
    }

    MessagingException refuse(String why, String allowed) {
        return new MessagingException(refusal(why, allowed));
    }

    private String refusal(String why, String allowed) {
        return "mailetcontainer.xml: matcher %s: condition is '%s': %s; allowed: %s"
                .formatted(matcher, text, why, allowed);
    }
}
