package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dane.DaneVerifier;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code signet dane}: what DANE says of a mail server. */
@Command(
        name = "dane",
        description = "Ask what DANE (RFC 7672) says of a mail server.",
        subcommands = {DaneCommand.Verify.class},
        mixinStandardHelpOptions = true)
final class DaneCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? allowed: verify");
    }

    /** Judges a chain by TLSA records; asks no network. */
    @Command(
            name = "verify",
            description = {
                "Judge the certificates of a mail server by TLSA records, offline.",
                "Exit status: 0 authenticated; 1 not, for the reason given; 2 wrong usage; 3 no"
                        + " record is usable (mail would go encrypted but unauthenticated)."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--chain",
                paramLabel = "FILE",
                description = "The certificates as PEM, the server's own first; '-' is stdin.",
                defaultValue = "-")
        private String chain = "-";

        @Option(
                names = "--tlsa",
                required = true,
                paramLabel = "RECORD",
                description = "A TLSA record such as '3 1 1 0f3c…'; may be given several times.")
        private List<String> records = new ArrayList<>();

        @Option(
                names = "--name",
                required = true,
                paramLabel = "NAME",
                description = {
                    "What the certificate may be for: the TLSA base domain, which is the mail"
                            + " host's name; given again, the mail domain as well."
                })
        private List<String> names = new ArrayList<>();

        @Option(
                names = "--at",
                paramLabel = "INSTANT",
                description = "The time to judge at, such as 2026-11-23T12:00:00Z; default: now.")
        private @Nullable String at;

        @Option(names = "--json", description = "Write one JSON object.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            List<DomainName> expected = names.stream().map(this::name).toList();
            List<Tlsa> parsed = records.stream().map(this::record).toList();
            DaneVerdict verdict = DaneVerifier.verify(certificates(), parsed, expected, time());
            Output.write(spec, json, result(verdict, parsed));
            return switch (verdict) {
                case DaneVerdict.Authenticated yes -> ExitStatus.YES;
                case DaneVerdict.Rejected no -> ExitStatus.NO;
                case DaneVerdict.AllUnusable none -> ExitStatus.UNDECIDABLE;
            };
        }

        private DomainName name(String text) {
            return DomainName.tryParse(text)
                    .orElseThrow(() -> usage("'" + text + "' is not a domain name"));
        }

        private Tlsa record(String text) {
            try {
                return Tlsa.parsePresentation(text);
            } catch (IllegalArgumentException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }

        private Instant time() {
            try {
                return at == null ? Instant.now() : Instant.parse(at);
            } catch (DateTimeParseException e) {
                throw usage("--at '" + at + "' is no time; allowed: 2026-11-23T12:00:00Z");
            }
        }

        private List<X509Certificate> certificates() throws IOException {
            try {
                return CertificateFile.read(chain);
            } catch (IllegalArgumentException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }

        private ParameterException usage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }

        private static Map<String, Object> result(DaneVerdict verdict, List<Tlsa> records) {
            Map<String, Object> result = new LinkedHashMap<>();
            switch (verdict) {
                case DaneVerdict.Authenticated yes -> {
                    result.put("verdict", "authenticated");
                    result.put("reason", "dane-verified");
                    result.put("record", yes.record().presentation());
                    result.put("depth", yes.depth());
                    yes.name().ifPresent(name -> result.put("name", name.text()));
                }
                case DaneVerdict.Rejected no -> {
                    result.put("verdict", "rejected");
                    result.put("reason", word(no.cause()));
                    result.put("code", no.cause().code());
                    result.put("detail", no.detail());
                }
                case DaneVerdict.AllUnusable none -> {
                    result.put("verdict", "encrypt-only");
                    result.put("reason", "all-unusable");
                }
            }
            List<String> unusable =
                    records.stream()
                            .filter(Tlsa.Unusable.class::isInstance)
                            .map(Tlsa::toString)
                            .toList();
            if (!unusable.isEmpty()) {
                result.put("unusable", unusable);
            }
            return result;
        }

        /** The short word for people; the code beside it is the one in logs and bounces. */
        private static String word(DaneVerdict.Cause cause) {
            return switch (cause) {
                case NO_CERTIFICATE -> "no-certificate";
                case TLSA_MISMATCH -> "no-match";
                case CERTIFICATE_EXPIRED -> "expired";
                case CERTIFICATE_NOT_YET_VALID -> "not-yet-valid";
                case CERTIFICATE_NAME_MISMATCH -> "name-mismatch";
                case CERTIFICATE_PURPOSE -> "wrong-purpose";
                case CERTIFICATE_PATH_INVALID -> "no-path";
            };
        }
    }
}
