/**
 * Files of keys and certificates as operators have them: PEM (RFC 7468), PKCS#12, and DER for
 * single certificates.
 *
 * <p>A PEM file is text with any number of blocks {@code -----BEGIN label-----}, base64, {@code
 * -----END label-----}; what stands between the blocks is comment. The labels that are read are
 * {@code CERTIFICATE} (RFC 5280), {@code PRIVATE KEY} (PKCS#8, RFC 5958), {@code RSA PRIVATE KEY}
 * (PKCS#1, RFC 8017 §A.1.2) and {@code EC PRIVATE KEY} (SEC1, RFC 5915), which is what the {@code
 * openssl} command writes; {@code ENCRYPTED PRIVATE KEY} (PKCS#8 with a password, RFC 5958 §3)
 * needs the {@link org.signet.smime.pem.Password} as well, and so does a PKCS#12 file (RFC 7292).
 * Anything that cannot be read is an error that says the file, the line and what is allowed ({@link
 * org.signet.smime.pem.UnusableFileException}); nothing is skipped in silence.
 *
 * <p>Not done: passwords in the way of PEM itself ({@code Proc-Type}, RFC 1421), which derives the
 * key with one round of MD5.
 */
@NullMarked
package org.signet.smime.pem;

import org.jspecify.annotations.NullMarked;
