/**
 * Decrypting: CMS AuthEnvelopedData with AES-GCM, AES-CCM (RFC 5083, RFC 5084) or ChaCha20-Poly1305
 * (RFC 8103) and, since that is what most mail is still encrypted with, EnvelopedData with AES-CBC
 * (RFC 5652 §6).
 *
 * <p>No plaintext leaves before it is known to be right. The content is decrypted as a stream into
 * a {@link org.signet.smime.mime.Spool}, which is handed out only after the authentication tag has
 * been checked, and deleted otherwise. The tag must have at least 12 octets (RFC 5084 §3.2 allows
 * no fewer), whatever the message says.
 *
 * <p>AES-CBC has no tag, and what it decrypts to may have been changed by anybody on the way;
 * {@link org.signet.smime.decrypt.Decryption.Decrypted#authenticated()} says so, and who shows such
 * a message must not let it load anything from outside.
 *
 * <p>Keys are found by issuer and serial number or by subject key identifier. The content key comes
 * by RSA, OAEP or PKCS#1 v1.5, by ECDH on P-256, P-384 and P-521 with the standard or the cofactor
 * scheme (RFC 5753), by X25519 and X448 (RFC 8418), or by ML-KEM (RFC 9629, RFC 9936). Where RSA
 * unwrapping fails a random key takes the place of the content key (RFC 3218 §2.3.2), and all
 * damage gives the one result {@link org.signet.smime.decrypt.Decryption.Broken}, so that nobody
 * can learn about a key by sending variations of a message.
 *
 * <p>AES-GCM is decrypted by the counter mode of the JDK and checked by encrypting again ({@link
 * org.signet.smime.decrypt.CounterGcm}), which is fast and keeps nothing in memory. Authenticated
 * attributes stand after the content but are authenticated before it (RFC 5083 §2.2): where there
 * are any, the message is read twice.
 *
 * <p>What is in an envelope is a MIME entity, or directly another structure (RFC 5652 §6.1), which
 * then becomes an entity of {@code application/pkcs7-mime}. In AuthEnvelopedData an authenticated
 * attribute has to say so (RFC 5083 §2.1), and must not say anything else.
 *
 * <p>Refused, not tried: any other content cipher (Triple DES is accepted for old mail when asked
 * for), content of any other type, a structure before the content of more than one megabyte, and
 * with CCM, which has to have all content in memory, more than eight megabytes.
 *
 * <p>Envelopes that lie directly in each other are opened, at most five. A part of a multipart is
 * never opened in its place: whoever made the other parts could let them carry the plaintext away.
 * Signatures inside are handed on as they are, for who verifies them. Header fields that were
 * encrypted along with the body come back ({@link org.signet.smime.decrypt.RestoredMessage}).
 *
 * <p>Not done: envelopes below a signature, and passwords.
 */
@NullMarked
package org.signet.smime.decrypt;

import org.jspecify.annotations.NullMarked;
