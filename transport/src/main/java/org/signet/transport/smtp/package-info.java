/**
 * The client side of SMTP (RFC 5321), with TLS by STARTTLS (RFC 3207) or from the start (RFC 8314)
 * under a policy.
 *
 * <p>{@link org.signet.transport.smtp.SmtpClient#open} makes one connection to one address:
 * greeting, EHLO, TLS as {@link org.signet.transport.policy.TlsPolicy} demands, EHLO again, AUTH
 * for a gateway. No mail data, not even an address, is sent before the policy is met. The {@link
 * org.signet.transport.smtp.SmtpConnection} carries one message after another. The result says for
 * each recipient what the server said; a dialogue that breaks is one result of its own, so that the
 * caller can try the next host, unless the server may have accepted the message.
 *
 * <p>Commands and content are gathered and leave together as far as the server allows: with
 * PIPELINING (RFC 2920) and CHUNKING (RFC 3030) a message on a used connection is one flight of
 * MAIL, RCPT and BDAT LAST, and one round trip. RFC 3030 §2 describes the content as sent after the
 * replies to the envelope were collected; so it is done for the first message of a connection,
 * which shows that the server takes BDAT at all, and for large ones. Otherwise DATA is used, in the
 * same flight as the envelope, or step by step where there is no PIPELINING.
 *
 * <p>Further extensions: SIZE (RFC 1870), 8BITMIME (RFC 6152), DSN with ORCPT (RFC 3461), SMTPUTF8
 * (RFC 6531), LIMITS (RFC 9422), enhanced status codes (RFC 2034), AUTH PLAIN (RFC 4954, RFC 4616)
 * and LOGIN. On the wire every line ends in CR LF, and for DATA a line that begins with a dot gets
 * a second one (RFC 5321 §4.5.2); a lone CR or LF, which SMTP does not allow (RFC 5321 §2.3.8),
 * becomes a line end. A message is streamed, never held in memory.
 *
 * <p>What a server can do to a client is bounded: length and number of reply lines, the time each
 * step and each dialogue may take, also when octets trickle in or nothing is read at the other end,
 * and the number of commands without a reply. Octets that come behind the reply to STARTTLS but
 * before the handshake are discarded (RFC 3207 §4.2): an attacker could have put them there to be
 * read as if they had come over TLS. Those that a server says unasked between two messages end the
 * connection.
 *
 * <p>TLS is the Java platform's, 1.2 and 1.3 unless the policy names a lower version and this Java
 * still has it. The chain is judged after the handshake, by TLSA records or by trusted roots; a
 * session is resumed only for the same host and policy, and judged again then.
 *
 * <p>For a server without 8BITMIME parts with octets above 127 are encoded on the way (RFC 6152
 * §3), but none that a signature may cover; such a message is not sent.
 *
 * <p>Not implemented yet: REQUIRETLS, SCRAM, client certificates.
 */
@NullMarked
package org.signet.transport.smtp;

import org.jspecify.annotations.NullMarked;
