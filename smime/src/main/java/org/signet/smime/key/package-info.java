/**
 * The keys that messages are signed with, one for each sender.
 *
 * <p>A file, PEM or PKCS#12, holds one private key, its certificate, and the certificates between
 * that and the root ({@link org.signet.smime.key.Credential}); its password lies beside it. Which
 * file belongs to a sender is said by the certificate alone: by the mail addresses it speaks for
 * (RFC 8550 §3), so that a receiver who compares them with the sender finds the same. The name of
 * the file means nothing.
 *
 * <p>What can never become right, such as a key that does not belong to the certificate, or a
 * certificate without an address or not for signing, is an error when the folder is read. Of
 * several keys that are valid for an address the newest is used, so that one can be replaced while
 * its predecessor is still there. A certificate whose time is over, or has not come, is left aside
 * with a reason, since one that expires must not keep the server from starting; the sender then has
 * no key ({@link org.signet.smime.key.SigningKeys.Choice}).
 *
 * <p>A certificate may speak for a whole domain instead ({@link
 * org.signet.smime.certificate.CertificateDomains}), and the operator may name one key that signs
 * for everybody; a key of the sender's own comes first.
 *
 * <p>A key may lie in a PKCS#11 token ({@code Token}), which uses it without giving it away; the
 * file then holds its name (RFC 7512). A token that is gone refuses to sign ({@link
 * org.signet.smime.key.KeyUnavailableException}); reading the folder again logs in anew.
 *
 * <p>Not done: choosing a token by its label, decrypting with a key in a token.
 */
@NullMarked
package org.signet.smime.key;

import org.jspecify.annotations.NullMarked;
