/**
 * How values are written: a small language of regular expressions in which every pattern is matched
 * in linear time.
 *
 * <p>A {@link org.signet.classification.types.format.Format} is parsed to a tree of nodes; all
 * formats together become one {@link org.signet.classification.types.format.FormatAutomaton}, so
 * that reading a candidate costs one table look-up per character however many types there are.
 * There is no backtracking, and no pattern matches more than 96 characters.
 */
@NullMarked
package org.signet.classification.types.format;

import org.jspecify.annotations.NullMarked;
