package org.signet.transport.delivery;

import org.signet.transport.dane.MailHost;
import org.signet.transport.policy.NextHop;

import java.net.InetAddress;

/** One host on the way to be tried. */
public sealed interface Stop {
    int port();

    /** What the message was sent to when this host came up, for the operator's exceptions. */
    NextHop nextHop();

    /** A host with a name. */
    record Named(MailHost host, int port) implements Stop {
        @Override
        public NextHop nextHop() {
            return host.nextHops().isEmpty()
                    ? new NextHop.Gateway(host.name().text(), port)
                    : new NextHop.Domain(host.nextHops().get(0));
        }
    }

    /** A host that only has an address. */
    record Numbered(InetAddress address, int port) implements Stop {
        @Override
        public NextHop nextHop() {
            return new NextHop.Gateway(address.getHostAddress(), port);
        }
    }
}
