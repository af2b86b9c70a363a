package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.signet.classification.Classifier;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * {@code bin/signet classify}: what the policy says of a message, by the code that the matcher
 * {@code Classified} uses.
 */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        description = "Says of which classes of a policy a message is.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:a class applies; with --class, this one",
            "1:none applies",
            "2:wrong usage, or the policy is broken",
            "3:undecidable: the message could not be read, or not far enough"
        })
final class ClassifyCommand implements Callable<Integer> {
    @Option(
            names = "--policy",
            required = true,
            paramLabel = "FILE",
            description = "The policy file.")
    private @Nullable Path policyFile;

    @Option(names = "--class", paramLabel = "NAME", description = "Ask for this class only.")
    private @Nullable String className;

    @Option(names = "--explain", description = "Also say why: rules, counts, places.")
    private boolean explain;

    @Option(names = "--json", description = "Write one JSON object, with the explanation.")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "The message (RFC 5322); standard input if absent or -.")
    private @Nullable Path mail;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Policy policy = policy();
        Classification found = classify(new Classifier(policy));
        List<Verdict> asked =
                found.verdicts().stream()
                        .filter(v -> className == null || v.className().equals(className))
                        .toList();
        PrintWriter out = command().commandLine().getOut();
        if (json) {
            out.println(
                    new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(ClassificationReport.json(found, asked)));
        } else {
            ClassificationReport.lines(policy, found, asked, explain).forEach(out::println);
        }
        out.flush();
        return status(asked);
    }

    private static int status(List<Verdict> asked) {
        if (asked.stream().anyMatch(Verdict.Applies.class::isInstance)) {
            return ExitStatus.YES;
        }
        return asked.stream().anyMatch(Verdict.Undecidable.class::isInstance)
                ? ExitStatus.UNDECIDABLE
                : ExitStatus.NO;
    }

    private Policy policy() {
        try {
            Path file = given(policyFile);
            Policy policy = Policy.parse(file.toString(), Files.readAllBytes(file));
            if (className != null && policy.find(className).isEmpty()) {
                throw usage(
                        "%s: no class '%s'; allowed: %s"
                                .formatted(
                                        file, className, String.join(", ", policy.classNames())));
            }
            return policy;
        } catch (PolicyException e) {
            throw usage(e.getMessage() == null ? "" : e.getMessage());
        } catch (IOException e) {
            throw usage("--policy: cannot read " + policyFile + " (" + e + ")");
        }
    }

    private Classification classify(Classifier classifier) throws IOException {
        if (mail == null || mail.toString().equals("-")) {
            return classifier.classify(System.in);
        }
        if (!Files.isReadable(mail) || Files.isDirectory(mail)) {
            throw usage("MAIL: cannot read " + mail);
        }
        try (InputStream message = Files.newInputStream(mail)) {
            return classifier.classify(message);
        }
    }

    private ParameterException usage(String message) {
        return new ParameterException(command().commandLine(), message);
    }

    private CommandSpec command() {
        return given(spec);
    }

    private static <T> T given(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("picocli sets required fields before the call");
        }
        return value;
    }
}
