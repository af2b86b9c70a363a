package org.signet.matchers;

import org.signet.smime.source.SmimeaLookup;
import org.signet.smime.source.SmimeaSettings;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.GuardedDns;
import org.signet.transport.dns.RecordType;
import org.signet.transport.dns.TrustAnchorException;
import org.signet.transport.dns.TrustAnchors;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** SMIMEA records from the DNS, with DNSSEC. */
record SmimeaDns(GuardedDns dns) implements SmimeaLookup {
    /**
     * Begins to ask. DNS that is down does not stop the start of the server; until the root zone
     * has validated, every answer is a failure.
     *
     * @throws IllegalArgumentException if the settings name no servers that can be asked
     */
    static SmimeaDns start(SmimeaSettings settings, Clock clock) throws TrustAnchorException {
        List<InetSocketAddress> servers =
                settings.servers()
                        .map(DnsSettings::parseServers)
                        .orElseGet(DnsSettings::systemServers);
        TrustAnchors anchors =
                settings.anchors().isPresent()
                        ? TrustAnchors.read(settings.anchors().get())
                        : TrustAnchors.builtIn();
        DnsSettings.Mode mode =
                settings.trustAd() ? DnsSettings.Mode.TRUST_AD : DnsSettings.Mode.VALIDATE;
        GuardedDns dns =
                new GuardedDns(DnssecDns.of(DnsSettings.of(servers, anchors).in(mode), clock));
        dns.start();
        return new SmimeaDns(dns);
    }

    @Override
    public Records lookup(String name) {
        Optional<DomainName> question = DomainName.tryParse(name);
        if (question.isEmpty()) {
            // No zone can have such a name, so there is no record.
            return new Records.None();
        }
        DnsAnswer answer = dns.lookup(question.get(), RecordType.SMIMEA);
        return switch (answer) {
            case DnsAnswer.Found found ->
                    found.secureThroughout() ? new Records.Secure(data(found)) : new Records.None();
            case DnsAnswer.NoData none -> new Records.None();
            case DnsAnswer.NxDomain none -> new Records.None();
            case DnsAnswer.Bogus bogus -> new Records.Failed(name + ": bogus: " + bogus.reason());
            case DnsAnswer.Failed failed -> new Records.Failed(name + ": " + failed.cause());
        };
    }

    private static List<byte[]> data(DnsAnswer.Found found) {
        List<byte[]> all = new ArrayList<>();
        for (DnsRecord each : found.records()) {
            if (each instanceof DnsRecord.TlsaData(String hex)) {
                all.add(HexFormat.of().parseHex(hex));
            }
        }
        return all;
    }
}
