/**
 * James 3.8.1's {@code RemoteDelivery} and {@code SecureRemoteDelivery} side by side.
 *
 * <p>An operator who moves from one to the other changes a class name and keeps the rest of {@code
 * mailetcontainer.xml}. What that rest means is tried here: for each parameter of {@code
 * RemoteDelivery}, for each attribute that it sets and for each rule of its flow there is a {@link
 * org.signet.acceptance.parity.Case}. A case has receiving servers that reply by a {@link
 * org.signet.acceptance.parity.Script}, the parameters of the mailet, and one mail. One real James
 * 3.8.1 runs both mailets, each in a processor of its own with servers of its own, so that nothing
 * but the class name differs.
 *
 * <p>What can be seen from outside is written down as {@link org.signet.acceptance.parity.Facts}:
 * which servers were spoken to and what they were told, what arrived, what the bounce and success
 * processors got with which attributes, what the sender got back, what still waits in the queue and
 * for how long. The facts of James are checked against those that the case names. Those of Signet
 * must be the same, but for the {@link org.signet.acceptance.parity.DifferenceTable}: one table,
 * each row with its reason. A difference that appears, changes or vanishes fails the test of its
 * case; the same rows stand in {@code docs/moving-from-remote-delivery.md}.
 */
@NullMarked
package org.signet.acceptance.parity;

import org.jspecify.annotations.NullMarked;
