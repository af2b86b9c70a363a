package org.signet.mailets;

import org.apache.james.core.healthcheck.ComponentName;
import org.apache.james.core.healthcheck.HealthCheck;
import org.apache.james.core.healthcheck.Result;
import org.reactivestreams.Publisher;
import org.signet.transport.dns.GuardedDns;
import org.signet.transport.dns.Readiness;

import reactor.core.publisher.Mono;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells James whether each {@link SecureRemoteDelivery} can get secure DNS answers. Enabled by a
 * line of {@code healthcheck.properties}:
 *
 * <pre>{@code additional.healthchecks=org.signet.mailets.DnssecHealthCheck}</pre>
 *
 * <p>Healthy if the root zone validated at the last check, otherwise unhealthy with the reason. The
 * checks are repeated every 30 seconds while they fail and every 10 minutes otherwise.
 */
public final class DnssecHealthCheck implements HealthCheck {
    private static final ComponentName NAME = new ComponentName("Signet DNSSEC");

    /** James makes mailets and health checks apart from each other; they meet here. */
    private static final Set<GuardedDns> WATCHED = ConcurrentHashMap.newKeySet();

    static void watch(GuardedDns dns) {
        WATCHED.add(dns);
    }

    static void forget(GuardedDns dns) {
        WATCHED.remove(dns);
    }

    @Override
    public ComponentName componentName() {
        return NAME;
    }

    @Override
    public Publisher<Result> check() {
        Optional<Readiness> bad =
                WATCHED.stream()
                        .map(GuardedDns::readiness)
                        .filter(readiness -> !(readiness instanceof Readiness.Ready))
                        .findFirst();
        return Mono.just(
                bad.map(readiness -> Result.unhealthy(NAME, readiness.inWords()))
                        .orElseGet(() -> Result.healthy(NAME)));
    }
}
