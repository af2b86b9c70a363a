package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.jspecify.annotations.Nullable;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.decrypt.RestoredMessage;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.UnusableFileException;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code bin/signet smime}: what the S/MIME core does, with files. */
@Command(
        name = "smime",
        description = "S/MIME messages.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class SmimeCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Override
    public void run() {
        throw new picocli.CommandLine.ParameterException(
                spec.commandLine(), "Missing verb: decrypt");
    }

    /** What the decrypted message is written as, and where. */
    private record Target(@Nullable Path out, boolean json, boolean entityOnly) {}

    @Command(
            name = "decrypt",
            description = {
                "Decrypt a message. Writes the message as it was before it was encrypted: the header"
                        + " fields of the encrypted one, and the decrypted MIME entity.",
                "Exit status: 0 decrypted, 1 not (not encrypted, for another key, refused, or"
                        + " damaged), 2 wrong usage, 3 the mail or the output cannot be read or"
                        + " written."
            },
            mixinStandardHelpOptions = true)
    int decrypt(
            @Option(
                            names = "--key",
                            required = true,
                            paramLabel = "FILE",
                            description = "private key, PEM")
                    Path key,
            @Option(
                            names = "--cert",
                            required = true,
                            paramLabel = "FILE",
                            description = "certificate of the key, PEM or DER")
                    Path certificate,
            @Option(
                            names = "--out",
                            paramLabel = "FILE",
                            description = "where to write the message; default: standard output")
                    @Nullable Path out,
            @Option(
                            names = "--json",
                            description =
                                    "write the verdict as one JSON object to standard output; the"
                                            + " message is then written only with --out")
                    boolean json,
            @Option(
                            names = "--entity",
                            description = "write the decrypted MIME entity alone, byte for byte")
                    boolean entityOnly,
            @Parameters(
                            arity = "0..1",
                            paramLabel = "MAIL",
                            description = "the message; default: standard input")
                    @Nullable Path mail)
            throws IOException {
        if (mail != null && !Files.isReadable(mail)) {
            return usage(mail + ": it cannot be read");
        }
        DecryptionKey identity;
        try {
            identity = DecryptionKey.read(key, certificate);
        } catch (UnusableFileException e) {
            return usage(e.why() + "; allowed: " + e.allowed());
        }
        try (Spool input = Spool.inTemporaryFolder()) {
            MessageSource message = mail == null ? standardInput(input) : source(mail);
            Decryption decryption =
                    new MessageDecrypter(
                                    List.of(identity), new SecureRandom(), Spool::inTemporaryFolder)
                            .decrypt(message);
            return report(decryption, message, new Target(out, json, entityOnly));
        }
    }

    private int usage(String text) {
        spec.commandLine().getErr().println("signet: " + text);
        return ExitStatus.USAGE;
    }

    private static MessageSource source(Path mail) {
        return () -> Files.newInputStream(mail);
    }

    private static MessageSource standardInput(Spool input) throws IOException {
        try (OutputStream spool = input.output()) {
            System.in.transferTo(spool);
        }
        return input;
    }

    private int report(Decryption decryption, MessageSource message, Target target)
            throws IOException {
        Map<String, Object> verdict = new LinkedHashMap<>();
        int status = ExitStatus.NO;
        switch (decryption) {
            case Decryption.Decrypted decrypted -> {
                verdict.put("verdict", "decrypted");
                verdict.put("algorithm", word(decrypted.algorithm()));
                verdict.put("authenticated", decrypted.authenticated());
                try (Spool entity = decrypted.entity()) {
                    verdict.put("bytes", entity.size());
                    write(message, entity, target);
                }
                status = ExitStatus.YES;
            }
            case Decryption.NotEncrypted no -> verdict.put("verdict", "not-encrypted");
            case Decryption.NoMatchingKey no -> verdict.put("verdict", "no-matching-key");
            case Decryption.Refused(Decryption.Refused.Reason reason) -> {
                verdict.put("verdict", "refused");
                verdict.put("reason", word(reason));
            }
            case Decryption.Broken broken -> verdict.put("verdict", "broken");
        }
        print(verdict, target);
        return status;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void print(Map<String, Object> verdict, Target target) throws IOException {
        if (target.json()) {
            spec.commandLine().getOut().println(new ObjectMapper().writeValueAsString(verdict));
            spec.commandLine().getOut().flush();
        } else if (!"decrypted".equals(verdict.get("verdict"))) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "signet: not decrypted: "
                                    + verdict.values().stream()
                                            .map(String::valueOf)
                                            .collect(Collectors.joining(": ")));
        } else if (Boolean.FALSE.equals(verdict.get("authenticated"))) {
            spec.commandLine()
                    .getErr()
                    .println(
                            "signet: warning: "
                                    + verdict.get("algorithm")
                                    + " does not prove that nobody changed the message");
        }
    }

    private static void write(MessageSource message, Spool entity, Target target)
            throws IOException {
        if (target.out() != null) {
            try (Replacement file = new Replacement(target.out())) {
                write(message, entity, target, file.output());
                file.commit();
            }
        } else if (!target.json()) {
            write(message, entity, target, System.out);
            System.out.flush();
        }
    }

    private static void write(MessageSource message, Spool entity, Target target, OutputStream out)
            throws IOException {
        if (target.entityOnly()) {
            try (var in = entity.open()) {
                in.transferTo(out);
            }
        } else {
            RestoredMessage.write(message, entity, out);
        }
    }
}
