package org.signet.cli;

import org.signet.transport.delivery.Preview;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.Security;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Opening;
import org.signet.transport.smtp.TlsFacts;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A preview and what connections showed, with what follows from both.
 *
 * @param contacts the connections of each host, by its place; empty if none was to be made
 */
record Explanation(
        String destination,
        Preview preview,
        Map<Preview.Host, List<Contact>> contacts,
        boolean connected) {
    /** Reasons that say that something could not be found out, not that something is wrong. */
    private static final Set<Reason> UNDECIDABLE =
            Set.of(
                    Reason.MX_BOGUS,
                    Reason.MX_LOOKUP_FAILED,
                    Reason.HOST_BOGUS,
                    Reason.HOST_LOOKUP_FAILED,
                    Reason.TLSA_BOGUS,
                    Reason.TLSA_LOOKUP_FAILED,
                    Reason.CONNECT_FAILED,
                    Reason.CONNECTION_LOST,
                    Reason.TIMEOUT);

    /** What delivery would do. */
    record Verdict(String action, String reason, String why, int status) {}

    Verdict verdict() {
        if (preview.noRoute().isPresent()) {
            Preview.NoRoute none = preview.noRoute().get();
            return refused(none.reason(), none.detail());
        }
        Optional<Verdict> first = Optional.empty();
        for (Preview.Host host : preview.hosts()) {
            Verdict here = at(host);
            if (here.action().equals("deliver")) {
                return here;
            }
            first = first.or(() -> Optional.of(here));
        }
        return first.orElseGet(() -> refused(Reason.NO_MAIL_HOST, "there is no host to try"));
    }

    private Verdict at(Preview.Host host) {
        if (host.policy() instanceof TlsPolicy.Deferred deferred) {
            return refused(deferred.reason(), host.name() + ": " + deferred.detail());
        }
        if (!connected) {
            return new Verdict(
                    "deliver",
                    demand(host.policy()),
                    "to " + host.name() + ": " + Words.sentence(host.policy()),
                    ExitStatus.YES);
        }
        Optional<Verdict> first = Optional.empty();
        for (Contact contact : contacts.getOrDefault(host, List.of())) {
            if (contact.failure().isEmpty()) {
                return new Verdict(
                        "deliver",
                        contact.tls().level(),
                        "to " + contact.target().shown(),
                        ExitStatus.YES);
            }
            Opening.Failed failed = contact.failure().get();
            Verdict here =
                    refused(failed.reason(), contact.target().shown() + ": " + failed.detail());
            first = first.or(() -> Optional.of(here));
        }
        return first.orElseGet(() -> refused(Reason.HOST_WITHOUT_ADDRESS, host.name()));
    }

    private static String demand(TlsPolicy policy) {
        return String.valueOf(Words.policy(policy).get("demand"));
    }

    private static Verdict refused(Reason reason, String why) {
        return new Verdict(
                reason.isPermanent() ? "bounce" : "defer",
                reason.code(),
                why,
                UNDECIDABLE.contains(reason) ? ExitStatus.UNDECIDABLE : ExitStatus.NO);
    }

    Map<String, Object> json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("destination", destination);
        all.put("questions", preview.questions().stream().map(Words::question).toList());
        List<Map<String, Object>> hosts = new ArrayList<>();
        preview.hosts().forEach(host -> hosts.add(json(host)));
        all.put("hosts", hosts);
        Verdict verdict = verdict();
        all.put("verdict", verdict.action());
        all.put("reason", verdict.reason());
        all.put("why", verdict.why());
        return all;
    }

    private Map<String, Object> json(Preview.Host host) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("host", host.name());
        all.put("port", host.port());
        all.put("questions", host.questions().stream().map(Words::question).toList());
        all.put("level", host.settings().level().word());
        all.put("setBy", host.settings().origin());
        all.put("policy", Words.policy(host.policy()));
        all.put(
                "addresses",
                host.targets().stream().map(t -> t.address().getHostAddress()).toList());
        if (connected) {
            all.put(
                    "connections",
                    contacts.getOrDefault(host, List.of()).stream()
                            .map(Explanation::json)
                            .toList());
        }
        return all;
    }

    private static Map<String, Object> json(Contact contact) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("address", contact.target().address().getHostAddress());
        all.put("result", contact.failure().isEmpty() ? "ready" : "failed");
        contact.failure()
                .ifPresent(
                        failed -> {
                            all.put("reason", failed.reason().code());
                            all.put("detail", failed.detail());
                        });
        all.put("level", contact.tls().level());
        if (contact.tls() instanceof TlsFacts.Encrypted tls) {
            all.put("protocol", tls.protocol());
            all.put("cipher", tls.cipher());
            tls.serverName().ifPresent(name -> all.put("sni", name.toString()));
            tls.dane()
                    .ifPresent(
                            dane -> {
                                all.put("record", dane.record().presentation());
                                all.put("depth", dane.depth());
                                dane.name().ifPresent(name -> all.put("name", name.toString()));
                            });
        }
        all.put("chain", contact.certificates().stream().map(Words::certificate).toList());
        return all;
    }

    String text() {
        Tree tree = new Tree(destination);
        preview.questions().forEach(question -> branch(tree, question));
        for (Preview.Host host : preview.hosts()) {
            Tree branch = tree.add("host " + host.name() + ":" + host.port());
            host.questions().forEach(question -> branch(branch, question));
            Tree policy =
                    branch.add(
                            "policy (level "
                                    + host.settings().level().word()
                                    + " by "
                                    + host.settings().origin()
                                    + "): "
                                    + Words.sentence(host.policy()));
            if (host.policy() instanceof TlsPolicy.Authenticated authenticated) {
                policy.add("asked for by SNI: " + authenticated.dane().baseDomain());
                policy.add("names for DANE-TA records: " + authenticated.dane().referenceNames());
            }
            contacts.getOrDefault(host, List.of()).forEach(contact -> branch(branch, contact));
        }
        Verdict verdict = verdict();
        tree.add("verdict: " + verdict.action() + " (" + verdict.reason() + "), " + verdict.why());
        return tree.toString();
    }

    static void branch(Tree tree, Preview.Question question) {
        Map<String, Object> words = Words.question(question);
        Tree branch =
                tree.add(
                        words.get("type")
                                + " "
                                + words.get("name")
                                + ": "
                                + words.get("status")
                                + ", "
                                + words.get("answer")
                                + (words.containsKey("reason") ? ": " + words.get("reason") : ""));
        for (DnsAnswer.Hop hop : question.answer().aliases()) {
            branch.add(
                    "alias "
                            + hop.from()
                            + " -> "
                            + hop.to()
                            + ": "
                            + (hop.security() == Security.SECURE ? "secure" : "insecure"));
        }
        if (words.get("records") instanceof List<?> records) {
            records.forEach(record -> branch.add(String.valueOf(record)));
        }
    }

    private static void branch(Tree tree, Contact contact) {
        Map<String, Object> words = json(contact);
        Tree branch =
                tree.add(
                        "connection to "
                                + contact.target().shown()
                                + ": "
                                + contact.failure()
                                        .map(f -> f.reason().code() + ": " + f.detail())
                                        .orElse(contact.tls().level()));
        if (contact.tls() instanceof TlsFacts.Encrypted tls) {
            branch.add(
                    tls.protocol()
                            + " "
                            + tls.cipher()
                            + (words.containsKey("record")
                                    ? ", matched "
                                            + words.get("record")
                                            + " at depth "
                                            + words.get("depth")
                                    : ""));
        }
        chain(branch, contact.certificates());
    }

    static void chain(Tree branch, List<X509Certificate> certificates) {
        for (int depth = 0; depth < certificates.size(); depth++) {
            Map<String, Object> of = Words.certificate(certificates.get(depth));
            Tree certificate =
                    branch.add(
                            depth
                                    + ": "
                                    + of.get("subject")
                                    + ", names "
                                    + of.get("names")
                                    + ", until "
                                    + of.get("until"));
            certificate.add("key         sha256 " + of.get("keySha256"));
            certificate.add("certificate sha256 " + of.get("certificateSha256"));
        }
    }
}
