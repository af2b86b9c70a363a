/**
 * The certificates of the people a message is for, and what a certificate may be used for.
 *
 * <p>A certificate speaks for the mail addresses in its subject alternative name (RFC 5280
 * §4.2.1.6, RFC 8550 §3); where it has none, for the e-mail attribute in its subject, as older
 * certificates do. It may be encrypted to if it is valid at this moment, if its key usage, where
 * present, allows key encipherment (RSA) or key agreement (elliptic curves) and its extended key
 * usage, where present, e-mail protection or any (RFC 8550 §4.4.2 and §4.4.4), and if its key is of
 * a kind that is known here: RSA of 2048 to 8192 bits, or an elliptic curve P-256 or P-384 ({@link
 * org.signet.smime.certificate.KeyKind}).
 *
 * <p>{@link org.signet.smime.certificate.RecipientCertificates} holds those of a folder. A
 * certificate is in that folder because the operator put it there, which is enough unless he asks
 * for more: a {@link org.signet.smime.trust.RecipientTrust} may demand a chain to a root, and that
 * nothing on it is revoked. None is believed that is blocked ({@link
 * org.signet.smime.trust.Marks}).
 *
 * <p>A {@link org.signet.smime.certificate.CertificateSource} is a place that may know some; a
 * {@link org.signet.smime.certificate.CertificateChain} asks several in their order. A source that
 * cannot tell holds the message up: it is never taken for one that knows of none.
 */
@NullMarked
package org.signet.smime.certificate;

import org.jspecify.annotations.NullMarked;
