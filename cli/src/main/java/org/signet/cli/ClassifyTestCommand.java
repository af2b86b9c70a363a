package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.classification.PolicyTests;
import org.signet.classification.PolicyTests.Result;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyCase;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** {@code bin/signet classify test}: runs the tests that a policy carries. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs the tests that a policy carries.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            "0:all passed",
            "1:one failed",
            "2:wrong usage, the policy is broken, or carries no tests",
            "3:none failed, but a mail that a test names cannot be read"
        })
final class ClassifyTestCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = PolicyArgument.given(spec);
        Path path = PolicyArgument.given(file).toAbsolutePath();
        Policy policy = PolicyArgument.read(command, path);
        if (policy.cases().isEmpty()) {
            throw new ParameterException(command.commandLine(), path + ": carries no tests");
        }
        Path folder = path.getParent();
        List<Result> results = new PolicyTests(policy, folder == null ? path : folder).run();
        if (json) {
            Output.write(
                    command,
                    true,
                    Map.of("tests", results.stream().map(ClassifyTestCommand::json).toList()));
        } else {
            PrintWriter out = command.commandLine().getOut();
            results.forEach(result -> lines(result).forEach(out::println));
            out.println(passed(results) + " of " + results.size() + " passed");
            out.flush();
        }
        return status(results);
    }

    private static long passed(List<Result> results) {
        return results.stream().filter(Result.Passed.class::isInstance).count();
    }

    private static int status(List<Result> results) {
        if (results.stream().anyMatch(Result.Failed.class::isInstance)) {
            return ExitStatus.NO;
        }
        return passed(results) == results.size() ? ExitStatus.YES : ExitStatus.UNDECIDABLE;
    }

    private static String code(Result result) {
        return switch (result) {
            case Result.Passed passed -> "passed";
            case Result.Failed failed -> "failed";
            case Result.Broken broken -> "broken";
        };
    }

    private static List<String> why(Result result) {
        return switch (result) {
            case Result.Passed passed -> List.of();
            case Result.Failed failed -> failed.why();
            case Result.Broken broken -> List.of(broken.why());
        };
    }

    private static List<String> lines(Result result) {
        PolicyCase tested = result.tested();
        String first = code(result) + ": " + tested.name() + " (" + tested.at() + ")";
        return Stream.concat(Stream.of(first), why(result).stream().map(line -> "  " + line))
                .toList();
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("name", result.tested().name());
        entry.put("line", result.tested().at().line());
        entry.put("result", code(result));
        entry.put("why", why(result));
        return entry;
    }
}
