/**
 * Which implementation of each algorithm runs.
 *
 * <p>The JDK's AES and SHA-2 use the processor's instructions and are many times faster than those
 * of Bouncy Castle; Bouncy Castle's elliptic curves are several times faster than the JDK's, and it
 * alone has the key derivations of RFC 5753. RSA is equal in both. So each use takes the better one
 * ({@link org.signet.smime.provider.Providers}).
 *
 * <p>Bouncy Castle is only ever used through an instance of its provider made here. A mail server
 * may have registered a provider named {@code BC} already, of another and older version, so that a
 * look-up by that name, or through the JVM's list, would find the wrong one; and registering ours
 * would change what other parts of the server get.
 */
@NullMarked
package org.signet.smime.provider;

import org.jspecify.annotations.NullMarked;
