/**
 * What delivery costs, beside James's own RemoteDelivery and Postfix, on the same machine in the
 * same run.
 *
 * <p>{@link org.signet.benchmarks.Bench} is the command behind {@code bin/bench}; each benchmark is
 * a class named as on the command line, whose documentation states the question, what is measured
 * and what is not. Peers take turns within each round, after rounds of warming up that do not
 * count, and medians are compared, so that what else the machine does falls on all alike. Results
 * with date and machine are in {@code docs/benchmarks.md}.
 */
@NullMarked
package org.signet.benchmarks;

import org.jspecify.annotations.NullMarked;
