package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.transport.delivery.DeliveryPreview;
import org.signet.transport.delivery.Destination;
import org.signet.transport.delivery.Preview;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.InsecureMxPolicy;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsPolicyException;
import org.signet.transport.policy.TlsPolicyFile;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.policy.TlsSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code signet tls}: how mail to a destination would be protected. */
@Command(
        name = "tls",
        description = "Ask how mail to a destination would be protected.",
        subcommands = {TlsCommand.Explain.class},
        mixinStandardHelpOptions = true)
final class TlsCommand implements Runnable {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which verb? allowed: explain");
    }

    /** The whole decision as a tree. */
    @Command(
            name = "explain",
            description = {
                "Show every answer and decision on the way to a domain, and what delivery would do.",
                "Exit status: 0 mail would be delivered; 1 it would wait or come back because"
                        + " something is wrong; 2 wrong usage; 3 it would wait because something"
                        + " could not be found out or reached."
            },
            mixinStandardHelpOptions = true)
    static final class Explain implements Callable<Integer> {
        @SuppressWarnings("NullAway.Init") // set by picocli
        @Spec
        private CommandSpec spec;

        @SuppressWarnings("NullAway.Init") // set by picocli
        @Parameters(index = "0", paramLabel = "DOMAIN", description = "The recipients' domain.")
        private String domain;

        @Option(
                names = "--port",
                paramLabel = "N",
                description = "Where mail hosts listen; default: 25.",
                defaultValue = "25")
        private int port;

        @Option(
                names = "--connect",
                description = "Connect to every address, up to the end of the TLS handshake.")
        private boolean connect;

        @Mixin private final DnsOptions dnsOptions = new DnsOptions();

        @Option(
                names = "--tls-level",
                paramLabel = "LEVEL",
                description = "none, may, encrypt, dane, dane-only or verify; default: dane.",
                defaultValue = "dane")
        private String level = "dane";

        @Option(
                names = "--insecure-mx-policy",
                paramLabel = "POLICY",
                description = "dane, encrypt or may; default: dane.",
                defaultValue = "dane")
        private String insecureMx = "dane";

        @Option(
                names = "--tls-policy-map",
                paramLabel = "FILE",
                description = "The file of exceptions that the mailet uses.")
        private @Nullable Path map;

        @Option(names = "--json", description = "Write one JSON object.")
        private boolean json;

        @Override
        public Integer call() throws IOException {
            DomainName name =
                    DomainName.tryParse(domain)
                            .filter(n -> !n.isRoot())
                            .orElseThrow(() -> usage("'" + domain + "' is not a domain name"));
            Explanation explanation;
            try (DnssecDns dns = dnsOptions.open(spec)) {
                Preview preview =
                        new DeliveryPreview(dns, rules(), port(spec, port))
                                .of(new Destination.Domain(name));
                explanation = new Explanation(name.toString(), preview, contacts(preview), connect);
            }
            if (json) {
                Output.write(spec, true, explanation.json());
            } else {
                spec.commandLine().getOut().print(explanation.text());
                spec.commandLine().getOut().flush();
            }
            return explanation.verdict().status();
        }

        private Map<Preview.Host, List<Contact>> contacts(Preview preview) {
            Map<Preview.Host, List<Contact>> contacts = new HashMap<>();
            if (connect) {
                for (Preview.Host host : preview.hosts()) {
                    contacts.put(
                            host,
                            host.targets().stream()
                                    .map(target -> Contact.make(target, host.policy()))
                                    .toList());
                }
            }
            return contacts;
        }

        private TlsRules rules() {
            TlsLevel usual =
                    TlsLevel.of(level)
                            .orElseThrow(
                                    () ->
                                            usage(
                                                    "'"
                                                            + level
                                                            + "' is no level; allowed: none, may,"
                                                            + " encrypt, dane, dane-only, verify"));
            try {
                return new TlsRules(
                        TlsSettings.of(usual, insecureMxPolicy()),
                        false,
                        map == null
                                ? Optional.empty()
                                : Optional.of(new TlsPolicyFile(map, Clock.systemUTC())),
                        Clock.systemUTC());
            } catch (TlsPolicyException e) {
                throw usage(String.valueOf(e.getMessage()));
            }
        }

        private InsecureMxPolicy insecureMxPolicy() {
            try {
                return InsecureMxPolicy.valueOf(insecureMx.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw usage("'" + insecureMx + "' is none of dane, encrypt, may");
            }
        }

        private ParameterException usage(String message) {
            return new ParameterException(spec.commandLine(), message);
        }
    }

    static int port(CommandSpec spec, int port) {
        if (port < 1 || port > 65535) {
            throw new ParameterException(
                    spec.commandLine(), "'" + port + "' is no port; allowed: 1 to 65535");
        }
        return port;
    }
}
