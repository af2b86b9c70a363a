package org.signet.classification;

import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyCase;
import org.signet.classification.policy.PolicyCase.Expected;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Scope;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs the tests that a policy carries. */
public final class PolicyTests {
    private final Classifier classifier;
    private final Path folder;

    /** What came of one case. */
    public sealed interface Result {
        PolicyCase tested();

        record Passed(PolicyCase tested) implements Result {}

        /**
         * Not what was expected.
         *
         * @param why one sentence for each class that was judged otherwise
         */
        record Failed(PolicyCase tested, List<String> why) implements Result {
            public Failed {
                why = List.copyOf(why);
            }
        }

        /** The message of the case cannot be read. */
        record Broken(PolicyCase tested, String why) implements Result {}
    }

    /**
     * @param folder where the mails are that the cases name
     */
    public PolicyTests(Policy policy, Path folder) {
        this.classifier = new Classifier(policy);
        this.folder = folder;
    }

    public List<Result> run() {
        return classifier.policy().cases().stream().map(this::run).toList();
    }

    private Result run(PolicyCase tested) {
        try (InputStream mail = open(tested)) {
            Classification found = classifier.classify(mail, envelope(tested));
            List<String> why = new ArrayList<>();
            for (Map.Entry<String, Expected> each : new TreeMap<>(tested.expect()).entrySet()) {
                String got = got(found, each.getKey(), each.getValue());
                String wanted = wanted(each.getValue());
                if (!got.equals(wanted)) {
                    why.add(each.getKey() + ": expected " + wanted + ", found " + got);
                }
            }
            return why.isEmpty() ? new Result.Passed(tested) : new Result.Failed(tested, why);
        } catch (IOException e) {
            return new Result.Broken(tested, "the mail cannot be read (" + e + ")");
        }
    }

    private InputStream open(PolicyCase tested) throws IOException {
        return tested.mail().isPresent()
                ? Files.newInputStream(folder.resolve(tested.mail().get()))
                : new ByteArrayInputStream(CaseMessage.write(tested));
    }

    private static Envelope envelope(PolicyCase tested) {
        return new Envelope(
                tested.sender().flatMap(Address::of),
                tested.recipients().stream().flatMap(r -> Address.of(r).stream()).toList(),
                domain -> false);
    }

    private static String wanted(Expected expected) {
        return switch (expected) {
            case Expected.Code code -> code.code();
            case Expected.AppliesTo some -> "applies to " + names(some.recipients());
        };
    }

    /** What was found, in the words in which it is expected; test mode makes no difference. */
    private static String got(Classification found, String className, Expected expected) {
        List<Verdict> verdicts =
                found.verdicts(className).stream().map(PolicyTests::inner).toList();
        List<Scope> scopes =
                verdicts.stream()
                        .filter(Verdict.Applies.class::isInstance)
                        .map(Verdict::scope)
                        .toList();
        boolean some = expected instanceof Expected.AppliesTo || verdicts.size() > 1;
        if (scopes.isEmpty() || !some) {
            return verdicts.stream().map(Verdict::code).collect(Collectors.joining(" and "));
        }
        Set<String> recipients = new TreeSet<>();
        scopes.forEach(scope -> recipients.addAll(scope.recipients()));
        return "applies to "
                + (scopes.stream().anyMatch(Scope::everyone)
                        ? "all recipients"
                        : names(recipients));
    }

    private static Verdict inner(Verdict verdict) {
        return verdict instanceof Verdict.TestOnly test ? test.what() : verdict;
    }

    private static String names(Set<String> recipients) {
        return String.join(", ", new TreeSet<>(recipients));
    }
}
