/**
 * A folder of recipients' certificates that this server writes itself.
 *
 * <p>{@link org.signet.smime.store.CertificateStore} keeps each certificate in a file of its own,
 * {@code <sha256>.pem}, named by the fingerprint of the certificate, so that {@link
 * org.signet.smime.certificate.RecipientCertificates} can read the folder like any other. A file is
 * written beside its place under a hidden name, forced to the disk and then moved, so that a reader
 * never sees half of it, and a crash leaves at most a hidden file that the next writer removes. One
 * writer at a time holds the lock on the hidden file {@code .signet.lock}, also against other
 * processes.
 *
 * <p>What has another name, or a name that is not the fingerprint of what is in it, was put there
 * by somebody else: it is neither counted nor listed nor removed.
 *
 * <p>The store holds whatever it is given that can be encrypted to, valid now or not; whether a
 * certificate is believed is for the caller to find out before, and for who reads the folder.
 *
 * <p>{@link org.signet.smime.store.Harvest} fills it from signed mail. It takes a certificate only
 * where the whole message is valid, every signer has a chain to a root, and there is one author,
 * whom the certificate names. The one that he named in what he signed
 * (SMIMEEncryptionKeyPreference, RFC 8551 §2.5.3) comes first, then the one that he signed with; it
 * must be fit for encrypting and have a chain of its own. Blocked ones, authorities, and
 * certificates that speak for a domain as a whole are never taken.
 *
 * <p>{@link org.signet.smime.store.ManagedCertificates} is for operators who look after such
 * folders from afar: it tells what is in them, by whomever, adds and removes certificates, and
 * writes the files {@code blocked} and {@code trusted} that {@link org.signet.smime.trust.Marks}
 * reads.
 *
 * <p>Not done: taking the capabilities of the author (RFC 8551 §2.5.2) along; certificates that lie
 * in unsigned mail.
 */
@NullMarked
package org.signet.smime.store;

import org.jspecify.annotations.NullMarked;
