/**
 * Classification: what a message holds, by the policy of an operator.
 *
 * <p>{@link org.signet.classification.Classifier} puts the four steps together. The policy file
 * becomes a tree ({@code policy}); the message becomes the texts that a person reads ({@code
 * text}); one pass over each text finds words and numbers ({@code detect}); the tree is evaluated
 * on what was found and on how far the message could be read ({@code verdict}). Each step is a
 * package that knows only those before it, and only the text step reads the message.
 *
 * <p>For a class there are three outcomes, not two: the message is one of it, it is not, or it
 * could not be read far enough to say. The last is for the caller to hold or protect, never to let
 * go.
 *
 * <p>Work and memory are bounded by the limits of the policy and proportional to the text. No
 * regular expression of an operator runs on a message. Not implemented: text of attachments other
 * than text, other number types than payment cards, exact data match, fingerprints.
 */
@NullMarked
package org.signet.classification;

import org.jspecify.annotations.NullMarked;
