/**
 * Those who are measured: Signet in a James, James's own RemoteDelivery, and Postfix.
 *
 * <p>Every {@link org.signet.benchmarks.peers.Peer} is a server in processes of its own with the
 * settings that its makers ship, but for what the benchmark is about. Its queue is filled while
 * delivery is held back; then it is let go, and the sink takes the time from the first message to
 * the last. So neither submission nor start-up is measured. How delivery is held back is each
 * peer's own way: in a James all mails are put into the outgoing queue with a delay that ends for
 * all at the same instant, as retries are; in Postfix the queue manager is not started.
 *
 * <p>Beside the time, the processor time that a peer's processes used is taken from {@code /proc}.
 * It tells what the peer itself costs, as sink, resolver and peer share one machine here.
 */
@NullMarked
package org.signet.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
