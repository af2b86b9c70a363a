/**
 * Verifying: whether a message was signed, by whom, and whether to believe it (RFC 8551 §2.4, §3.5;
 * RFC 8550; RFC 5652 §5).
 *
 * <p>Each layer of protection gets a {@link org.signet.smime.verify.Verdict}: valid, invalid with a
 * reason, or undecidable with a reason; the reasons are stable words, used alike on the command
 * line, in header fields and in attributes. A message whose signature is broken is invalid, never
 * "not signed".
 *
 * <p>The order is: structure ({@link org.signet.smime.verify.SignedData}), then algorithms, then
 * the attributes that were signed and the digest of the content, then the signature itself, and
 * only if that is right the certificate: its use, its way to a root ({@link
 * org.signet.smime.trust}), its revocation, and last the author. So nobody can make this side build
 * paths or fetch lists for a signature that is not there. All signers of a layer must be right,
 * because readers are shown one verdict, and a layer without signers is invalid.
 *
 * <p>The layers that lie directly in each other (signed, signed again, and so on) form the spine of
 * a message, and they alone decide about the message. A signed part somewhere inside a {@code
 * multipart/mixed} is looked for and reported, but whoever added the other parts did not sign them,
 * so such a message is {@code partly-signed}. Layers below an encrypted one are seen only by who
 * decrypts.
 *
 * <p>The author: all addresses in From must be named by the certificates of the signers (RFC 8550
 * §3), as rfc822Name or SmtpUTF8Mailbox (RFC 9598), in the subject only where the certificate names
 * none otherwise. That Sender fits is not enough, for readers are shown From. Where the signed
 * content has protected header fields of its own (RFC 9788), the From in it must be the one
 * outside.
 *
 * <p>The time at which a signer claims to have signed is reported and never believed.
 *
 * <p>Bounds: layers, parts and depth, signers, certificates and lists in a message, and the size of
 * all that is not content. What exceeds one is invalid as {@code limit-exceeded}.
 *
 * <p>Not done: countersignatures, timestamps, compressed data (RFC 3274), security labels and
 * receipts (RFC 2634), composite signatures.
 */
@NullMarked
package org.signet.smime.verify;

import org.jspecify.annotations.NullMarked;
