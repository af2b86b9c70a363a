/**
 * The matchers of Signet: thin shells that take values out of a {@code Mail}, ask a core module for
 * a verdict and say which recipients it concerns.
 *
 * <p>A matcher stands in a James processor as {@code match="org.signet.matchers.X=CONDITION"}.
 * James calls {@code init} once at start-up and {@code match} for each mail; the recipients that
 * {@code match} returns go through the mailet, the others on, and James splits the mail where both
 * exist. In {@code init} the condition is read once; a condition that is wrong, a file that is
 * missing or a class that does not exist stops the start of the server. A policy file that changes
 * later is read again by {@link org.signet.matchers.Policies}, which all matchers share.
 *
 * <p>A question that cannot be answered (a message that cannot be read, a reading that ended at a
 * limit) is an exception, never "no": James then moves the mail to the {@code error} processor, or
 * does what {@code onMatchException} says. Do not set that to {@code nomatch} on a matcher that
 * decides on protection.
 */
@NullMarked
package org.signet.matchers;

import org.jspecify.annotations.NullMarked;
