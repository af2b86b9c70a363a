package org.signet.benchmarks;

import org.signet.benchmarks.network.CountingDns;
import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.dns.ValidatingDns;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What does a validated answer cost?
 *
 * <pre>bin/bench dns [--lookups 100000]</pre>
 *
 * <p>First the questions that reach the DNS server, counted by a relay before it: for a zone that
 * nobody asked for yet below a top-level domain that is known, for the same again, for all that a
 * delivery asks, and for 50 that want the same at the same time. Then answers a second, of zones
 * not asked for yet and of known ones, beside dnsjava's validating resolver alone.
 */
final class DnsQueries {
    static final List<String> OPTIONS = List.of("lookups");
    private static final int TOGETHER = 50;
    private static final int FIRST_COLD = 20;

    private final Options options;

    DnsQueries(Options options) {
        this.options = options;
    }

    void run() throws Exception {
        try (Lab lab = Lab.open()) {
            TrustAnchors anchors = TrustAnchors.read(lab.network().trustAnchor());
            try (CountingDns counting = CountingDns.before(lab.network().address());
                    ValidatingDns dns = validating(counting.address(), anchors)) {
                count(dns, counting);
            }
            // the first of each only warms the JVM up
            for (int i = 0; i < 2; i++) {
                try (ValidatingDns dns = validating(lab.network().address(), anchors)) {
                    rates("signet", name -> secure(dns, name));
                }
                ValidatingResolver plain =
                        plain(lab.network().address(), lab.network().trustAnchor());
                rates("dnsjava alone", name -> secure(plain, name));
            }
        }
    }

    private static ValidatingDns validating(InetSocketAddress server, TrustAnchors anchors) {
        return new ValidatingDns(DnsSettings.of(List.of(server), anchors), Clock.systemUTC());
    }

    private static void count(Dns dns, CountingDns counting) throws Exception {
        lookup(dns, "d1.test", RecordType.MX);
        tell("the first question of all", counting);
        lookup(dns, "d2.test", RecordType.MX);
        tell("MX of a cold zone", counting);
        lookup(dns, "d2.test", RecordType.MX);
        tell("the same again", counting);
        lookup(dns, "mx.d2.test", RecordType.A);
        lookup(dns, "_25._tcp.mx.d2.test", RecordType.TLSA);
        tell("address and TLSA in that zone", counting);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < TOGETHER; i++) {
                all.add(threads.submit(() -> lookup(dns, "d3.test", RecordType.MX)));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        tell(TOGETHER + " times at once MX of a cold zone", counting);
    }

    private static void lookup(Dns dns, String name, RecordType type) {
        DnsAnswer answer = dns.lookup(DomainName.of(name), type);
        if (!(answer instanceof DnsAnswer.Found && answer.secureThroughout())) {
            throw new IllegalStateException(name + " " + type + ": " + answer);
        }
    }

    private static void tell(String what, CountingDns counting) {
        List<String> questions = counting.take();
        System.out.println(what + ": " + questions.size() + " questions " + questions);
    }

    /** Asks for the MX records of a name; fails unless they are secure. */
    private interface Lookup {
        void of(String name) throws IOException;
    }

    private static void secure(Dns dns, String name) {
        lookup(dns, name, RecordType.MX);
    }

    private static void secure(ValidatingResolver resolver, String name) throws IOException {
        Message query =
                Message.newQuery(
                        Record.newRecord(Name.fromString(name, Name.root), Type.MX, DClass.IN));
        if (!resolver.send(query).getHeader().getFlag(Flags.AD)) {
            throw new IllegalStateException(name + " is not secure");
        }
    }

    private static ValidatingResolver plain(InetSocketAddress server, Path anchor)
            throws IOException {
        ValidatingResolver resolver = new ValidatingResolver(new SimpleResolver(server));
        resolver.loadTrustAnchors(new ByteArrayInputStream(Files.readAllBytes(anchor)));
        return resolver;
    }

    private void rates(String who, Lookup lookup) throws IOException {
        lookup.of("d1.test");
        List<String> names = Lab.domains(Lab.DESTINATIONS).subList(FIRST_COLD, Lab.DESTINATIONS);
        long before = System.nanoTime();
        for (String name : names) {
            lookup.of(name);
        }
        double cold = names.size() / ((System.nanoTime() - before) / 1e9);
        int lookups = options.number("lookups", 100_000) / (who.equals("signet") ? 1 : 50);
        before = System.nanoTime();
        for (int i = 0; i < lookups; i++) {
            lookup.of(names.get(i % names.size()));
        }
        double known = lookups / ((System.nanoTime() - before) / 1e9);
        System.out.printf("%s: %.0f cold zones/s, %.0f known answers/s%n", who, cold, known);
    }
}
