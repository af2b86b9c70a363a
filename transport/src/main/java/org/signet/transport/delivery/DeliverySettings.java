package org.signet.transport.delivery;

import org.signet.transport.policy.TlsLevel;

import java.time.Duration;

/**
 * How far one try goes, and what is kept for the next.
 *
 * @param port where the hosts of domains listen; TLSA records are asked for below it as well
 * @param level the protection asked for at least
 * @param mostHosts how many hosts are considered in one try
 * @param mostConnections how many connections are used in one try
 * @param pauseAtDeadHosts how long an address that did not answer is tried last
 */
public record DeliverySettings(
        int port,
        TlsLevel level,
        int mostHosts,
        int mostConnections,
        KeepSettings keeping,
        Duration pauseAtDeadHosts) {
    public static DeliverySettings of(int port, TlsLevel level) {
        return of(port, level, KeepSettings.USUAL);
    }

    public static DeliverySettings of(int port, TlsLevel level, KeepSettings keeping) {
        return new DeliverySettings(port, level, 10, 8, keeping, Duration.ofMinutes(1));
    }
}
