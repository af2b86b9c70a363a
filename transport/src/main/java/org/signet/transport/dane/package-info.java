/**
 * DANE for SMTP: keys of mail servers, published in signed DNS zones (RFC 6698, RFC 7671, RFC
 * 7672).
 *
 * <p>A domain that wants its mail to arrive over authenticated TLS signs its zones and publishes
 * TLSA records below the names of its mail hosts, for instance {@code _25._tcp.mx.example}. Their
 * presence, found over a chain of <em>secure</em> answers, tells a sender that TLS is mandatory
 * here and which certificate to expect. No certificate authority has a say in it.
 *
 * <p>A record holds a <em>usage</em>, a <em>selector</em> (whole certificate or public key), a
 * <em>matching type</em> (as it is, SHA-256 or SHA-512) and the data. {@code DANE-EE(3)} names the
 * server's own certificate: names and dates in it are then of no interest (RFC 7671 §5.1). {@code
 * DANE-TA(2)} names an authority above it: then the path to it and the server's name are checked as
 * usual (RFC 7671 §5.2). {@code PKIX-TA(0)} and {@code PKIX-EE(1)} cannot be used with SMTP (RFC
 * 7672 §3.1.3).
 *
 * <p>Four outcomes are kept apart ({@link org.signet.transport.dane.DanePolicy}): no records, or
 * none that are secure (DANE does not apply); records, but none usable (TLS is mandatory, nobody
 * can be authenticated; RFC 7672 §2.2); usable records (authenticate); and a lookup that failed or
 * was bogus (come back later; RFC 7672 §2.1.2). {@link org.signet.transport.dane.DaneLookup} finds
 * out which, {@link org.signet.transport.dane.DaneVerifier} then judges what the server presents;
 * it is a pure function and can be used without any mail server around it.
 *
 * <p>What the records say of a host is also found out where the MX records that named it are not
 * secure; {@link org.signet.transport.dane.DanePolicy.Authenticate#secureRoute} then tells that the
 * host is known but the destination is not (RFC 7672 §2.2.1). {@link
 * org.signet.transport.dane.TlsaAdvice} looks at records with the eyes of who publishes them.
 *
 * <p>Not implemented: raw public keys (RFC 7250), the name in the subject of a certificate (only
 * subject alternative names count), certificate policies.
 */
@NullMarked
package org.signet.transport.dane;

import org.jspecify.annotations.NullMarked;
