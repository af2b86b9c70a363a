package org.signet.smime.revocation;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What may be asked, and how long for.
 *
 * @param ocsp whether responders are asked
 * @param lists whether lists are fetched
 * @param timeout for one answer, from the look-up of the name to its last byte
 * @param mostListBytes the size of the largest list
 * @param trustedHosts hosts, as {@code host} or {@code host:port}, that may have any address; all
 *     others must have public ones, and port 80
 */
public record RevocationSettings(
        boolean ocsp,
        boolean lists,
        Duration timeout,
        int mostListBytes,
        Set<String> trustedHosts) {
    public static final RevocationSettings DEFAULT =
            new RevocationSettings(true, true, Duration.ofSeconds(10), 10 * 1024 * 1024, Set.of());

    public RevocationSettings {
        trustedHosts =
                trustedHosts.stream()
                        .map(host -> host.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }
}
