package org.signet.transport.delivery;

import org.signet.transport.dane.MailHost;

import java.net.InetAddress;

/** One host on the way to be tried. */
public sealed interface Stop {
    int port();

    /** A host with a name. */
    record Named(MailHost host, int port) implements Stop {}

    /** A host that only has an address. */
    record Numbered(InetAddress address, int port) implements Stop {}
}
