/**
 * MIME as bytes: reading the structure of a message without changing it, and writing the one form
 * of it that can be signed.
 *
 * <p>A signature is over bytes, and mail servers may change bytes that do not matter to MIME: they
 * rewrite line ends, break long lines, drop spaces at the end of a line, encode eight-bit text for
 * a server that takes seven bits, put {@code >} before a line that starts with {@code From }.
 * Before a message is signed it is therefore brought into a form that no server on the way has a
 * reason to touch ({@link org.signet.smime.mime.CanonicalEntity}): lines end in CRLF (RFC 8551
 * §3.1.1), every part that holds anything but short seven-bit lines gets a transfer encoding of
 * quoted-printable or base64 (RFC 8551 §3.1.3, RFC 1847 §2.1). Parts that are clean already keep
 * each byte, so that the form of a clean message is the message itself.
 *
 * <p>What is inside another {@code multipart/signed} or {@code multipart/encrypted} belongs to
 * somebody else's signature and keeps its bytes, line ends excepted.
 *
 * <p>A message is read as a stream of line fragments; memory does not grow with its size. Twice it
 * is read: once to decide about each part, once to write. {@link org.signet.smime.mime.Spool} holds
 * what must be read more than once.
 *
 * <p>Not done: parameters of {@code Content-Type} split over several fields (RFC 2231 §3) are not
 * joined, so a multipart whose boundary is given in that way is kept as one opaque part.
 */
@NullMarked
package org.signet.smime.mime;

import org.jspecify.annotations.NullMarked;
