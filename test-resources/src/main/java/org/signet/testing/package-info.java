/**
 * Fixtures that the tests of all modules share.
 *
 * <p>{@link org.signet.testing.TestCa} mints certificates when a test starts, so that no key is
 * ever checked in: an authority, intermediates below it, and leaves for mail servers and for
 * people, each with the one property a test is about (expired, not yet valid, other names, other
 * key kinds). {@link org.signet.testing.Ocsp} and {@link org.signet.testing.Crls} say, rightly or
 * not, which of them are revoked, and {@link org.signet.testing.WebServer} hands that out. {@link
 * org.signet.testing.RandomMessage} makes messages of all shapes, right and wrong ones, each from a
 * number.
 */
@NullMarked
package org.signet.testing;

import org.jspecify.annotations.NullMarked;
