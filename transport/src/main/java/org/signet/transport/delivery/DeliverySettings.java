package org.signet.transport.delivery;

import org.signet.transport.policy.TlsLevel;

/**
 * How far one try goes.
 *
 * @param port where the hosts of domains listen; TLSA records are asked for below it as well
 * @param level the protection asked for at least
 * @param mostHosts how many hosts are considered in one try
 * @param mostConnections how many connections are made in one try
 */
public record DeliverySettings(int port, TlsLevel level, int mostHosts, int mostConnections) {
    public static DeliverySettings of(int port, TlsLevel level) {
        return new DeliverySettings(port, level, 10, 8);
    }
}
