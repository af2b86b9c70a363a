package org.signet.transport.dane;

import org.signet.transport.dns.Dns;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what DANE demands of a connection to a mail host. */
public final class DaneLookup {
    private final Dns dns;

    public DaneLookup(Dns dns) {
        this.dns = dns;
    }

    /**
     * Decides for one host, also for one that was not found securely: what its records are worth
     * then is for the caller to say.
     *
     * @param addresses the answers for its A and AAAA records
     */
    public DanePolicy policyFor(MailHost host, List<DnsAnswer> addresses, int port) {
        List<DomainName> bases = TlsaBaseDomains.of(host.name(), addresses);
        if (bases.isEmpty()) {
            return new DanePolicy.NotApplicable(DanePolicy.NotApplicable.Reason.INSECURE_HOST);
        }
        for (DomainName base : bases) {
            Optional<DanePolicy> policy = at(base, host, port);
            if (policy.isPresent()) {
                return policy.get();
            }
        }
        return new DanePolicy.NotApplicable(DanePolicy.NotApplicable.Reason.NO_TLSA);
    }

    /** Empty says that there are no secure records here, so that the next name is asked. */
    private Optional<DanePolicy> at(DomainName base, MailHost host, int port) {
        DnsAnswer answer = dns.lookup(base.below("_" + port + "._tcp"), RecordType.TLSA);
        return switch (answer) {
            case DnsAnswer.Found found when found.secureThroughout() ->
                    Optional.of(policy(found, base, host));
            // RFC 7672 §2.2: records that are not secure are as if they were not there.
            case DnsAnswer.Found found -> Optional.empty();
            case DnsAnswer.NoData none -> Optional.empty();
            case DnsAnswer.NxDomain none -> Optional.empty();
            // RFC 7672 §2.1.2: an error must not look like absence, or an attacker could cause it.
            case DnsAnswer.Bogus bogus ->
                    Optional.of(
                            new DanePolicy.Defer(
                                    DanePolicy.Defer.Cause.TLSA_BOGUS, bogus.reason()));
            case DnsAnswer.Failed failed ->
                    Optional.of(
                            new DanePolicy.Defer(
                                    DanePolicy.Defer.Cause.TLSA_LOOKUP_FAILED, failed.cause()));
        };
    }

    private static DanePolicy policy(DnsAnswer.Found found, DomainName base, MailHost host) {
        List<Tlsa> records =
                found.records().stream()
                        .filter(DnsRecord.TlsaData.class::isInstance)
                        .map(record -> Tlsa.parse(((DnsRecord.TlsaData) record).rdata()))
                        .toList();
        if (records.stream().noneMatch(Tlsa.Usable.class::isInstance)) {
            return new DanePolicy.EncryptOnly(
                    records.stream().map(Tlsa.Unusable.class::cast).toList(), base);
        }
        return new DanePolicy.Authenticate(records, base, names(base, host), host.secureRoute());
    }

    /**
     * The names that a certificate below a DANE-TA anchor may be for (RFC 7672 §3.2.2): always the
     * base domain; the next hop with what it is an alias of, if MX records securely led from there;
     * the host's own name, if it is itself the next hop.
     */
    private static List<DomainName> names(DomainName base, MailHost host) {
        Set<DomainName> names = new LinkedHashSet<>();
        names.add(base);
        if (host.nextHops().isEmpty()) {
            names.add(host.name());
        } else if (host.secureRoute()) {
            names.addAll(host.nextHops());
        }
        return List.copyOf(names);
    }
}
