/**
 * What stands in the texts of a message: words of the policy, and values of sensitive information
 * types.
 *
 * <p>{@link org.signet.classification.detect.Detector} is made once from a policy. Each message
 * gets one {@link org.signet.classification.detect.Scan}, which takes one text after the other. An
 * Aho-Corasick automaton over the words of all classes moves one state on for each character.
 * {@link org.signet.classification.detect.TypeScan} looks for values: a table says at which
 * characters one can begin (a digit, an at sign); from there one automaton of all formats reads on.
 * What matched is set aside, the text around it is searched for evidence, and the checks are made
 * ({@code Candidates}); then findings that share characters are sorted out ({@code Results}). The
 * time is proportional to the text, whatever the text is; {@link
 * org.signet.classification.detect.Scan#work} counts it.
 *
 * <p>{@link org.signet.classification.detect.TypeDetector} does the same for a set of types without
 * a policy. Values are counted by what they are, each once, however they are written.
 *
 * <p>Nothing that was matched leaves this package: findings hold counts and places only. Not
 * implemented: regular expressions, numbers spread over table cells.
 */
@NullMarked
package org.signet.classification.detect;

import org.jspecify.annotations.NullMarked;
