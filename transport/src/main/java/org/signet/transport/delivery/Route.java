package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;

import java.util.List;

/** The hosts to try for a destination, or why there are none. */
sealed interface Route {
    record Stops(List<Stop> stops) implements Route {
        public Stops {
            stops = List.copyOf(stops);
        }
    }

    /** There is no way, now or for good as the reason says. */
    record None(Reason reason, String detail) implements Route {}
}
