package org.signet.transport.delivery;

import java.time.Duration;

/**
 * How long connections are kept for further messages.
 *
 * @param most how many are kept idle in all; 0: none
 * @param idle how long one may wait for the next message
 * @param lifetime how old one may be to get another message; what it was judged by grows old too
 * @param messages how many messages one may carry
 */
public record KeepSettings(int most, Duration idle, Duration lifetime, int messages) {
    /** As Postfix keeps them, but idle for 5 seconds instead of 2. */
    public static final KeepSettings USUAL =
            new KeepSettings(300, Duration.ofSeconds(5), Duration.ofMinutes(5), 100);

    public KeepSettings {
        if (most < 0 || messages < 1 || idle.isNegative() || lifetime.isNegative()) {
            throw new IllegalArgumentException("A limit below zero");
        }
    }
}
