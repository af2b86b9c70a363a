/**
 * The recipient domains of the small internet: which case each one is, as data.
 *
 * <p>A {@link org.signet.sandbox.recipient.RecipientDomain} has one MX host with its own address,
 * key and certificates, and the facts that its zone tells. What a sender should make of them:
 *
 * <ul>
 *   <li>Secure TLSA records: STARTTLS is mandatory and the server's certificate has to match one of
 *       them (RFC 7672 §2.2). DANE-EE(3) binds the server's own key (RFC 7671 §5.1), DANE-TA(2) an
 *       authority that is in the chain the server shows (RFC 7671 §5.2).
 *   <li>No match, or no answer that validates: the server is not used and the mail waits (RFC 7672
 *       §2.1.1, RFC 7672 §2.2).
 *   <li>A zone without DNSSEC, or the proof that there is no TLSA: opportunistic TLS as before DANE
 *       (RFC 7672 §2.2).
 * </ul>
 *
 * <p>Keys and certificates are made anew at each start, by {@link org.signet.testing.TestCa}.
 */
@NullMarked
package org.signet.sandbox.recipient;

import org.jspecify.annotations.NullMarked;
