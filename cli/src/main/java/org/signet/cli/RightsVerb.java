package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.rights.MessageId;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.RightsSettings;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;

/** What every verb of {@code bin/signet rights} does: open a store that is there, and tell. */
abstract class RightsVerb implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--james",
            required = true,
            paramLabel = "DIR",
            description = "the directory of James, with conf/signet-rights.properties")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path james;

    @Option(names = "--json", description = "write one JSON object")
    private boolean json;

    /** What a verb found, as members of a JSON object or as words. */
    record Outcome(int status, Map<String, Object> members) {
        static Outcome of(int status, String verdict, Object... members) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("verdict", verdict);
            for (int i = 0; i < members.length; i += 2) {
                all.put(members[i].toString(), members[i + 1]);
            }
            return new Outcome(status, all);
        }

        static Outcome unavailable(String cause) {
            return of(ExitStatus.UNDECIDABLE, "unavailable", "cause", cause);
        }
    }

    /** Checks what can be checked without a store, before one is opened. */
    void checkUsage() {}

    abstract Outcome run(ProtectedMessages messages) throws RightsException;

    @Override
    public Integer call() {
        checkUsage();
        try (ProtectedMessages messages = open(settings())) {
            return print(run(messages));
        } catch (RightsException e) {
            return print(failed(e));
        }
    }

    static Outcome failed(RightsException e) {
        return e.reason() == Reason.MISCONFIGURED
                ? Outcome.of(
                        ExitStatus.USAGE, "misconfigured", "cause", String.valueOf(e.getMessage()))
                : Outcome.unavailable(String.valueOf(e.getMessage()));
    }

    MessageId messageId(String text) {
        try {
            return new MessageId(text);
        } catch (IllegalArgumentException e) {
            throw usage("MESSAGE: " + e.getMessage());
        }
    }

    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Who did it, for the audit log: the command, and who ran it. */
    static String actor() {
        String user = System.getProperty("user.name", "").replaceAll("[^!-~]", "?");
        return "bin/signet" + (user.isEmpty() ? "" : " (" + user + ")");
    }

    /** The settings of a store that is there; unlike James, a command never makes a new one. */
    final RightsSettings settings() throws RightsException {
        Path file = james.resolve("conf/signet-rights.properties");
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new RightsException(
                    Reason.MISCONFIGURED, file + ": it cannot be read as a properties file", e);
        }
        Map<String, String> values = new HashMap<>();
        for (String key : properties.stringPropertyNames()) {
            values.put(key, Interpolation.resolve(file, key, properties.getProperty(key)));
        }
        RightsSettings settings = RightsSettings.parse(values, file.toString(), james);
        if (!Files.exists(settings.keysetFile())) {
            throw settings.refuse(
                    "keyset.file",
                    settings.keysetFile().toString(),
                    "there is no such file, so there is no store to look at",
                    "the file that James made at its first start");
        }
        return settings;
    }

    private static ProtectedMessages open(RightsSettings settings) throws RightsException {
        return ProtectedMessages.open(settings, Clock.systemUTC(), new SecureRandom());
    }

    final int print(Outcome outcome) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            if (json) {
                out.println(JSON.writeValueAsString(outcome.members()));
            } else {
                out.println(words(outcome.members()));
            }
        } catch (IOException e) {
            throw new IllegalStateException("an outcome holds text and numbers only", e);
        }
        return outcome.status();
    }

    /** One line for what is single, and one for each that is listed. */
    private static String words(Map<String, Object> members) {
        StringBuilder words = new StringBuilder();
        StringBuilder lines = new StringBuilder();
        members.forEach(
                (name, value) -> {
                    if (value instanceof List<?> list) {
                        list.forEach(each -> lines.append("\n  ").append(line(each)));
                    } else {
                        words.append(words.isEmpty() ? "" : "; ")
                                .append(name.equals("verdict") ? "" : name + " ")
                                .append(value);
                    }
                });
        return words.append(lines).toString();
    }

    private static String line(Object each) {
        StringBuilder line = new StringBuilder();
        if (each instanceof Map<?, ?> map) {
            map.forEach(
                    (name, value) ->
                            line.append(line.isEmpty() ? "" : "; ")
                                    .append(name)
                                    .append(' ')
                                    .append(value));
        } else {
            line.append(each);
        }
        return line.toString();
    }
}
