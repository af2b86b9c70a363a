package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.SensitiveClass;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code bin/signet classify check}: whether a policy file is one. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Checks a policy file, and says what is in it.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {"0:it is a policy", "2:it is none, or cannot be read"})
final class ClassifyCheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The policy file.")
    private @Nullable Path file;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandSpec command = PolicyArgument.given(spec);
        Policy policy = PolicyArgument.read(command, PolicyArgument.given(file));
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("policy", policy.digest());
        result.put("classes", policy.classes().stream().map(SensitiveClass::name).toList());
        result.put("tests", policy.cases().size());
        Output.write(command, json, result);
        return ExitStatus.YES;
    }
}
