/**
 * Which protection a connection to one mail host must have, and the reasons why mail does not go.
 *
 * <p>SMTP between servers is opportunistic (RFC 7435): a sender uses the strongest protection that
 * the destination is known to offer, and delivers without where it offers none. What makes this
 * safe is that "offers none" must be known. {@link org.signet.transport.policy.TlsPolicy} therefore
 * never falls to a weaker level because something could not be found out:
 *
 * <ul>
 *   <li>usable TLSA records: TLS, authenticated (RFC 7672 §2.2);
 *   <li>only unusable ones: TLS, not authenticated (RFC 7672 §2.2);
 *   <li>securely none, or a zone that is not signed: TLS where STARTTLS is offered, plain text
 *       where it is not; after a failed handshake plain text only on a later try, so that a passing
 *       fault does not expose a message;
 *   <li>undecidable: no connection, come back later (RFC 7672 §2.1.2).
 * </ul>
 *
 * <p>That is level {@code dane}. An operator can ask for another one ({@link
 * org.signet.transport.policy.TlsLevel}), for all destinations or for single ones in a file ({@link
 * org.signet.transport.policy.TlsPolicyMap}) that is read again when it changes; {@link
 * org.signet.transport.policy.TlsRules} finds the one that counts and logs each use of a weaker
 * exception. {@link org.signet.transport.policy.TlsDecision} then decides, a pure function of
 * settings, circumstances and what DANE demands. A message that demands TLS turns what would be
 * optional into mandatory.
 *
 * <p>Each host of a domain is judged on its own: where one fails the next may be tried if it passes
 * by its own policy. {@link org.signet.transport.policy.Reason} lists every reason for which mail
 * waits or comes back, with a code that is the same in logs, bounces and metrics. Not implemented
 * yet: MTA-STS (RFC 8461); REQUIRETLS (RFC 8689), for which {@link
 * org.signet.transport.policy.Circumstances} has the place.
 */
@NullMarked
package org.signet.transport.policy;

import org.jspecify.annotations.NullMarked;
