/**
 * The client side of SMTP (RFC 5321), with STARTTLS (RFC 3207) under a policy.
 *
 * <p>{@link org.signet.transport.smtp.SmtpClient} makes one connection to one address and delivers
 * one message to any number of recipients: greeting, EHLO, STARTTLS as {@link
 * org.signet.transport.policy.TlsPolicy} demands, EHLO again, MAIL, RCPT, DATA. No mail data, not
 * even an address, is sent before the policy is met. The result says for each recipient what the
 * server said; a connection that fails before is one result of its own, so that the caller can try
 * the next host.
 *
 * <p>Extensions: PIPELINING (RFC 2920), SIZE (RFC 1870), 8BITMIME (RFC 6152), DSN (RFC 3461),
 * SMTPUTF8 (RFC 6531), enhanced status codes (RFC 2034). A message is never converted, since that
 * would break its signature: 8-bit content comes back where a server does not take it. On the wire
 * every line ends in CR LF and a line that begins with a dot gets a second one (RFC 5321 §4.5.2); a
 * lone CR or LF, which SMTP does not allow (RFC 5321 §2.3.8), becomes a line end.
 *
 * <p>What a server can do to a client is bounded: length and number of reply lines, and the time
 * each step may take, also when octets trickle in or nothing is read at the other end. Octets that
 * come behind the reply to STARTTLS but before the handshake end the connection: an attacker could
 * have put them there to be read as if they had come over TLS.
 *
 * <p>Not implemented yet: CHUNKING, AUTH, REQUIRETLS, keeping connections and TLS sessions,
 * implicit TLS on port 465.
 */
@NullMarked
package org.signet.transport.smtp;

import org.jspecify.annotations.NullMarked;
