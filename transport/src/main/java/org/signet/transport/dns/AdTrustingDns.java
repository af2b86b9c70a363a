package org.signet.transport.dns;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Believes what a validating resolver on this machine says: the AD bit means secure (RFC 6840
 * §5.8).
 *
 * <p>The bit speaks of a whole answer. Where it is set, every alias in it is secure; where it is
 * not, the alias is asked for by itself, and its target too. SERVFAIL may mean bogus and may mean
 * broken; it is never taken for absence, and only an extended error tells the two apart.
 */
final class AdTrustingDns implements DnssecDns {
    private static final int MOST_ENTRIES = 20_000;

    private final Upstream upstream;
    private final ExpiringCache<AliasWalk.Question, DnsAnswer> answers;

    AdTrustingDns(DnsSettings settings, Clock clock) {
        this(new UpstreamServers(settings, Exchange.Trust.SERVER, clock), clock);
    }

    AdTrustingDns(Upstream upstream, Clock clock) {
        this.upstream = upstream;
        this.answers = new ExpiringCache<>(clock, MOST_ENTRIES);
    }

    @Override
    public TimedAnswer lookupTimed(DomainName name, RecordType type) {
        return AliasWalk.walk(
                new AliasWalk.Question(name, type),
                question -> {
                    ExpiringCache.Timed<DnsAnswer> kept =
                            answers.getTimed(question, () -> ask(question));
                    return new TimedAnswer(kept.value(), kept.life());
                });
    }

    private ExpiringCache.Timed<DnsAnswer> ask(AliasWalk.Question question) {
        Name name = Records.name(question.name());
        int type = question.type().code();
        try {
            Message answer = upstream.ask(name, type);
            boolean alias = type != Type.CNAME && isAlias(answer, name, type);
            if (alias && !answer.getHeader().getFlag(Flags.AD)) {
                answer = upstream.ask(name, Type.CNAME);
            }
            DnsAnswer read = read(answer, name, alias ? Type.CNAME : type);
            return new ExpiringCache.Timed<>(read, Lifetimes.of(read, Lifetimes.of(answer)));
        } catch (IOException | RuntimeException e) {
            DnsAnswer failed = DnsAnswer.Failed.of(about(name, type) + e, Optional.empty());
            return new ExpiringCache.Timed<>(failed, Lifetimes.of(failed, Duration.ZERO));
        }
    }

    private static String about(Name name, int type) {
        return name.toString(true) + " " + Type.string(type) + ": ";
    }

    private static boolean isAlias(Message answer, Name name, int type) {
        List<Record> own = own(answer, name);
        return own.stream().anyMatch(CNAMERecord.class::isInstance)
                && own.stream().noneMatch(record -> record.getType() == type);
    }

    private static List<Record> own(Message answer, Name name) {
        return answer.getSection(Section.ANSWER).stream()
                .filter(record -> record.getName().equals(name))
                .toList();
    }

    private static DnsAnswer read(Message answer, Name name, int type) {
        int rcode = answer.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return failure(answer, about(name, type));
        }
        Security security =
                answer.getHeader().getFlag(Flags.AD) ? Security.SECURE : Security.INSECURE;
        List<Record> wanted =
                own(answer, name).stream().filter(record -> record.getType() == type).toList();
        if (!wanted.isEmpty()) {
            List<DnsRecord> records =
                    wanted.stream().map(Records::of).flatMap(Optional::stream).toList();
            return records.isEmpty()
                    ? DnsAnswer.Failed.of(
                            about(name, type) + "no record of the answer holds a usable name",
                            Optional.empty())
                    : new DnsAnswer.Found(records, security, List.of());
        }
        return rcode == Rcode.NXDOMAIN
                ? new DnsAnswer.NxDomain(security, List.of())
                : new DnsAnswer.NoData(security, List.of());
    }

    private static DnsAnswer failure(Message answer, String about) {
        Optional<ExtendedError> error = ExtendedError.of(answer);
        String why = about + "the resolver answers " + Rcode.string(answer.getRcode());
        boolean bogus =
                answer.getRcode() == Rcode.SERVFAIL
                        && error.map(ExtendedError::saysBogus).orElse(false);
        return bogus ? DnsAnswer.Bogus.of(why, error) : DnsAnswer.Failed.of(why, error);
    }

    @Override
    public void close() {
        // Nothing runs on its own here; a lookup under way ends by its deadline.
    }
}
