/**
 * Encrypting: CMS AuthEnvelopedData with AES-GCM (RFC 5083, RFC 5084, RFC 8551 §3.4), which nobody
 * can change on the way without being noticed, and EnvelopedData with AES-CBC (RFC 5652 §6) for
 * those whose programs cannot read the former.
 *
 * <p>A random content key encrypts the message once, for all recipients. For each recipient it is
 * wrapped with the key in his certificate ({@link org.signet.smime.encrypt.Recipients}): RSA with
 * OAEP and SHA-256 (RFC 3560), which leaves no padding to probe, or with PKCS#1 v1.5, which old
 * programs read; elliptic curves with one ephemeral key for each curve, ECDH and the key derivation
 * of X9.63 with the SHA-2 of the curve's strength (RFC 5753 §7.1.4); X25519 and X448 with HKDF (RFC
 * 8418); ML-KEM as a KEMRecipientInfo with HKDF (RFC 9629, RFC 9936); and always AES-256 key wrap.
 *
 * <p>What is encrypted is the MIME entity with its {@code Content-*} fields, and with a copy of the
 * others where they are protected too ({@link org.signet.smime.headers}).
 *
 * <p>Not done: ChaCha20-Poly1305, passwords and shared keys as recipients, composite keys.
 */
@NullMarked
package org.signet.smime.encrypt;

import org.jspecify.annotations.NullMarked;
