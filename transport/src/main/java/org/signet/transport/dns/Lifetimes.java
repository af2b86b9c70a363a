package org.signet.transport.dns;

import org.xbill.DNS.Message;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;

import java.time.Duration;
import java.time.Instant;

/** How long a response may be used. */
final class Lifetimes {
    /** No judged answer is used for longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Duration AFTER_BOGUS = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final long MOST_SECONDS = 24 * 60 * 60L;

    private Lifetimes() {}

    /** The shortest time to live of the records, for a denial also that of the SOA's minimum. */
    static Duration of(Message message) {
        if (message.getSection(Section.ANSWER).isEmpty()
                && message.getSection(Section.AUTHORITY).isEmpty()) {
            // RFC 2308 §5: a denial that does not say how long it holds is not kept.
            return Duration.ZERO;
        }
        long seconds = MOST_SECONDS;
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : message.getSection(section)) {
                seconds = Math.min(seconds, record.getTTL());
                // RFC 2308 §5: a denial lives no longer than the minimum of the SOA.
                if (record instanceof SOARecord soa) {
                    seconds = Math.min(seconds, soa.getMinimum());
                }
                // RFC 4035 §5.3.3: nor longer than the signed original time to live.
                if (record instanceof RRSIGRecord signature) {
                    seconds = Math.min(seconds, signature.getOrigTTL());
                }
            }
        }
        return Duration.ofSeconds(Math.max(0, seconds));
    }

    /** As {@link #of(Message)}, and not beyond the end of any signature. */
    static Duration of(Message message, Instant now) {
        Duration life = of(message);
        for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
            for (Record record : message.getSection(section)) {
                if (record instanceof RRSIGRecord signature) {
                    Duration left = Duration.between(now, signature.getExpire());
                    life = left.compareTo(life) < 0 ? left : life;
                }
            }
        }
        return life.isNegative() ? Duration.ZERO : life;
    }

    /** How long a judged answer is kept whose records allow the given time. */
    static Duration of(DnsAnswer answer, Duration records) {
        return switch (answer) {
            case DnsAnswer.Bogus bogus -> AFTER_BOGUS;
            case DnsAnswer.Failed failed -> AFTER_FAILURE;
            case DnsAnswer.Found found -> shorter(records, LONGEST);
            case DnsAnswer.NoData none -> shorter(records, LONGEST);
            case DnsAnswer.NxDomain none -> shorter(records, LONGEST);
        };
    }

    static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
