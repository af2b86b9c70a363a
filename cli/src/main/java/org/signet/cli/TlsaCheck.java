package org.signet.cli;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dane.DaneVerifier;
import org.signet.transport.dane.MailHost;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dane.TlsaAdvice;
import org.signet.transport.delivery.DeliveryPreview;
import org.signet.transport.delivery.Destination;
import org.signet.transport.delivery.Preview;
import org.signet.transport.delivery.Stop;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsRules;
import org.signet.transport.smtp.Target;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;

/** Compares what a mail host publishes with what it serves, at every address. */
@Command(
        name = "check",
        description = {
            "Compare the TLSA records of a mail host with what it serves at every address.",
            "Exit status: 0 senders that do DANE reach every address; 1 they do not, or there is"
                    + " nothing to check by; 2 wrong usage; 3 something could not be found out or"
                    + " reached."
        },
        mixinStandardHelpOptions = true)
final class TlsaCheck implements Callable<Integer> {
    @SuppressWarnings("NullAway.Init") // set by picocli
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // set by picocli
    @Parameters(index = "0", paramLabel = "HOST", description = "The mail host, not the domain.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where it listens; default: 25.",
            defaultValue = "25")
    private int port;

    @Option(
            names = "--name",
            paramLabel = "DOMAIN",
            description = "A mail domain of the host, which a certificate may be for as well.")
    private List<String> names = new ArrayList<>();

    @Mixin private final DnsOptions dnsOptions = new DnsOptions();

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    /** What one address showed, and what its records make of it. */
    private record Checked(Contact contact, Optional<DaneVerdict> verdict) {}

    @Override
    public Integer call() throws IOException {
        DomainName name = name(host);
        Preview.Host seen;
        try (DnssecDns dns = dnsOptions.open(spec)) {
            Stop stop =
                    new Stop.Named(
                            new MailHost(name, true, List.of()), TlsCommand.port(spec, port));
            seen =
                    new DeliveryPreview(dns, TlsRules.of(TlsLevel.DANE), port)
                            .of(new Destination.Gateways(List.of(stop)))
                            .hosts()
                            .get(0);
        }
        List<Tlsa> records = published(seen);
        List<DomainName> expected = expected(seen, name);
        List<Checked> all = new ArrayList<>();
        for (Target target : addresses(seen, name)) {
            Contact contact = Contact.make(target, anyone(seen));
            all.add(new Checked(contact, verdict(contact, records, expected)));
        }
        return report(seen, records, all);
    }

    private DomainName name(String text) {
        return DomainName.tryParse(text)
                .filter(n -> !n.isRoot())
                .orElseThrow(
                        () ->
                                new ParameterException(
                                        spec.commandLine(), "'" + text + "' is not a host name"));
    }

    /** The records that senders would find: the first secure record set that was asked for. */
    private static List<Tlsa> published(Preview.Host seen) {
        for (Preview.Question question : seen.questions()) {
            if (question.type() == RecordType.TLSA
                    && question.answer() instanceof DnsAnswer.Found found
                    && found.secureThroughout()) {
                return found.records().stream()
                        .filter(DnsRecord.TlsaData.class::isInstance)
                        .map(record -> Tlsa.parse(((DnsRecord.TlsaData) record).rdata()))
                        .toList();
            }
        }
        return List.of();
    }

    private List<DomainName> expected(Preview.Host seen, DomainName name) {
        Set<DomainName> expected = new LinkedHashSet<>();
        if (seen.policy() instanceof TlsPolicy.Authenticated authenticated) {
            expected.addAll(authenticated.dane().referenceNames());
        }
        expected.add(name);
        names.forEach(domain -> expected.add(name(domain)));
        return List.copyOf(expected);
    }

    private List<Target> addresses(Preview.Host seen, DomainName name) {
        Optional<DomainName> sni =
                seen.policy() instanceof TlsPolicy.Authenticated authenticated
                        ? Optional.of(authenticated.dane().baseDomain())
                        : Optional.of(name);
        Set<Target> targets = new LinkedHashSet<>();
        for (Preview.Question question : seen.questions()) {
            if (question.answer() instanceof DnsAnswer.Found found) {
                for (DnsRecord record : found.records()) {
                    if (record instanceof DnsRecord.Address address) {
                        targets.add(new Target(address.address(), port, sni));
                    }
                }
            }
        }
        return List.copyOf(targets);
    }

    /** Whoever answers is looked at, and held against the records afterwards. */
    private static TlsPolicy anyone(Preview.Host seen) {
        return seen.policy() instanceof TlsPolicy.UsesTls tls
                ? new TlsPolicy.Encrypted(tls.lowest())
                : new TlsPolicy.Encrypted();
    }

    private static Optional<DaneVerdict> verdict(
            Contact contact, List<Tlsa> records, List<DomainName> expected) {
        return contact.failure().isPresent() || records.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        DaneVerifier.verify(
                                contact.certificates(),
                                records,
                                expected,
                                Clock.systemUTC().instant()));
    }

    private int report(Preview.Host seen, List<Tlsa> records, List<Checked> all)
            throws IOException {
        List<TlsaAdvice.Advice> advice =
                TlsaAdvice.on(
                        records,
                        all.stream()
                                .map(one -> one.contact().certificates())
                                .filter(chain -> !chain.isEmpty())
                                .toList(),
                        Clock.systemUTC().instant());
        int status = status(seen, records, all);
        String summary = summary(status, seen, records);
        if (json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("host", seen.name());
            result.put("port", port);
            result.put("questions", seen.questions().stream().map(Words::question).toList());
            result.put("addresses", all.stream().map(TlsaCheck::json).toList());
            result.put(
                    "advice",
                    advice.stream().map(a -> Map.of("code", a.code(), "text", a.text())).toList());
            result.put("verdict", status == ExitStatus.YES ? "good" : "bad");
            result.put("why", summary);
            Output.write(spec, true, result);
        } else {
            spec.commandLine().getOut().print(text(seen, all, advice, summary));
            spec.commandLine().getOut().flush();
        }
        return status;
    }

    private static int status(Preview.Host seen, List<Tlsa> records, List<Checked> all) {
        if (seen.policy() instanceof TlsPolicy.Deferred deferred) {
            return switch (deferred.reason()) {
                case HOST_WITHOUT_ADDRESS, NO_MAIL_HOST -> ExitStatus.NO;
                default -> ExitStatus.UNDECIDABLE;
            };
        }
        if (records.isEmpty()) {
            return ExitStatus.NO;
        }
        boolean unreached = false;
        for (Checked one : all) {
            if (one.contact().failure().isPresent()) {
                switch (one.contact().failure().get().reason()) {
                    case CONNECT_FAILED, CONNECTION_LOST, TIMEOUT -> unreached = true;
                    default -> {
                        return ExitStatus.NO;
                    }
                }
            } else if (!(one.verdict().orElse(null) instanceof DaneVerdict.Authenticated)) {
                return ExitStatus.NO;
            }
        }
        return unreached ? ExitStatus.UNDECIDABLE : ExitStatus.YES;
    }

    private static String summary(int status, Preview.Host seen, List<Tlsa> records) {
        if (seen.policy() instanceof TlsPolicy.Deferred deferred) {
            return deferred.reason().code() + ": " + deferred.detail();
        }
        if (records.isEmpty()) {
            boolean asked = seen.questions().stream().anyMatch(q -> q.type() == RecordType.TLSA);
            return (asked
                            ? DanePolicy.NotApplicable.Reason.NO_TLSA
                            : DanePolicy.NotApplicable.Reason.INSECURE_HOST)
                    .text();
        }
        return switch (status) {
            case ExitStatus.YES -> "senders that do DANE reach every address";
            case ExitStatus.NO -> "senders that do DANE would not deliver to every address";
            default -> "not every address could be reached";
        };
    }

    private static Map<String, Object> json(Checked one) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("address", one.contact().target().address().getHostAddress());
        all.put("result", result(one));
        one.contact().failure().ifPresent(f -> all.put("detail", f.detail()));
        one.verdict().ifPresent(verdict -> describe(verdict, all));
        all.put("chain", one.contact().certificates().stream().map(Words::certificate).toList());
        return all;
    }

    private static void describe(DaneVerdict verdict, Map<String, Object> all) {
        switch (verdict) {
            case DaneVerdict.Authenticated yes -> {
                all.put("record", yes.record().presentation());
                all.put("depth", yes.depth());
            }
            case DaneVerdict.Rejected no -> all.put("detail", no.detail());
            case DaneVerdict.AllUnusable none -> {}
        }
    }

    private static String result(Checked one) {
        if (one.contact().failure().isPresent()) {
            return one.contact().failure().get().reason().code();
        }
        return one.verdict()
                .map(
                        verdict ->
                                switch (verdict) {
                                    case DaneVerdict.Authenticated yes -> "authenticated";
                                    case DaneVerdict.Rejected no -> no.cause().code();
                                    case DaneVerdict.AllUnusable none -> "all-unusable";
                                })
                .orElse("no-records");
    }

    private static String text(
            Preview.Host seen, List<Checked> all, List<TlsaAdvice.Advice> advice, String summary) {
        Tree tree = new Tree(seen.name() + ":" + seen.port());
        seen.questions().forEach(question -> Explanation.branch(tree, question));
        for (Checked one : all) {
            Map<String, Object> words = json(one);
            Tree branch =
                    tree.add(
                            "address "
                                    + words.get("address")
                                    + ": "
                                    + words.get("result")
                                    + (words.containsKey("record")
                                            ? ", "
                                                    + words.get("record")
                                                    + " at depth "
                                                    + words.get("depth")
                                            : "")
                                    + (words.containsKey("detail")
                                            ? ": " + words.get("detail")
                                            : ""));
            Explanation.chain(branch, one.contact().certificates());
        }
        advice.forEach(one -> tree.add("advice (" + one.code() + "): " + one.text()));
        tree.add("verdict: " + summary);
        return tree.toString();
    }
}
