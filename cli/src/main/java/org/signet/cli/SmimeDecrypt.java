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
import org.signet.smime.structure.CmsBody;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Decrypts a message. */
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
final class SmimeDecrypt implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private KeyOptions keys;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "where to write the message; default: standard output")
    private @Nullable Path out;

    @Option(
            names = "--json",
            description =
                    "write the verdict as one JSON object to standard output; the message is then"
                            + " written only with --out")
    private boolean json;

    @Option(
            names = "--entity",
            description = "write the decrypted MIME entity alone, byte for byte")
    private boolean entityOnly;

    @Option(
            names = "--legacy",
            description =
                    "accept Triple DES and keys of RSA with 1024 bits, as mail of former times has"
                            + " them")
    private boolean legacy;

    @Option(
            names = "--cms",
            description =
                    "the input is a CMS structure, DER or PEM, not a message; writes its content,"
                            + " byte for byte")
    private boolean cms;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "the message; default: standard input")
    private @Nullable Path mail;

    @Override
    public Integer call() throws IOException {
        List<DecryptionKey> identities;
        try {
            identities =
                    (legacy ? keys.readForOldMail() : keys.read())
                            .stream().map(DecryptionKey::of).toList();
        } catch (UnusableFileException e) {
            return usage(e.why() + "; allowed: " + e.allowed());
        }
        try (MailFile input = MailFile.open(mail)) {
            MessageSource message = cms ? CmsBody.asMessage(CmsFile.open(input)) : input;
            Decryption decryption =
                    new MessageDecrypter(
                                    identities,
                                    new SecureRandom(),
                                    Spool::inTemporaryFolder,
                                    legacy)
                            .decrypt(message);
            return report(decryption, message);
        } catch (IllegalArgumentException e) {
            return usage(String.valueOf(e.getMessage()));
        }
    }

    private int usage(String text) {
        spec.commandLine().getErr().println("signet: " + text);
        return ExitStatus.USAGE;
    }

    private int report(Decryption decryption, MessageSource message) throws IOException {
        Map<String, Object> verdict = new LinkedHashMap<>();
        int status = ExitStatus.NO;
        switch (decryption) {
            case Decryption.Decrypted decrypted -> {
                verdict.put("verdict", "decrypted");
                verdict.put("algorithm", word(decrypted.algorithm()));
                verdict.put("authenticated", decrypted.authenticated());
                try (Spool entity = decrypted.entity()) {
                    verdict.put("bytes", entity.size());
                    RestoredMessage restored = RestoredMessage.of(message, entity);
                    if (!cms && restored.hasProtectedHeader()) {
                        verdict.put("protectedHeader", true);
                        verdict.put("differences", restored.differences());
                        verdict.put("otherAuthor", restored.hasOtherAuthor());
                    }
                    write(restored, entity);
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
        print(verdict);
        return status;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void print(Map<String, Object> verdict) throws IOException {
        if (json) {
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

    private void write(RestoredMessage restored, Spool entity) throws IOException {
        if (out != null) {
            try (Replacement file = new Replacement(out)) {
                write(restored, entity, file.output());
                file.commit();
            }
        } else if (!json) {
            write(restored, entity, System.out);
            System.out.flush();
        }
    }

    private void write(RestoredMessage restored, Spool entity, OutputStream output)
            throws IOException {
        if (entityOnly || cms) {
            try (var in = entity.open()) {
                in.transferTo(output);
            }
        } else {
            restored.writeTo(output);
        }
    }
}
