package org.signet.mailets;

import org.apache.james.core.Domain;
import org.apache.mailet.MailetContext;

import java.util.Locale;

/**
 * Finds addresses that mails of the portal can be sent from. A domain outside would not let this
 * server speak for it (RFC 7489 §3.1), so that its place is taken by the postmaster's.
 */
final class PortalSender {
    private PortalSender() {}

    /** The given address if its domain is of this server, else the same name at one that is. */
    static String local(MailetContext context, String address) {
        int at = address.lastIndexOf('@');
        Domain domain = Domain.of(address.substring(at + 1));
        return context.isLocalServer(domain) ? address : address(context, address.substring(0, at));
    }

    /** An address at the postmaster's domain. */
    static String address(MailetContext context, String name) {
        return name + "@" + context.getPostmaster().getDomain().asString().toLowerCase(Locale.ROOT);
    }
}
