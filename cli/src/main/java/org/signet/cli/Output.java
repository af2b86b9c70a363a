package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Model.CommandSpec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/** Writes a result: for programs one JSON object, for people one line for each of its values. */
final class Output {
    private Output() {}

    static void write(CommandSpec spec, boolean json, Map<String, Object> result)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(new ObjectMapper().writeValueAsString(result));
        } else {
            result.forEach((key, value) -> lines(out, key, value));
        }
        out.flush();
    }

    private static void lines(PrintWriter out, String key, Object value) {
        if (value instanceof List<?> values) {
            values.forEach(each -> out.println(key + ": " + each));
        } else {
            out.println(key + ": " + value);
        }
    }
}
