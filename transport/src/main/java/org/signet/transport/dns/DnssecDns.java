package org.signet.transport.dns;

import java.time.Clock;

/** A {@link Dns} that can be asked whether it is able to tell secure answers from others. */
public interface DnssecDns extends Dns, AutoCloseable {
    /** Makes the one that the settings ask for; no question is asked yet. */
    static DnssecDns of(DnsSettings settings, Clock clock) {
        return switch (settings.mode()) {
            case VALIDATE -> new ValidatingDns(settings, clock);
            case TRUST_AD -> new AdTrustingDns(settings, clock);
        };
    }

    /** As {@link #lookup}, with the time that the answer may be used. */
    TimedAnswer lookupTimed(DomainName name, RecordType type);

    @Override
    default DnsAnswer lookup(DomainName name, RecordType type) {
        return lookupTimed(name, type).answer();
    }

    /** Asks for something that is known to be signed, the root itself. */
    default Readiness check() {
        return Readiness.of(lookup(DomainName.ROOT, RecordType.TXT));
    }

    /** Stops lookups that are under way. */
    @Override
    void close();
}
