/**
 * The receiving mail servers of the small internet, with faults on command.
 *
 * <p>A {@link org.signet.sandbox.smtp.SmtpReceiver} listens on one loopback address for one
 * recipient domain and takes mail the way RFC 5321 says, strictly: a command line ends with CRLF, a
 * bare CR or LF anywhere is refused (RFC 5321 §2.3.8), text lines have at most 998 octets (RFC 5321
 * §4.5.3.1.6), the order of commands is kept (RFC 5321 §4.1.4). A sending server that passes here
 * keeps the rules.
 *
 * <p>Extensions: STARTTLS (RFC 3207), PIPELINING (RFC 2920), SIZE (RFC 1870), 8BITMIME (RFC 6152),
 * SMTPUTF8 (RFC 6531), ENHANCEDSTATUSCODES (RFC 2034), CHUNKING (RFC 3030 §2), DSN (RFC 3461). The
 * parameters of DSN are checked and recorded; no notification is ever sent, as this internet has
 * only one direction.
 *
 * <p>After STARTTLS the session begins anew (RFC 3207 §4.2). Octets that arrive behind the STARTTLS
 * line and before the handshake end the connection: they would be the injected commands of a man in
 * the middle.
 *
 * <p>A {@link org.signet.sandbox.smtp.Fault} makes a domain's server misbehave in one way until it
 * is cleared or has struck as often as asked: STARTTLS refused or hidden, the connection dropped in
 * the middle of the content, temporary and permanent refusals, slow replies.
 *
 * <p><b>Not here:</b> AUTH, BINARYMIME, REQUIRETLS, VRFY and EXPN with real answers, relaying.
 */
@NullMarked
package org.signet.sandbox.smtp;

import org.jspecify.annotations.NullMarked;
