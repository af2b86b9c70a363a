/**
 * The receiving server that all peers of a benchmark deliver to.
 *
 * <p>It speaks enough of RFC 5321 for well-behaved senders, with STARTTLS (RFC 3207), PIPELINING
 * (RFC 2920), CHUNKING (RFC 3030 §2), SIZE, 8BITMIME, SMTPUTF8, ENHANCEDSTATUSCODES and DSN,
 * accepts every recipient, and forgets what it was given: its only products are counts and times.
 * It checks nothing that a sender should keep; that is the business of the tests. It runs in a
 * process of its own, so that its processor time can be told from that of the peers, and is asked
 * and set over HTTP.
 *
 * <p>Round trips are counted by waiting: between two messages of one connection, each time that the
 * server waited for the client longer than a threshold, which is set a little below the round-trip
 * time of the network. So it does not matter how a burst of commands is cut into packets.
 *
 * <p>Not here: delivery, checks of addresses, replies other than success.
 */
@NullMarked
package org.signet.benchmarks.sink;

import org.jspecify.annotations.NullMarked;
