package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.SensitiveTypes;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code bin/signet classify types}: the sensitive information types that are built in. */
@Command(
        name = "types",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in sensitive information types, with their sources.")
final class ClassifyTypesCommand implements Callable<Integer> {
    @Option(names = "--json", description = "Write a JSON array.")
    private boolean json;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the specification before the call");
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    new ObjectMapper()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(
                                    SensitiveTypes.all().stream()
                                            .map(ClassifyTypesCommand::entry)
                                            .toList()));
        } else {
            SensitiveTypes.all().forEach(type -> out.println(line(type)));
        }
        out.flush();
        return ExitStatus.YES;
    }

    private static Map<String, Object> entry(SensitiveType type) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", type.id());
        entry.put("name", type.name());
        entry.put("family", type.family().code());
        entry.put("countries", type.countries());
        entry.put("checksum", type.checksum());
        entry.put("evidenceLanguages", type.evidence().keySet().stream().sorted().toList());
        entry.put("window", type.window());
        Map<String, Object> confidence = new LinkedHashMap<>();
        confidence.put("alone", type.levels().alone());
        confidence.put("formWithEvidence", type.levels().plausible());
        confidence.put("checkedWithEvidence", type.levels().certain());
        entry.put("confidence", confidence);
        entry.put("source", type.source());
        return entry;
    }

    private static String line(SensitiveType type) {
        return "%-32s %s%s%n    check: %s; confidence: %s; evidence in: %s%n    source: %s"
                .formatted(
                        type.id(),
                        type.name(),
                        type.countries().isEmpty()
                                ? ""
                                : " (" + String.join(", ", type.countries()) + ")",
                        type.checksum().isEmpty() ? "none" : type.checksum(),
                        type.levels(),
                        type.evidence().isEmpty()
                                ? "none needed"
                                : String.join(
                                        ", ", type.evidence().keySet().stream().sorted().toList()),
                        type.source());
    }
}
