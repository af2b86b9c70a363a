/**
 * The whole, running: a real James server with the drop-in jar in a process of its own, the small
 * internet of {@code sandbox/} around it, people with mailboxes and S/MIME keys.
 *
 * <p>{@link org.signet.acceptance.LocalSignet} starts and stops it. {@code bin/run} does so for a
 * person ({@link org.signet.acceptance.Run}), the tests of this module do so to drive it as a
 * person would: over SMTP, IMAP and HTTP. Both use {@code james-conf/} as operators get it; what
 * differs on this machine (ports, the address of the DNS server, waiting times) is given as system
 * properties, which the files there name.
 *
 * <p>James 3.8.1 runs whole. Of James 3.9.0, Maven Central has no memory server; the tests run its
 * extension loader and mailet container instead.
 */
@NullMarked
package org.signet.acceptance;

import org.jspecify.annotations.NullMarked;
