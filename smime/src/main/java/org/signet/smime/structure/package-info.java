/**
 * Whether, and how, a message is protected already.
 *
 * <p>What a message says of itself in {@code Content-Type} is not enough, in either direction.
 * Programs write {@code application/pkcs7-mime}, {@code application/x-pkcs7-mime} or {@code
 * application/octet-stream} with a file name ending in {@code .p7m} (RFC 8551 §3.2.1 and §3.10),
 * with a {@code smime-type} or without; and a message that merely claims to be encrypted must not
 * pass for one. So the type only says where to look, and the CMS structure that is found there (RFC
 * 5652 §3), by its object identifier, says what it is ({@link
 * org.signet.smime.structure.Protection}).
 *
 * <p>Only the outermost layer is looked at; {@link org.signet.smime.verify} looks at all. That an
 * envelope has recipients can be seen from outside; that what is in it is really ciphertext cannot.
 */
@NullMarked
package org.signet.smime.structure;

import org.jspecify.annotations.NullMarked;
