package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.smime.mime.Spool;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.TrustStore;
import org.signet.smime.verify.MessageVerifier;
import org.signet.smime.verify.Verdict;
import org.signet.smime.verify.Verification;
import org.signet.smime.verify.VerifyLimits;
import org.signet.smime.verify.Verifying;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Verifies the signatures of a message. */
@Command(
        name = "verify",
        description = {
            "Verify the signatures of a message: who signed it, whether it was altered, whether the"
                    + " signer is trusted and is the one in From.",
            "Exit status: 0 valid, 1 invalid (with the reason; not-signed if it is not signed at"
                    + " all), 2 wrong usage, 3 it could not be found out (with the reason, such as"
                    + " revocation-unknown)."
        },
        mixinStandardHelpOptions = true)
final class SmimeVerify implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--trust",
            required = true,
            paramLabel = "FILE",
            description =
                    "the trusted roots, PEM or DER, or a folder of such files; certificates in it"
                            + " that did not sign themselves are not trusted, but help to find a"
                            + " way to a root")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path trust;

    @Option(
            names = "--crl",
            paramLabel = "FILE",
            description =
                    "revocation list, PEM or DER; may be given several times. With any, also one"
                            + " in the message, every certificate must be found good in a list;"
                            + " without, and without --ocsp and --fetch-crls, revocation is not"
                            + " looked at.")
    private List<Path> lists = new ArrayList<>();

    @Mixin
    @SuppressWarnings("NullAway.Init") // set by picocli
    private RevocationOptions revocation;

    @Option(
            names = "--at",
            paramLabel = "INSTANT",
            description =
                    "the moment for which it is asked, such as 2024-05-31T12:00:00Z; default: now")
    private @Nullable String at;

    @Option(
            names = "--no-from-check",
            description = "do not ask whether the signer is the author in From")
    private boolean withoutFrom;

    @Option(
            names = "--legacy",
            description =
                    "accept SHA-1, DSA and RSA of 1024 bits, as mail of former times has them")
    private boolean legacy;

    @Option(
            names = "--cms",
            description =
                    "the input is a CMS structure, DER or PEM, not a message; From is not checked"
                            + " then")
    private boolean cms;

    @Option(
            names = "--content",
            paramLabel = "FILE",
            description = "what a detached signature is over; with --cms only")
    private @Nullable Path content;

    @Option(names = "--json", description = "write the result as one JSON object")
    private boolean json;

    @Parameters(
            arity = "0..1",
            paramLabel = "MAIL",
            description = "the message; default: standard input")
    private @Nullable Path mail;

    @Override
    public Integer call() throws IOException {
        if (content != null && !cms) {
            throw new ParameterException(
                    spec.commandLine(), "--content goes with --cms, where there is no MIME part");
        }
        try (MailFile input = MailFile.open(mail)) {
            Verification verification = verify(input);
            SmimeWords.write(spec, json, verification);
            return switch (verification.verdict()) {
                case Verdict.Valid valid -> ExitStatus.YES;
                case Verdict.Invalid invalid -> ExitStatus.NO;
                case Verdict.Undecidable open -> ExitStatus.UNDECIDABLE;
            };
        } catch (UnusableFileException e) {
            return usage(e.why() + "; allowed: " + e.allowed());
        } catch (IllegalArgumentException e) {
            return usage(String.valueOf(e.getMessage()));
        }
    }

    private Verification verify(MailFile input) throws IOException, UnusableFileException {
        MessageVerifier verifier = new MessageVerifier(rules(), Spool::inTemporaryFolder);
        if (!cms) {
            return verifier.verify(input);
        }
        if (content == null) {
            return verifier.verifyStructure(CmsFile.open(input), Optional.empty());
        }
        try (MailFile signed = MailFile.open(content)) {
            return verifier.verifyStructure(CmsFile.open(input), Optional.of(signed));
        }
    }

    private Verifying rules() throws IOException, UnusableFileException {
        List<X509CRL> given = new ArrayList<>();
        for (Path each : lists) {
            given.addAll(Certificates.readLists(each));
        }
        return new Verifying(
                        TrustStore.load(trust),
                        given,
                        instant(),
                        !withoutFrom && !cms,
                        legacy,
                        !cms,
                        VerifyLimits.DEFAULT)
                .with(revocation.rule());
    }

    private Instant instant() {
        try {
            return at == null ? Instant.now() : Instant.parse(at);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--at " + at + ": it is no moment; allowed: such as 2024-05-31T12:00:00Z", e);
        }
    }

    private int usage(String text) {
        spec.commandLine().getErr().println("signet: " + text);
        return ExitStatus.USAGE;
    }
}
