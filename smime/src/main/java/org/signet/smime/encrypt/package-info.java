/**
 * Encrypting: CMS AuthEnvelopedData with AES-256-GCM (RFC 5083, RFC 5084, RFC 8551 §3.4), which
 * nobody can change on the way without being noticed.
 *
 * <p>A random content key encrypts the message once, for all recipients. For each recipient it is
 * wrapped with the key in his certificate: RSA with OAEP and SHA-256 (RFC 3560), which leaves no
 * padding to probe; elliptic curves with one ephemeral key for each curve, ECDH and the key
 * derivation of X9.63 with the SHA-2 of the curve's strength (RFC 5753 §7.1.4), and AES-256 key
 * wrap. What is encrypted is the MIME entity with its {@code Content-*} fields; the other fields of
 * the header stay readable outside, the subject among them.
 *
 * <p>Not done: EnvelopedData with AES-CBC for recipients whose programs cannot read
 * AuthEnvelopedData (Thunderbird at present), X25519, ML-KEM, protected header fields (RFC 9788).
 */
@NullMarked
package org.signet.smime.encrypt;

import org.jspecify.annotations.NullMarked;
