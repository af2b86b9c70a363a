/**
 * Revocation, asked of the authorities themselves: responders of the Online Certificate Status
 * Protocol (RFC 6960) and revocation lists at distribution points (RFC 5280 §4.2.1.13).
 *
 * <p>A certificate names both. {@link org.signet.smime.revocation.OnlineRevocation} asks them, and
 * is itself asked only about certificates on a chain to a trusted root, so that the places come
 * from authorities that the operator trusts, not from the sender of a mail.
 *
 * <p>An answer of a responder ({@code OcspAnswer}) counts if it is about the certificate, is in
 * force, and is signed by the issuer itself or by one to whom the issuer gave a certificate for
 * just that purpose (RFC 6960 §4.2.2.2), which must say that it need not be checked in turn
 * (id-pkix-ocsp-nocheck). Each question has a nonce of 32 octets (RFC 9654 §2.1); an answer with
 * another one is a replay. Most responders sign answers in advance and leave the nonce out, which
 * is accepted, so that such an answer can be replayed until its nextUpdate, and no longer.
 *
 * <p>A list that was fetched is only handed on; {@link org.signet.smime.trust.PathFinder} judges
 * it, with what it is for (users, authorities, some reasons, one distribution point), its signature
 * and its time. Delta lists are not fetched, and the complete list counts without them.
 *
 * <p>Limits: plain HTTP on port 80, no redirects, no addresses that are not public, unless the
 * operator names the host ({@code Reach}); a size and a time for each answer; two responders and
 * four lists for each certificate; sixteen questions under way at a time. What was learnt is kept
 * until its nextUpdate, failures for a minute; the same is never asked twice at a time.
 *
 * <p>Not implemented: LDAP and HTTPS distribution points, delegated responders that have to be
 * checked themselves, proxies, signed requests, OCSP answers inside of messages (RFC 5940).
 */
@NullMarked
package org.signet.smime.revocation;

import org.jspecify.annotations.NullMarked;
