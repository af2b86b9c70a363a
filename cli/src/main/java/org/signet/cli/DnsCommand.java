package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.ExtendedError;
import org.signet.transport.dns.RecordType;
import org.signet.transport.dns.Security;
import org.signet.transport.dns.TimedAnswer;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code signet dns}: what DNS says, and whether DNSSEC stands behind it. */
@Command(
        name = "dns",
        description = "Ask DNS as delivery does.",
        subcommands = {DnsCommand.Lookup.class},
        mixinStandardHelpOptions = true)
final class DnsCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? allowed: lookup");
    }

    /** Looks one name up and judges the answer. */
    @Command(
            name = "lookup",
            description = {
                "Look up records and say whether the answer is secure, insecure, bogus or failed.",
                "Exit status: 0 there are such records; 1 there are none; 2 wrong usage; 3 bogus or"
                        + " failed, so that nothing can be said."
            },
            mixinStandardHelpOptions = true)
    static final class Lookup implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Parameters(index = "0", paramLabel = "NAME", description = "The name, '.' is the root.")
        private String name;

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Parameters(
                index = "1",
                paramLabel = "TYPE",
                description = "One of A, AAAA, CNAME, MX, TXT, TLSA, SMIMEA.")
        private String type;

        @Mixin private final DnsOptions dnsOptions = new DnsOptions();

        @Option(names = "--json", description = "Write one JSON object.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            DomainName asked =
                    DomainName.tryParse(name)
                            .orElseThrow(() -> usage("'" + name + "' is not a domain name"));
            RecordType wanted = type();
            try (DnssecDns dns = dnsOptions.open(spec)) {
                TimedAnswer timed = dns.lookupTimed(asked, wanted);
                Map<String, Object> result = new LinkedHashMap<>();
                result.put("name", asked.toString());
                result.put("type", wanted.name());
                describe(timed, wanted, result);
                write(result);
                return status(timed.answer());
            }
        }

        private RecordType type() {
            return Arrays.stream(RecordType.values())
                    .filter(known -> known.name().equalsIgnoreCase(type))
                    .findFirst()
                    .orElseThrow(
                            () ->
                                    usage(
                                            "'"
                                                    + type
                                                    + "' is no type; allowed: "
                                                    + Arrays.toString(RecordType.values())));
        }

        private ParameterException usage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }

        private static int status(DnsAnswer answer) {
            return switch (answer) {
                case DnsAnswer.Found found -> ExitStatus.YES;
                case DnsAnswer.NoData none -> ExitStatus.NO;
                case DnsAnswer.NxDomain none -> ExitStatus.NO;
                case DnsAnswer.Bogus bogus -> ExitStatus.UNDECIDABLE;
                case DnsAnswer.Failed failed -> ExitStatus.UNDECIDABLE;
            };
        }

        private static void describe(
                TimedAnswer timed, RecordType wanted, Map<String, Object> result) {
            DnsAnswer answer = timed.answer();
            switch (answer) {
                case DnsAnswer.Found found -> judged(answer, "found", result);
                case DnsAnswer.NoData none -> judged(answer, "no-data", result);
                case DnsAnswer.NxDomain none -> judged(answer, "no-such-name", result);
                case DnsAnswer.Bogus bogus -> bad("bogus", bogus.reason(), bogus.error(), result);
                case DnsAnswer.Failed failed ->
                        bad("failed", failed.cause(), failed.error(), result);
            }
            if (!answer.aliases().isEmpty()) {
                result.put("aliases", answer.aliases().stream().map(Lookup::alias).toList());
            }
            if (answer instanceof DnsAnswer.Found found) {
                result.put(
                        "records",
                        found.records().stream().map(each -> shown(each, wanted)).toList());
            }
            result.put("ttl", Math.max(0, timed.life().toSeconds()));
        }

        private static void judged(DnsAnswer answer, String kind, Map<String, Object> result) {
            result.put("status", answer.secureThroughout() ? "secure" : "insecure");
            result.put("answer", kind);
        }

        private static void bad(
                String status,
                String reason,
                Optional<ExtendedError> error,
                Map<String, Object> result) {
            result.put("status", status);
            result.put("reason", reason);
            error.ifPresent(
                    said -> {
                        result.put("extendedError", said.code());
                        result.put("extendedErrorName", said.name());
                    });
        }

        private static Map<String, String> alias(DnsAnswer.Hop hop) {
            Map<String, String> alias = new LinkedHashMap<>();
            alias.put("from", hop.from().toString());
            alias.put("to", hop.to().toString());
            alias.put("status", word(hop.security()));
            return alias;
        }

        private static String word(Security security) {
            return security.name().toLowerCase(Locale.ROOT);
        }

        private static String shown(DnsRecord record, RecordType wanted) {
            return switch (record) {
                case DnsRecord.Address address -> address.address().getHostAddress();
                case DnsRecord.MailExchange mx -> mx.preference() + " " + mx.host();
                case DnsRecord.Alias alias -> alias.target().toString();
                case DnsRecord.Text text -> text.text().replaceAll("[^\\x20-\\x7e]", "?");
                case DnsRecord.TlsaData tlsa ->
                        // What a usage is worth differs between the two.
                        wanted == RecordType.SMIMEA
                                ? numbers(tlsa.rdata())
                                : Tlsa.parse(tlsa.rdata()).toString();
            };
        }

        /** Usage, selector and matching type of a record, and the digits of what is behind them. */
        private static String numbers(byte[] rdata) {
            StringBuilder text = new StringBuilder();
            int head = Math.min(3, rdata.length);
            for (int i = 0; i < head; i++) {
                text.append(Byte.toUnsignedInt(rdata[i])).append(' ');
            }
            return text + HexFormat.of().formatHex(rdata, head, rdata.length);
        }

        private void write(Map<String, Object> result) throws IOException {
            PrintWriter out = spec.commandLine().getOut();
            if (json) {
                out.println(new ObjectMapper().writeValueAsString(result));
            } else {
                result.forEach((key, value) -> lines(out, key, value));
            }
            out.flush();
        }

        private static void lines(PrintWriter out, String key, Object value) {
            if (!(value instanceof List<?> list)) {
                out.println(key + ": " + value);
                return;
            }
            String singular = key.equals("aliases") ? "alias" : "record";
            for (Object element : list) {
                out.println(
                        singular
                                + ": "
                                + (element instanceof Map<?, ?> alias
                                        ? "%s -> %s (%s)"
                                                .formatted(
                                                        alias.get("from"),
                                                        alias.get("to"),
                                                        alias.get("status"))
                                        : element));
            }
        }
    }
}
