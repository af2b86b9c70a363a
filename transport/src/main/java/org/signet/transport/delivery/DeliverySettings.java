package org.signet.transport.delivery;

import org.signet.transport.policy.TlsLevel;
import org.signet.transport.policy.TlsRules;

import java.time.Duration;

/**
 * How far one try goes, and what is kept for the next.
 *
 * @param port where the hosts of domains listen; TLSA records are asked for below it as well
 * @param rules the protection asked for
 * @param mostHosts how many hosts are considered in one try
 * @param mostConnections how many connections are used in one try
 * @param pauseAtDeadHosts how long an address that did not answer is tried last
 */
public record DeliverySettings(
        int port,
        TlsRules rules,
        int mostHosts,
        int mostConnections,
        KeepSettings keeping,
        Duration pauseAtDeadHosts) {
    public static DeliverySettings of(int port, TlsLevel level) {
        return of(port, TlsRules.of(level));
    }

    public static DeliverySettings of(int port, TlsRules rules) {
        return of(port, rules, KeepSettings.USUAL);
    }

    public static DeliverySettings of(int port, TlsRules rules, KeepSettings keeping) {
        return new DeliverySettings(port, rules, 10, 8, keeping, Duration.ofMinutes(1));
    }
}
