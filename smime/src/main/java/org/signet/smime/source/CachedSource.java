package org.signet.smime.source;

import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.Mailbox;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A source whose answers are remembered for a while: that there is a certificate, and, for a
 * shorter time, that there is none. A failure is not remembered.
 */
public final class CachedSource implements CertificateSource {
    private static final int MOST = 2_000;

    private record Known(Answer answer, Instant from, Instant until) {}

    private final CertificateSource source;
    private final Duration found;
    private final Duration none;
    private final Map<Mailbox, Known> entries =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Mailbox, Known> eldest) {
                    return size() > MOST;
                }
            };

    public CachedSource(CertificateSource source, Duration found, Duration none) {
        this.source = source;
        this.found = found;
        this.none = none;
    }

    @Override
    public String name() {
        return source.name();
    }

    @Override
    public Answer find(Mailbox address, Instant now) {
        synchronized (entries) {
            Known known = entries.get(address);
            // A clock that was set back must not make an answer last.
            if (known != null && now.isBefore(known.until()) && !now.isBefore(known.from())) {
                return known.answer();
            }
        }
        Answer answer = source.find(address, now);
        switch (answer) {
            case Answer.Found some -> remember(address, answer, now, found);
            case Answer.None nothing -> remember(address, answer, now, none);
            case Answer.Failed failed -> {}
        }
        return answer;
    }

    private void remember(Mailbox address, Answer answer, Instant now, Duration how) {
        synchronized (entries) {
            entries.put(address, new Known(answer, now, now.plus(how)));
        }
    }
}
