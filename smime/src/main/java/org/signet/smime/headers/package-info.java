/**
 * Header fields that are protected along with the body (RFC 9788), as they are written.
 *
 * <p>S/MIME signs and encrypts a MIME entity, of which the header of the message is no part: who
 * wrote it, to whom, and about what could be changed, and read, by everybody on the way. RFC 9788
 * puts a copy of these fields into the header of the entity that is protected, whose {@code
 * Content-Type} then says {@code hp="clear"}, or {@code hp="cipher"} where some of them are to be
 * confidential. In the latter case the fields outside are made to say less, and the entity holds in
 * {@code HP-Outer} what was put there, so that the reader, who answers, knows what was secret (RFC
 * 9788 §2.2).
 *
 * <p>What the fields outside say is decided by a policy; ours is the {@code hcp_baseline} of RFC
 * 9788 §3.2.1: {@code Subject} becomes {@code [...]}, {@code Keywords} and {@code Comments} go, all
 * else stays. Fields that servers add on the way are not copied, nor is {@code Bcc} ({@link
 * org.signet.smime.headers.HeaderProtection}).
 *
 * <p>Where an entity is signed first and encrypted by another step, the fields are put into both:
 * into the signed entity, where the standard looks for them, and into the header of what is
 * encrypted, since who encrypts a signature of another cannot add to what it covers.
 *
 * <p>Not done: the display of hidden fields in the body for programs that do not know the standard
 * (RFC 9788 §5.2.2), which would change bodies.
 */
@NullMarked
package org.signet.smime.headers;

import org.jspecify.annotations.NullMarked;
