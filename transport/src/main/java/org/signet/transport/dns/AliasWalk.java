package org.signet.transport.dns;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Follows aliases one at a time, so that each keeps its own status (RFC 7672 §2.2.3). */
final class AliasWalk {
    private static final int MOST_ALIASES = 16;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** One name and type; the answer is about that name, or it is an alias. */
    record Question(DomainName name, RecordType type) {}

    /** Answers one question without following. */
    interface Step {
        TimedAnswer ask(Question question);
    }

    private AliasWalk() {}

    static TimedAnswer walk(Question first, Step step) {
        List<DnsAnswer.Hop> hops = new ArrayList<>();
        Question at = first;
        Duration life = Lifetimes.LONGEST;
        while (hops.size() <= MOST_ALIASES) {
            TimedAnswer timed = step.ask(at);
            life = Lifetimes.shorter(life, timed.life());
            if (first.type() == RecordType.CNAME
                    || !(timed.answer() instanceof DnsAnswer.Found found)
                    || !(found.records().get(0) instanceof DnsRecord.Alias alias)) {
                return new TimedAnswer(timed.answer().after(hops), life);
            }
            hops.add(new DnsAnswer.Hop(at.name(), alias.target(), found.security()));
            at = new Question(alias.target(), first.type());
        }
        String why = "more than " + MOST_ALIASES + " aliases from " + first.name();
        return new TimedAnswer(new DnsAnswer.Failed(why, hops), AFTER_FAILURE);
    }
}
