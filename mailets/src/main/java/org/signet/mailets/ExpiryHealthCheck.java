package org.signet.mailets;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.signet.smime.expiry.ExpiryReport;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells James whether S/MIME keys and certificates end, as {@link ExpiryStartable} sees it. Enabled
 * by a line of {@code healthcheck.properties}:
 *
 * <pre>{@code additional.healthchecks=org.signet.mailets.ExpiryHealthCheck}</pre>
 *
 * <p>Unhealthy if a signing key without successor has expired, or something cannot be read;
 * degraded if anything else has expired or ends soon, or if nothing is watched because {@link
 * ExpiryStartable} does not run; otherwise healthy. What it says is at most ten minutes old.
 */
public final class ExpiryHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Signet certificates");
    private static final int MOST_LINES = 5;

    /** James makes startables and health checks apart from each other; they meet here. */
    private static final Set<ExpiryWatch> WATCHES = ConcurrentHashMap.newKeySet();

    static void watch(ExpiryWatch watch) {
        WATCHES.add(watch);
    }

    static void forget(ExpiryWatch watch) {
        WATCHES.remove(watch);
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        return Mono.fromSupplier(ExpiryHealthCheck::result)
                .subscribeOn(Schedulers.boundedElastic());
    }

    private static Result result() {
        return WATCHES.stream()
                .findFirst()
                .map(watch -> result(watch.report()))
                .orElseGet(
                        () ->
                                Result.degraded(
                                        NAME,
                                        "nothing is watched: extensions.properties does not name"
                                                + " org.signet.mailets.ExpiryStartable"));
    }

    private static Result result(ExpiryReport report) {
        String text = report.summary() + ": " + String.join(" | ", report.lines(MOST_LINES));
        return switch (report.state()) {
            case SOUND -> Result.healthy(NAME);
            case ATTENTION -> Result.degraded(NAME, text);
            case BROKEN -> Result.unhealthy(NAME, text);
        };
    }
}
