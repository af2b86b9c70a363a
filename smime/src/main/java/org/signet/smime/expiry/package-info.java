/**
 * Watches that nothing S/MIME depends on ends unnoticed.
 *
 * <p>{@link org.signet.smime.expiry.ExpiryPlaces} reads what lies in the folders of keys,
 * recipients' certificates, roots and revocation lists: one {@link org.signet.smime.expiry.Watched}
 * for each certificate (its end is {@code notAfter}, RFC 5280 §4.1.2.5) and each list (its end is
 * {@code nextUpdate}, RFC 5280 §5.1.2.5), and what could not be read. {@link
 * org.signet.smime.expiry.ExpiryRule} decides, without looking at anything else, what of it
 * deserves attention; {@link org.signet.smime.expiry.ExpiryReport} puts that into words.
 *
 * <p>What has a successor deserves none. Of a key or certificate that is one for every address or
 * domain it names, of an authority or list one with the same name, which ends later and begins
 * before the other has ended. So a folder in which the next key lies in time is in order, and one
 * in which it begins a day too late is not.
 *
 * <p>A revocation list is published anew every few days, so it is reported only when it is past its
 * end. A recipient's certificate that ended long ago is not reported any more: people leave.
 *
 * <p>{@link org.signet.smime.expiry.LastWarning} keeps the day of the last mail in a file, so that
 * a restart does not send it a second time.
 *
 * <p>Not watched: certificates that come from LDAP or from incoming mail without being stored, and
 * whether a certificate is revoked.
 */
@NullMarked
package org.signet.smime.expiry;

import org.jspecify.annotations.NullMarked;
