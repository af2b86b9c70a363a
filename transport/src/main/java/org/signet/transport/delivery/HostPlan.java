package org.signet.transport.delivery;

import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.smtp.Target;

import java.util.List;

/** What to do at one host. */
sealed interface HostPlan {
    /** Connect to these addresses in turn, each under this policy. */
    record Connect(List<Target> targets, TlsPolicy policy) implements HostPlan {
        public Connect {
            targets = List.copyOf(targets);
        }
    }

    /** Pass this host by. */
    record PassBy(Reason reason, String detail) implements HostPlan {}
}
