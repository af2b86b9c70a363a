/**
 * Operators' regular expressions, run on outside text in time proportional to it.
 *
 * <p>{@link org.signet.classification.pattern.LinearPattern} hides the engine (SafeRE; the reasons
 * stand in {@code docs/adr/}): no look-around, no back references, no backtracking. Searching for
 * all matches is quadratic in the worst case with every engine, so a text is searched in windows,
 * and {@link org.signet.classification.pattern.Patience} ends the search of a message that takes
 * too long; the message is then {@code limit-exceeded}.
 */
@NullMarked
package org.signet.classification.pattern;

import org.jspecify.annotations.NullMarked;
