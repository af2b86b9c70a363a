package org.signet.benchmarks.peers;

import java.util.List;

/**
 * What a queue is filled with.
 *
 * @param messages how many, spread evenly over the domains
 * @param octets the size of each
 * @param domains the destinations
 */
public record Load(int messages, int octets, List<String> domains) {
    public Load {
        domains = List.copyOf(domains);
    }

    /** The recipient of a message, counted from 0. */
    public String recipient(int message) {
        return "user" + message + "@" + domains.get(message % domains.size());
    }
}
