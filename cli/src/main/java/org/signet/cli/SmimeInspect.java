package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.decrypt.EnvelopeSummary;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Spool;
import org.signet.smime.structure.CmsBody;
import org.signet.smime.trust.TrustStore;
import org.signet.smime.verify.Layer;
import org.signet.smime.verify.MessageVerifier;
import org.signet.smime.verify.Signer;
import org.signet.smime.verify.Verification;
import org.signet.smime.verify.Verifying;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Prints what can be seen of a protected message without a key and without trust. */
@Command(
        name = "inspect",
        description = {
            "Print how a message is protected: layers, signers, recipients and algorithms. Nothing"
                    + " is said about whether to believe it.",
            "Exit status: 0 it is protected with S/MIME, 1 it is not, 2 wrong usage, 3 it cannot be"
                    + " read."
        },
        mixinStandardHelpOptions = true)
final class SmimeInspect implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--cms",
            description = "the input is a CMS structure, DER or PEM, not a message")
    private boolean cms;

    @Option(names = "--json", description = "write the result as one JSON object")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "the message; default: standard input")
    private @Nullable Path mail;

    @Override
    public Integer call() throws IOException {
        try (MailFile input = MailFile.open(mail)) {
            MessageSource message = cms ? CmsBody.asMessage(CmsFile.open(input)) : input;
            Map<String, Object> result = new LinkedHashMap<>();
            Verification verification =
                    new MessageVerifier(
                                    Verifying.of(
                                            new TrustStore(List.of(), List.of()), Instant.now()),
                                    Spool::inTemporaryFolder)
                            .verify(message);
            result.put("layers", verification.layers().stream().map(SmimeInspect::layer).toList());
            Optional<EnvelopeSummary> envelope = EnvelopeSummary.of(message);
            if (envelope.isPresent()) {
                result.put("cipher", envelope.get().cipher());
                result.put("authenticated", envelope.get().authenticated());
                result.put("recipients", envelope.get().recipients());
            }
            Output.write(spec, json, result);
            return verification.layers().isEmpty() ? ExitStatus.NO : ExitStatus.YES;
        } catch (IllegalArgumentException e) {
            spec.commandLine().getErr().println("signet: " + e.getMessage());
            return ExitStatus.USAGE;
        }
    }

    private static Map<String, Object> layer(Layer layer) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("part", layer.part());
        all.put("kind", layer.kind().code());
        all.put("wholeMessage", layer.spine());
        List<Map<String, Object>> signers = new ArrayList<>();
        for (Signer signer : layer.signers()) {
            Map<String, Object> one = new LinkedHashMap<>();
            if (signer.certificate() != null) {
                one.putAll(SmimeWords.certificate(signer.certificate()));
            }
            one.put("algorithm", Optional.ofNullable(signer.algorithm()).orElse("unknown"));
            one.put("digest", Optional.ofNullable(signer.digest()).orElse("unknown"));
            if (signer.claimedTime() != null) {
                one.put("claimedTime", signer.claimedTime().toString());
            }
            signers.add(one);
        }
        if (!signers.isEmpty()) {
            all.put("signers", signers);
        }
        return all;
    }
}
