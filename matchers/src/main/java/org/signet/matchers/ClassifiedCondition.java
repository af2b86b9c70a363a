package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.jspecify.annotations.Nullable;
import org.signet.classification.Classifier;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.text.Fact;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.stream.Collectors;

/** The condition of {@link Classified}: {@code CLASS[;policy=FILE]}. */
record ClassifiedCondition(String text, String className, String policyFile) {
    private static final String DEFAULT_POLICY = "file://conf/signet-classification.yaml";
    private static final String GRAMMAR = "CLASS or CLASS;policy=FILE";
    private static final String POLICY = "policy=";
    private static final String FILE = "a James URL such as file://conf/x.yaml or an absolute path";

    static ClassifiedCondition parse(@Nullable String condition) throws MessagingException {
        String text = condition == null ? "" : condition.strip();
        int semicolon = text.indexOf(';');
        String className = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        if (className.isEmpty()) {
            throw refuse(text, "no class is named", GRAMMAR);
        }
        if (semicolon < 0) {
            return new ClassifiedCondition(text, className, DEFAULT_POLICY);
        }
        String option = text.substring(semicolon + 1).strip();
        String file = option.startsWith(POLICY) ? option.substring(POLICY.length()).strip() : "";
        if (file.isEmpty() || file.indexOf(';') >= 0) {
            throw refuse(text, "'" + option + "' is not an option", GRAMMAR);
        }
        return new ClassifiedCondition(text, className, file);
    }

    /** Reads the policy; the class must be one of it. */
    Classifier classifier(FileSystem files) throws MessagingException {
        Policy policy = policy(files);
        if (policy.find(className).isEmpty()) {
            throw refuse(
                    text,
                    "the policy " + policyFile + " has no class '" + className + "'",
                    String.join(", ", policy.classNames()));
        }
        return new Classifier(policy);
    }

    private Policy policy(FileSystem files) throws MessagingException {
        try {
            File file = policyFile.startsWith("file:") ? files.getFile(policyFile) : absolute();
            return Policy.parse(policyFile, Files.readAllBytes(file.toPath()));
        } catch (IOException e) {
            String why = "the policy " + policyFile + " cannot be read (" + e + ")";
            throw new MessagingException(refusal(text, why, FILE), e);
        } catch (PolicyException e) {
            throw new MessagingException(e.getMessage(), e);
        }
    }

    private File absolute() throws MessagingException {
        File file = new File(policyFile);
        if (!file.isAbsolute()) {
            throw refuse(text, "'" + policyFile + "' is neither a URL nor absolute", FILE);
        }
        return file;
    }

    static String codes(Collection<Fact> facts) {
        return facts.stream().sorted().map(Fact::code).collect(Collectors.joining(", "));
    }

    private static MessagingException refuse(String text, String why, String allowed) {
        return new MessagingException(refusal(text, why, allowed));
    }

    private static String refusal(String text, String why, String allowed) {
        return "mailetcontainer.xml: matcher Classified: condition is '%s': %s; allowed: %s"
                .formatted(text, why, allowed);
    }
}
