package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
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
                "Exit status: 0 authenticated; 1 rejected, or no record is usable (mail would go"
                        + " encrypted but unauthenticated); 2 wrong usage."
            },
            mixinStandardHelpOptions = true)
    static final class Verify implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Option(
                names = "--mx",
                required = true,
                paramLabel = "NAME",
                description = "The mail host, which is the TLSA base domain.")
        private String mx;

        @Option(
                names = "--tlsa",
                required = true,
                paramLabel = "RECORD",
                description = "A TLSA record such as '3 1 1 0f3c…'; may be given several times.")
        private List<String> records = new ArrayList<>();

        @Option(
                names = "--chain",
                paramLabel = "FILE",
                description = "The certificates as PEM, the server's own first; '-' is stdin.",
                defaultValue = "-")
        private String chain = "-";

        @Option(
                names = "--name",
                paramLabel = "NAME",
                description = "A further name that the certificate may be for: the mail domain.")
        private List<String> names = new ArrayList<>();

        @Option(
                names = "--at",
                paramLabel = "TIME",
                description = "The time to judge at, such as 2026-11-23T12:00:00Z; default: now.")
        private @Nullable String at;

        @Option(names = "--json", description = "Write one JSON object.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            List<DomainName> expected = new ArrayList<>(List.of(name(mx)));
            names.forEach(extra -> expected.add(name(extra)));
            List<Tlsa> parsed = records.stream().map(this::record).toList();
            DaneVerdict verdict =
                    DaneVerifier.verify(certificates(), parsed, List.copyOf(expected), time());
            write(result(verdict, parsed));
            return verdict instanceof DaneVerdict.Authenticated ? ExitStatus.YES : ExitStatus.NO;
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
            byte[] pem = read();
            try {
                List<X509Certificate> certificates =
                        CertificateFactory.getInstance("X.509")
                                .generateCertificates(new ByteArrayInputStream(pem))
                                .stream()
                                .map(X509Certificate.class::cast)
                                .toList();
                if (certificates.isEmpty()) {
                    throw usage(chain + ": there is no certificate in it");
                }
                return certificates;
            } catch (CertificateException e) {
                throw usage(chain + ": not certificates in PEM: " + e.getMessage());
            }
        }

        private byte[] read() throws IOException {
            if (chain.equals("-")) {
                return System.in.readAllBytes();
            }
            Path file = Path.of(chain);
            if (!Files.isReadable(file)) {
                throw usage(chain + ": there is no such file that can be read");
            }
            return Files.readAllBytes(file);
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
                    result.put("reason", no.cause().code());
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

        private void write(Map<String, Object> result) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(new ObjectMapper().writeValueAsString(result));
            } else {
                result.forEach((key, value) -> out.println(key + ": " + value));
            }
            out.flush();
        }
    }
}
