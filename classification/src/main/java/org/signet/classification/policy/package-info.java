/**
 * What an operator asks of a message: the classification policy and its file.
 *
 * <p>A policy holds named classes. Each class is one boolean tree of conditions ({@link
 * org.signet.classification.policy.Condition}): words, patterns and sensitive information that
 * occur, who sends the message to whom, what its header says, what is attached, and facts about how
 * far it could be read ({@link org.signet.classification.text.Fact}). The file is YAML 1.2; its
 * grammar stands in the documentation of {@link org.signet.classification.policy.Policy}.
 *
 * <p>The file is read by hand from the YAML node tree, not bound to objects, so that every refusal
 * names the file, the line, the column, what was found and what is allowed. Unknown keys, keys
 * given twice, anchors, aliases, explicit tags and a second document are refused; so are files
 * larger than {@link org.signet.classification.policy.Policy#MAX_FILE_BYTES} and trees deeper than
 * {@link org.signet.classification.policy.Policy#MAX_TREE_DEPTH}. A policy that was accepted can be
 * evaluated on every message: nothing about it is checked later.
 *
 * <p>Not here: what the text of a message is ({@code ..text}), how words and numbers are found in
 * it ({@code ..detect}), and what follows from what was found ({@code ..verdict}).
 */
@NullMarked
package org.signet.classification.policy;

import org.jspecify.annotations.NullMarked;
