package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.signet.classification.Classifier;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.SensitiveTypes;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * {@code bin/signet classify}: what the policy says of a message, by the code that the matcher
 * {@code Classified} uses.
 */
@Command(
        name = "classify",
        mixinStandardHelpOptions = true,
        subcommands = {
            ClassifyCheckCommand.class,
            ClassifyTestCommand.class,
            ClassifyTypesCommand.class
        },
        description = {
            "Says of which classes of a policy a message is;",
            "with --types, which sensitive information types stand in each line of a text."
        },
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:a class applies; with --class, this one; with --types, something was found",
            "1:none applies; with --types, nothing was found",
            "2:wrong usage, or the policy is broken",
            "3:undecidable: the message could not be read, or not far enough"
        })
final class ClassifyCommand implements Callable<Integer> {
    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The policy file; required without --types.")
    private @Nullable Path policyFile;

    @Option(names = "--class", paramLabel = "NAME", description = "Ask for this class only.")
    private @Nullable String className;

    @Option(names = "--explain", description = "Also say why: rules, counts, places.")
    private boolean explain;

    @Option(names = "--json", description = "Write one JSON object, with the explanation.")
    private boolean json;

    @Option(
            names = "--types",
            paramLabel = "ID",
            split = ",",
            description =
                    "Look for these sensitive information types instead, or for all; needs --text.")
    private List<String> types = List.of();

    @Option(names = "--text", description = "The input is text, each line a document of its own.")
    private boolean text;

    @Option(
            names = "--near-misses",
            description = "With --types: also tell what has form and evidence, but a wrong check.")
    private boolean nearMisses;

    @Option(
            names = "--from",
            paramLabel = "ADDRESS",
            description = "The envelope sender; otherwise the null sender.")
    private String sender = "";

    @Option(
            names = "--to",
            paramLabel = "ADDRESS[,...]",
            split = ",",
            description = "The envelope recipients.")
    private List<String> recipients = List.of();

    @Option(
            names = "--inside",
            paramLabel = "DOMAIN[,...]",
            split = ",",
            description = "One's own domains, where the policy does not name them.")
    private List<String> inside = List.of();

    @Parameters(
            arity = "0..*",
            paramLabel = "MAIL",
            description =
                    "Messages (RFC 5322), mboxes, folders with these; standard input if absent or -.")
    private List<Path> mails = List.of();

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!types.isEmpty() || text) {
            return types();
        }
        Policy policy = policy();
        Classifier classifier = new Classifier(policy);
        Envelope envelope = envelope();
        List<Verdict> all = new ArrayList<>();
        PrintWriter out = command().commandLine().getOut();
        boolean many = MailInputs.isMany(mails);
        for (Path path : mails) {
            boolean readable = Files.isReadable(path) || path.toString().equals("-");
            if (!readable) {
                throw usage("MAIL: cannot read " + path);
            }
        }
        MailInputs.read(
                mails,
                System.in,
                (name, mail) -> {
                    Classification found = classifier.classify(mail, envelope);
                    List<Verdict> asked =
                            found.verdicts().stream()
                                    .filter(
                                            v ->
                                                    className == null
                                                            || v.className().equals(className))
                                    .toList();
                    all.addAll(asked);
                    write(out, policy, found, asked, many || name.contains("#") ? name : "");
                });
        out.flush();
        return status(all);
    }

    private void write(
            PrintWriter out, Policy policy, Classification found, List<Verdict> asked, String name)
            throws IOException {
        if (json) {
            Map<String, Object> report = ClassificationReport.json(found, asked);
            if (!name.isEmpty()) {
                report.put("mail", name);
                out.println(new ObjectMapper().writeValueAsString(report));
            } else {
                out.println(
                        new ObjectMapper()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(report));
            }
            return;
        }
        String before = name.isEmpty() ? "" : name + ": ";
        ClassificationReport.lines(policy, found, asked, explain)
                .forEach(line -> out.println(before + line));
    }

    private Envelope envelope() {
        return new Envelope(
                Address.of(sender),
                recipients.stream()
                        .map(
                                each ->
                                        Address.of(each)
                                                .orElseThrow(
                                                        () ->
                                                                usage(
                                                                        "--to: '"
                                                                                + each
                                                                                + "' is no address")))
                        .toList(),
                domain -> inside.contains(domain));
    }

    private int types() throws IOException {
        if (types.isEmpty() || !text || policyFile != null) {
            throw usage("--types and --text go together, and not with --policy");
        }
        TypesOfLines lines =
                new TypesOfLines(detector(), nearMisses, json, command().commandLine().getOut());
        if (mails.size() > 1) {
            throw usage("--types: one text at a time");
        }
        if (mails.isEmpty() || mails.get(0).toString().equals("-")) {
            return lines.run(System.in);
        }
        try (InputStream in = Files.newInputStream(mails.get(0))) {
            return lines.run(in);
        }
    }

    private TypeDetector detector() {
        if (types.equals(List.of("all"))) {
            return TypeDetector.ofAll();
        }
        List<SensitiveType> asked = new ArrayList<>();
        for (String id : types) {
            asked.add(
                    SensitiveTypes.named(id)
                            .orElseThrow(
                                    () ->
                                            usage(
                                                    "--types: no type '%s'; see bin/signet classify types"
                                                            .formatted(id))));
        }
        return TypeDetector.of(asked);
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
            if (policyFile == null) {
                throw usage("--policy is missing (or --types with --text)");
            }
            Path file = policyFile;
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
