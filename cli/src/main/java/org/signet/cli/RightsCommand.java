package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.rights.MessageId;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.Revocation;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.RightsSettings;
import org.signet.rights.audit.AuditVerdict;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** {@code bin/signet rights}: protected messages in a store. */
@Command(
        name = "rights",
        description = {
            "Protected messages.",
            "An H2 file is open in one process: stop James first, or use an H2 server."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class RightsCommand implements Runnable {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing verb: audit, revoke");
    }

    /** What a verb found, as members of a JSON object or as words. */
    private record Outcome(int status, Map<String, Object> members) {
        static Outcome of(int status, String verdict, Object... members) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("verdict", verdict);
            for (int i = 0; i < members.length; i += 2) {
                all.put(members[i].toString(), members[i + 1]);
            }
            return new Outcome(status, all);
        }
    }

    @Command(
            name = "audit",
            description = {
                "Check the audit log from its first record to its last.",
                "Exit status: 0 intact, 1 changed, 2 wrong usage, 3 the store cannot be read."
            },
            mixinStandardHelpOptions = true)
    int audit(
            @Option(
                            names = "--james",
                            required = true,
                            paramLabel = "DIR",
                            description =
                                    "the directory of James, with conf/signet-rights.properties")
                    Path james,
            @Option(names = "--json", description = "write one JSON object") boolean json) {
        try (ProtectedMessages messages = open(james)) {
            return print(
                    json,
                    switch (messages.audit().verify()) {
                        case AuditVerdict.Intact intact ->
                                Outcome.of(ExitStatus.YES, "intact", "records", intact.records());
                        case AuditVerdict.Broken broken ->
                                Outcome.of(
                                        ExitStatus.NO,
                                        "broken",
                                        "record",
                                        broken.number(),
                                        "why",
                                        broken.why());
                        case AuditVerdict.Unavailable unavailable ->
                                unavailable(unavailable.cause());
                    });
        } catch (RightsException e) {
            return print(json, failed(e));
        }
    }

    @Command(
            name = "revoke",
            description = {
                "Take the right of one recipient back.",
                "Exit status: 0 revoked now or before, 1 no such message or recipient, 2 wrong"
                        + " usage, 3 the store cannot be used."
            },
            mixinStandardHelpOptions = true)
    int revoke(
            @Option(
                            names = "--james",
                            required = true,
                            paramLabel = "DIR",
                            description =
                                    "the directory of James, with conf/signet-rights.properties")
                    Path james,
            @Option(names = "--json", description = "write one JSON object") boolean json,
            @Parameters(paramLabel = "MESSAGE", description = "the id of the protected message")
                    String message,
            @Parameters(paramLabel = "RECIPIENT", description = "the address") String recipient) {
        MessageId id;
        try {
            id = new MessageId(message);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "MESSAGE: " + e.getMessage(), e);
        }
        try (ProtectedMessages messages = open(james)) {
            return print(
                    json,
                    switch (messages.revoke(id, recipient)) {
                        case Revocation.Done done ->
                                Outcome.of(ExitStatus.YES, "revoked", "at", done.at().toString());
                        case Revocation.Before before ->
                                Outcome.of(
                                        ExitStatus.YES,
                                        "revoked-before",
                                        "at",
                                        before.at().toString());
                        case Revocation.Unknown unknown -> Outcome.of(ExitStatus.NO, "unknown");
                        case Revocation.Unavailable unavailable -> unavailable(unavailable.cause());
                    });
        } catch (RightsException e) {
            return print(json, failed(e));
        }
    }

    private static Outcome unavailable(String cause) {
        return Outcome.of(ExitStatus.UNDECIDABLE, "unavailable", "cause", cause);
    }

    private static Outcome failed(RightsException e) {
        return e.reason() == Reason.MISCONFIGURED
                ? Outcome.of(
                        ExitStatus.USAGE, "misconfigured", "cause", String.valueOf(e.getMessage()))
                : unavailable(String.valueOf(e.getMessage()));
    }

    /** Opens a store that is there; unlike James, a check never makes a new one. */
    private static ProtectedMessages open(Path james) throws RightsException {
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
        return ProtectedMessages.open(settings, Clock.systemUTC(), new SecureRandom());
    }

    private int print(boolean json, Outcome outcome) {
        try {
            spec.commandLine()
                    .getOut()
                    .println(
                            json
                                    ? JSON.writeValueAsString(outcome.members())
                                    : words(outcome.members()));
        } catch (IOException e) {
            throw new IllegalStateException("an outcome holds text and numbers only", e);
        }
        return outcome.status();
    }

    private static String words(Map<String, Object> members) {
        StringBuilder words = new StringBuilder();
        members.forEach(
                (name, value) ->
                        words.append(words.isEmpty() ? "" : "; ")
                                .append(name.equals("verdict") ? "" : name + " ")
                                .append(value));
        return words.toString();
    }
}
