package org.signet.smime.expiry;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What deserves attention.
 *
 * @param days how long before its end something does, and how long after its end a recipient's
 *     certificate still does
 */
public record ExpiryRule(int days) {
    public ExpiryRule {
        if (days < 1) {
            throw new IllegalArgumentException("At least one day");
        }
    }

    /** A name among things of its kind. */
    private record Role(Watched.Kind kind, String name) {}

    /** Decides about everything that was seen; what ended or ends first comes first. */
    public ExpiryReport decide(Observed observed, Instant now) {
        Map<Role, List<Watched>> byRole = byRole(observed.watched());
        List<Watched> last =
                observed.watched().stream()
                        .filter(each -> !isReplaced(each, byRole, now))
                        .sorted(Comparator.comparing(Watched::until))
                        .toList();
        List<Finding> findings = new ArrayList<>(observed.unreadable());
        last.forEach(each -> finding(each, now).ifPresent(findings::add));
        Optional<Instant> next =
                last.stream()
                        .filter(each -> each.kind() != Watched.Kind.REVOCATION_LIST)
                        .filter(each -> !isForgotten(each, now))
                        .map(Watched::until)
                        .findFirst();
        return new ExpiryReport(findings, observed.watched().size(), next);
    }

    private Optional<Finding> finding(Watched each, Instant now) {
        if (isForgotten(each, now)) {
            return Optional.empty();
        }
        // Both ends belong to the period (RFC 5280 §4.1.2.5).
        if (now.isAfter(each.until())) {
            return Optional.of(
                    new Finding.Expired(each, Duration.between(each.until(), now).toDays()));
        }
        if (each.kind() == Watched.Kind.REVOCATION_LIST
                || each.until().isAfter(now.plus(Duration.ofDays(days)))) {
            return Optional.empty();
        }
        return Optional.of(
                new Finding.Expiring(each, Duration.between(now, each.until()).toDays()));
    }

    private boolean isForgotten(Watched each, Instant now) {
        return each.kind() == Watched.Kind.RECIPIENT
                && now.isAfter(each.until().plus(Duration.ofDays(days)));
    }

    private static Map<Role, List<Watched>> byRole(List<Watched> all) {
        Map<Role, List<Watched>> byRole = new HashMap<>();
        for (Watched each : all) {
            for (String name : each.names()) {
                byRole.computeIfAbsent(new Role(each.kind(), name), unused -> new ArrayList<>())
                        .add(each);
            }
        }
        return byRole;
    }

    private static boolean isReplaced(Watched each, Map<Role, List<Watched>> byRole, Instant now) {
        return !each.names().isEmpty()
                && each.names().stream()
                        .allMatch(
                                name ->
                                        byRole
                                                .getOrDefault(
                                                        new Role(each.kind(), name), List.of())
                                                .stream()
                                                .anyMatch(other -> follows(other, each, now)));
    }

    /** Whether there is no gap, or none that is not over. */
    private static boolean follows(Watched next, Watched each, Instant now) {
        boolean noGap = !next.from().isAfter(each.until()) || !next.from().isAfter(now);
        return next.until().isAfter(each.until()) && noGap;
    }
}
