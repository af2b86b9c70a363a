package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;

/** Where a command writes the bytes it makes, and where its verdict. */
final class ResultOptions {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to write the result; default: standard output")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description =
                    "write the verdict as one JSON object to standard output; the result is then"
                            + " written only with --out")
    private boolean json;

    /** Makes bytes, and a verdict on them. */
    @FunctionalInterface
    interface Maker {
        Map<String, Object> writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes what is made, unless its verdict says that it was refused.
     *
     * @return the exit status
     */
    int write(Maker maker) throws IOException {
        Map<String, Object> verdict;
        boolean refused;
        if (out != null) {
            try (Replacement file = new Replacement(out)) {
                verdict = maker.writeTo(file.output());
                refused = verdict.containsValue("refused");
                if (!refused) {
                    file.commit();
                }
            }
        } else {
            verdict = maker.writeTo(json ? OutputStream.nullOutputStream() : System.out);
            System.out.flush();
            refused = verdict.containsValue("refused");
        }
        print(verdict, refused);
        return refused ? ExitStatus.NO : ExitStatus.YES;
    }

    private void print(Map<String, Object> verdict, boolean refused) throws IOException {
        if (json) {
            PrintWriter writer = spec.commandLine().getOut();
            writer.println(new ObjectMapper().writeValueAsString(verdict));
            writer.flush();
        } else if (refused) {
            spec.commandLine().getErr().println("signet: refused: " + verdict.get("reason"));
        }
    }

    /**
     * Says why nothing is made.
     *
     * @return the exit status
     */
    int none(int status, String verdict, String reason, String detail) throws IOException {
        if (json) {
            PrintWriter writer = spec.commandLine().getOut();
            writer.println(
                    new ObjectMapper()
                            .writeValueAsString(
                                    Map.of(
                                            "verdict", verdict,
                                            "reason", reason,
                                            "detail", detail)));
            writer.flush();
        } else {
            spec.commandLine()
                    .getErr()
                    .println("signet: " + verdict + ": " + reason + ": " + detail);
        }
        return status;
    }

    int usage(String text) {
        spec.commandLine().getErr().println("signet: " + text);
        return ExitStatus.USAGE;
    }

    void warn(String text) {
        spec.commandLine().getErr().println("signet: warning: " + text);
    }
}
