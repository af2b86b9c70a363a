package org.signet.sandbox.mailbox;

import java.time.Instant;

/**
 * Where, when and from whom a mail came.
 *
 * @param at when the content was complete
 * @param domain the recipient domain that the receiving host serves
 * @param host the name of the receiving host
 * @param clientAddress the IP address of the client
 * @param ehlo the name the client gave itself
 * @param tls how the connection was protected
 */
public record Arrival(
        Instant at, String domain, String host, String clientAddress, String ehlo, TlsFacts tls) {}
