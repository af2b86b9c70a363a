package org.signet.transport.delivery;

import org.signet.transport.dane.MailHost;
import org.signet.transport.policy.NextHop;

import java.net.InetAddress;

/** One host on the way to be tried. */
public sealed interface Stop {
    int port();

    /** Tells whether TLS begins at once, as on port 465 (RFC 8314 §3.3). */
    boolean implicitTls();

    /** What the message was sent to when this host came up, for the operator's exceptions. */
    NextHop nextHop();

    /** A host with a name. */
    record Named(MailHost host, int port, boolean implicitTls) implements Stop {
        /** A server that is greeted in plain text. */
        public Named(MailHost host, int port) {
            this(host, port, false);
        }

        @Override
        public NextHop nextHop() {
            return host.nextHops().isEmpty()
                    ? new NextHop.Gateway(host.name().text(), port)
                    : new NextHop.Domain(host.nextHops().get(0));
        }
    }

    /** A host that only has an address. */
    record Numbered(InetAddress address, int port, boolean implicitTls) implements Stop {
        /** A server that is greeted in plain text. */
        public Numbered(InetAddress address, int port) {
            this(address, port, false);
        }

        @Override
        public NextHop nextHop() {
            return new NextHop.Gateway(address.getHostAddress(), port);
        }
    }
}
