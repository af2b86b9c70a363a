package org.signet.classification.types.format;

import java.util.List;

/**
 * One way to write a value: a pattern in a small language of regular expressions that is matched in
 * linear time, without regard to case.
 *
 * <pre>{@code
 * \d          a digit
 * \l          a letter A-Z
 * \w          a letter or digit
 * [A-CX1-3]   one of these letters and digits
 * AB12/.+-()  themselves; a parenthesis with a backslash before
 * (blank)     a gap: a space or line break, a hyphen, a dot, or a hyphen with spaces around
 * ~           a gap or nothing
 * _           a space or line break
 * (..|..)     one of these
 * ?  {n}  {n,m}   the one before: optional, n times, n to m times
 * }</pre>
 *
 * <p>All gaps of one value must be of one kind, and at most one of them may be a line break;
 * characters that the pattern names do not count as gaps. The value must stand alone: not be part
 * of a longer word or number.
 *
 * @param pattern as it was written
 * @param onlyWithEvidence written so, it is too common to be looked at without evidence
 */
public record Format(String pattern, boolean onlyWithEvidence) {
    /** The most characters that a pattern may match. */
    public static final int LONGEST_MATCH = 96;

    /** Reads a pattern. */
    public static Format parse(String pattern) {
        new FormatParser(pattern).parse();
        return new Format(pattern, false);
    }

    /** Reads a pattern that is too common to be looked at without evidence. */
    public static Format parseForEvidence(String pattern) {
        new FormatParser(pattern).parse();
        return new Format(pattern, true);
    }

    /** Whether its gaps have to be of one kind: it has gaps, and names no separator itself. */
    boolean hasGaps() {
        return pattern.indexOf('~') >= 0 || pattern.indexOf(' ') >= 0;
    }

    /** Makes one automaton of many formats; each is known by its place in the list. */
    public static FormatAutomaton automaton(List<Format> formats) {
        return new FormatCompiler(formats).compile();
    }
}
