package org.signet.transport.delivery;

import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.RecordType;
import org.signet.transport.policy.Reason;
import org.signet.transport.policy.TlsPolicy;
import org.signet.transport.policy.TlsSettings;
import org.signet.transport.smtp.Target;

import java.util.List;
import java.util.Optional;

/**
 * What delivery to a destination would do, with every answer that this rests on.
 *
 * @param questions what was asked to find the hosts
 * @param noRoute why there is no host to try; empty where there is one
 * @param hosts in the order in which they would be tried
 */
public record Preview(List<Question> questions, Optional<NoRoute> noRoute, List<Host> hosts) {
    /** A question to DNS, with its answer. */
    public record Question(DomainName name, RecordType type, DnsAnswer answer) {}

    /** There is no host to try, now or for good as the reason says. */
    public record NoRoute(Reason reason, String detail) {}

    /**
     * One host.
     *
     * @param name its name, or its address where it has none
     * @param questions what was asked about it
     * @param settings what the operator asks of connections to it
     * @param policy what a connection must be; {@link TlsPolicy.Deferred} passes the host by
     * @param targets where to connect to, in this order
     */
    public record Host(
            String name,
            int port,
            List<Question> questions,
            TlsSettings settings,
            TlsPolicy policy,
            List<Target> targets) {
        public Host {
            questions = List.copyOf(questions);
            targets = List.copyOf(targets);
        }
    }

    public Preview {
        questions = List.copyOf(questions);
        hosts = List.copyOf(hosts);
    }
}
