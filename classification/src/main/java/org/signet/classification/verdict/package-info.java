/**
 * What follows from what was found: for each class of the policy, whether the message is one of it.
 *
 * <p>The tree of a class is evaluated in three values (Kleene's strong logic of indeterminacy),
 * because a message that could not be read in full may hold what was not found: a condition on the
 * text that did not hold in an incomplete reading is <em>unknown</em>. {@code any} holds when one
 * condition holds, whatever the others; {@code all} fails when one fails; otherwise unknown stays
 * unknown. A class whose tree is unknown has the verdict {@link
 * org.signet.classification.verdict.Verdict.Undecidable}, which is never treated as "does not
 * apply". An operator who asks for {@code limit-exceeded} or {@code undecodable} in the tree
 * decides such messages in advance.
 *
 * <p>Conditions on recipients are evaluated for each recipient; a class then has a verdict for each
 * group of recipients that it treats alike ({@link org.signet.classification.verdict.Scope}).
 *
 * <p>An attachment of a kind that is not read ({@code unread}) and an encrypted part ({@code
 * encrypted}) do not make a reading incomplete, since nearly every message with an attachment would
 * then be undecidable; a class that cares asks for them.
 *
 * <p>A verdict carries its evidence: which condition, where in the policy, how many, where in the
 * message. It never carries the words or numbers themselves. {@link
 * org.signet.classification.verdict.CompactForm} is the form in which a result is stored with a
 * mail.
 */
@NullMarked
package org.signet.classification.verdict;

import org.jspecify.annotations.NullMarked;
