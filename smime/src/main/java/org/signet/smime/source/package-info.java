/**
 * Places outside this server that know certificates of recipients.
 *
 * <p>{@link org.signet.smime.source.LdapSource} asks directories by LDAP (RFC 4511). People have
 * their certificates there in two attributes: {@code userCertificate} holds one certificate in each
 * value (RFC 4523 §4.1), and is asked for with the option {@code ;binary}; {@code
 * userSMIMECertificate} holds a PKCS #7 SignedData in each, of which the certificates alone count
 * (RFC 2798 §2.8). Both are read, as many programs know only one. The address goes into the filter
 * escaped (RFC 4515 §3), so that no address can ask for something else. The connection is protected
 * by TLS, from its start or by StartTLS (RFC 4513 §3), whose server must have a certificate by
 * roots that are given, for the name that is connected to.
 *
 * <p>{@link org.signet.smime.source.SmimeaSource} asks the DNS for SMIMEA records (RFC 8162), below
 * a name that is made of a digest of the local part and of the domain. Only answers that DNSSEC
 * makes secure count, aliases included. A record with usage 3 (DANE-EE) that holds a whole
 * certificate is believed without a chain: the owner of the domain vouches for it. One with usage 1
 * (PKIX-EE) needs a chain to the operator's roots besides. Whole certificates of authorities
 * (usages 0 and 2) only help to find such a chain. The local part goes into the name as it was
 * written, since its owner alone may say what is the same (RFC 8162 §4).
 *
 * <p>{@link org.signet.smime.source.SqlSource} asks a database with a query of the operator's,
 * whose values are bound and never become part of its text.
 *
 * <p>Of what a source gives, only certificates count that are fit for encrypting and name the
 * address, or speak for its domain as a whole. Values that cannot be read, and certificates of
 * other people, are passed over: whoever could garble them could as well remove them. A source that
 * cannot be asked, breaks off or gives more than there can be has failed, and never knows of none.
 * {@link org.signet.smime.source.CachedSource} remembers answers for minutes; failures are not
 * remembered.
 *
 * <p>Settings stand in a properties file of the operator ({@link
 * org.signet.smime.source.SettingsFile}), passwords in a file beside it that nobody else may read.
 *
 * <p>Not done: SMIMEA records that hold a digest or a bare key do not confirm certificates from
 * elsewhere, and do not forbid others; usage 2 is no anchor of its own. Referrals are not followed
 * (RFC 4511 §4.1.10), a reference to another directory in an answer is passed over; SASL; LDAP over
 * Unix sockets.
 */
@NullMarked
package org.signet.smime.source;

import org.jspecify.annotations.NullMarked;
