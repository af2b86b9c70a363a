package org.signet.acceptance.parity;

import java.util.Map;

/** Whose behaviour is looked at. */
enum Side {
    JAMES("james", "RemoteDelivery"),
    SIGNET("signet", "org.signet.mailets.SecureRemoteDelivery");

    /** What marks everything of one side: domains, senders, queues. */
    final String mark;

    final String mailet;

    Side(String mark, String mailet) {
        this.mark = mark;
        this.mailet = mailet;
    }

    /** What only this side is told, as there is no such thing in the other. */
    Map<String, String> ownParameters(String dnsServer, String anchorFile) {
        return this == SIGNET
                ? Map.of("dnsServers", dnsServer, "trustAnchors", anchorFile)
                : Map.of();
    }
}
