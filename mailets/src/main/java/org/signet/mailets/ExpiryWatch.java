package org.signet.mailets;

import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;
import org.signet.smime.expiry.ExpiryPlaces;
import org.signet.smime.expiry.ExpiryReport;
import org.signet.smime.expiry.Finding;
import org.signet.smime.expiry.LastWarning;
import org.signet.smime.expiry.Warning;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Looks now and then at what ends, and keeps what it saw for who asks. */
final class ExpiryWatch {
    private static final Logger LOGGER = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final String PREFIX = "signetExpiry-";

    /** What the gauge shows when nothing is watched that ends. */
    private static final long NEVER = 36_500;

    private final ExpirySettings settings;
    private final ExpiryPlaces places;
    private final LastWarning last;
    private final ExpiryMail mail;
    private final Clock clock;
    private @Nullable ExpiryReport report;
    private Instant looked = Instant.MIN;

    ExpiryWatch(ExpirySettings settings, MailetContext context, Clock clock) {
        this.settings = settings;
        this.places = new ExpiryPlaces(settings.paths());
        this.last = new LastWarning(settings.lastWarning());
        this.mail = new ExpiryMail(context, clock);
        this.clock = clock;
    }

    /** What the last look saw, which is at most ten minutes old. */
    synchronized ExpiryReport report() {
        Instant now = clock.instant();
        if (report == null || looked.plus(FRESH).isBefore(now)) {
            report = settings.rule().decide(places.look(), now);
            looked = now;
        }
        return report;
    }

    /** Looks, and warns if that is due. What fails is tried again at the next round. */
    void round() {
        try {
            ExpiryReport now = report();
            LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
            switch (Warning.decide(now, last.read(), today)) {
                case SEND -> warn(now, today);
                case SENT_TODAY, NOTHING_TO_SAY -> {}
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.error("What expires could not be told; it is tried again in an hour", e);
        }
    }

    /** A crash between the two steps sends the mail twice, and never loses it. */
    private void warn(ExpiryReport now, LocalDate today) throws IOException {
        now.lines(ExpiryMail.MOST_LINES).forEach(LOGGER::warn);
        if (settings.mail()) {
            mail.send(now);
        }
        last.write(today);
    }

    void show(GaugeRegistry gauges) {
        gauges.register(PREFIX + "daysToNext", this::daysToNext);
        gauges.register(PREFIX + "expiring", () -> report().count(Finding.Expiring.class));
        gauges.register(PREFIX + "expired", () -> report().count(Finding.Expired.class));
        gauges.register(PREFIX + "unreadable", () -> report().count(Finding.Unreadable.class));
    }

    private long daysToNext() {
        return report().next()
                .map(end -> Duration.between(clock.instant(), end).toDays())
                .orElse(NEVER);
    }
}
