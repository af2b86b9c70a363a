package org.signet.transport.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the operator asks of connections: the usual, and exceptions for single destinations. */
public final class TlsRules {
    private static final Logger LOG = LoggerFactory.getLogger(TlsRules.class);

    private final TlsSettings usual;
    private final boolean tlsDemanded;
    private final Optional<TlsPolicyFile> exceptions;
    private final Clock clock;
    private final Set<String> toldAsExpired = ConcurrentHashMap.newKeySet();

    /**
     * Makes rules.
     *
     * @param tlsDemanded whether every message demands TLS, so that none goes in plain text
     */
    public TlsRules(
            TlsSettings usual,
            boolean tlsDemanded,
            Optional<TlsPolicyFile> exceptions,
            Clock clock) {
        this.usual = usual;
        this.tlsDemanded = tlsDemanded;
        this.exceptions = exceptions;
        this.clock = clock;
    }

    /** One level for all destinations. */
    public static TlsRules of(TlsLevel level) {
        return new TlsRules(TlsSettings.of(level), false, Optional.empty(), Clock.systemUTC());
    }

    /** Returns what is asked where no exception says otherwise. */
    public TlsSettings usual() {
        return usual;
    }

    public boolean tlsDemanded() {
        return tlsDemanded;
    }

    /** Returns what is asked of connections to a next hop; the use of a weaker line is logged. */
    public TlsSettings settingsFor(NextHop nextHop) {
        if (exceptions.isEmpty()) {
            return usual;
        }
        TlsPolicyMap map = exceptions.get().current();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        TlsPolicyMap.Match match = map.find(nextHop, today);
        match.expired().forEach(line -> tellExpired(line, map));
        if (match.line().isEmpty()) {
            return usual;
        }
        TlsPolicyLine line = match.line().get();
        String origin = line.shown(map.source());
        if (line.level().isWeakerThan(usual.level())
                || line.lowest().compareTo(TlsVersion.USUAL) < 0) {
            LOG.warn(
                    "{}: TLS level {}{} in place of {}, by {}",
                    shown(nextHop),
                    line.level().word(),
                    line.lowest().compareTo(TlsVersion.USUAL) < 0
                            ? " from TLS " + line.lowest().number()
                            : "",
                    usual.level().word(),
                    origin);
        }
        return new TlsSettings(
                line.level(), usual.insecureMx(), line.names(), line.lowest(), origin);
    }

    private void tellExpired(TlsPolicyLine line, TlsPolicyMap map) {
        if (toldAsExpired.add(line.pattern() + " " + line.until())) {
            LOG.warn(
                    "{} is past its day and ignored: {} {}",
                    line.shown(map.source()),
                    line.pattern(),
                    line.level().word());
        }
    }

    private static String shown(NextHop nextHop) {
        return switch (nextHop) {
            case NextHop.Domain domain -> domain.name().toString();
            case NextHop.Gateway gateway -> "[" + gateway.host() + "]:" + gateway.port();
        };
    }
}
