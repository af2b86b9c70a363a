/**
 * The same mail through Postfix and through Signet: same zones, same resolver, same servers.
 *
 * <p>Everything here apart from Signet itself is somebody else's work. Zones are signed by Knot's
 * {@code kzonesign} and served by {@code knotd}, Unbound validates, and Postfix delivers with
 * {@code smtp_tls_security_level = dane}. Both senders ask the same Unbound and speak to the same
 * receiving servers on port 25.
 *
 * <p>All of it runs in network, mount and process namespaces of its own ({@code unshare}), so that
 * ports 25 and 53 are free, {@code /etc/resolv.conf} can be one that names this Unbound, and
 * nothing outlives the test: {@link org.signet.acceptance.postfix.Laboratory} is process 1 there,
 * and with it ends everything that it started. Where this needs more than the machine offers (root,
 * Linux, the programs), the tests are skipped with the reason.
 *
 * <p>A {@link org.signet.acceptance.postfix.Scene} is one recipient domain with all that belongs to
 * it. What came out of each on both sides is written in {@code docs/postfix.md}; where the sides
 * differ the table says why, and {@link org.signet.acceptance.postfix.PostfixTest} fails where
 * table and outcome part.
 */
@NullMarked
package org.signet.acceptance.postfix;

import org.jspecify.annotations.NullMarked;
