/**
 * Signing: {@code multipart/signed} (RFC 1847 §2.1, RFC 8551 §3.5.3), which every mail program can
 * show, whether it knows S/MIME or not.
 *
 * <p>The body of the message, with its {@code Content-*} fields, becomes the first part, in a form
 * that survives transport ({@link org.signet.smime.mime.CanonicalEntity}); the second part is a CMS
 * SignedData without content (RFC 5652 §5) over exactly those bytes. Both are written in one go:
 * the digest is taken from the bytes as they are written, and the private key is used once. All
 * other fields of the header stay as they are, From and Sender among them.
 *
 * <p>The kind of the key decides the algorithm ({@link org.signet.smime.sign.SignatureScheme}): RSA
 * with PKCS#1 v1.5 or PSS and SHA-256, ECDSA on P-256, P-384 and P-521 with the SHA-2 of the
 * curve's strength (RFC 8551 §2.2, RFC 5754), Ed25519 and Ed448 (RFC 8419), ML-DSA (RFC 9882).
 * Signed attributes are content type, message digest, signing time, S/MIME capabilities (RFC 8551
 * §2.5), the signing certificate (RFC 5035) and the algorithms (RFC 6211). The chain is sent along,
 * but not the root, which only the receiver can decide to trust.
 *
 * <p>The other form, {@code application/pkcs7-mime} with the content inside (RFC 8551 §3.5.2), is
 * written as it is read, in BER.
 *
 * <p>A copy of the other header fields may be signed along ({@link org.signet.smime.headers}).
 *
 * <p>Not done: several signers, countersignatures, SLH-DSA, composite keys. Where a part has raw
 * eight-bit text that can only stay, in a signature of somebody else's or in an address field of an
 * attached message, it is signed as it is.
 */
@NullMarked
package org.signet.smime.sign;

import org.jspecify.annotations.NullMarked;
