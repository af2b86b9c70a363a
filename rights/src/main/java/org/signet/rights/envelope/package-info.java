/**
 * The envelope: how the bytes of a message are encrypted at rest. {@code docs/envelope.md} is the
 * format; this package is one implementation of it.
 *
 * <p>Each message has a random 256-bit {@link org.signet.rights.envelope.ContentKey}. Two keys are
 * derived from it by HKDF-Expand (RFC 5869 §2.3): one encrypts, the other is a <em>commitment</em>
 * that stands in the header of the content object. AES-GCM does not commit to its key: a ciphertext
 * can be made that opens under two keys with two meanings. The commitment is compared before
 * anything is decrypted and takes that away.
 *
 * <p>The bytes are encrypted in segments of 64 KiB by Tink's streaming AEAD (AES-256-GCM-HKDF).
 * Every segment has its own tag, its number and a mark of the last one in its nonce, so that a
 * reader may release a segment as soon as its tag verifies, and segments that are changed, moved,
 * repeated, cut off or appended are refused. The associated data names the message, the part and
 * the licence: content of one message does not open as another's, nor under another licence.
 *
 * <p>This package knows nothing of rights, recipients or databases. Not done yet: padding of sizes,
 * several parts, reading from the middle.
 */
@NullMarked
package org.signet.rights.envelope;

import org.jspecify.annotations.NullMarked;
