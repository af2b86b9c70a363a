/**
 * The network that a benchmark runs in: signed zones, a validating resolver, and distance.
 *
 * <p>All of it is on loopback, in a network namespace of its own ({@code bin/bench} makes it), so
 * that ports 25 and 53 are free and nothing else uses them. Every name is in a zone below {@code
 * test}, signed with ECDSA P-256 and with TLSA records, and may be cached for an hour. Unbound
 * resolves and validates for all peers alike; it is asked through {@code /etc/resolv.conf}, as on a
 * real host.
 *
 * <p>{@link org.signet.benchmarks.network.DelayedRelay} takes the place of netem where the kernel
 * has none: it delays what is written, each way, by half the round-trip time. It delays neither the
 * opening of a connection nor does it lose, reorder or pace anything.
 */
@NullMarked
package org.signet.benchmarks.network;

import org.jspecify.annotations.NullMarked;
