package org.signet.classification.types.format;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Reads the pattern of a {@link Format}. */
final class FormatParser {
    private final String pattern;
    private int at;

    FormatParser(String pattern) {
        this.pattern = pattern;
    }

    Node parse() {
        Node node = choice();
        if (at < pattern.length()) {
            throw refuse("unexpected '" + pattern.charAt(at) + "'");
        }
        int longest = Node.longest(node);
        if (longest == 0 || longest > Format.LONGEST_MATCH) {
            throw refuse("it matches " + longest + " characters; allowed: 1 to 96");
        }
        return node;
    }

    private Node choice() {
        List<Node> options = new ArrayList<>();
        options.add(sequence());
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            options.add(sequence());
        }
        return options.size() == 1 ? options.get(0) : new Node.Choice(options);
    }

    private Node sequence() {
        List<Node> parts = new ArrayList<>();
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            parts.add(repeated(atom()));
        }
        return new Node.Sequence(parts);
    }

    private Node atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> group();
            case '[' -> one(members());
            case '\\' -> escaped();
            case ' ' -> gap();
            case '_' -> one(bit(Symbols.SPACE));
            case '~' -> new Node.Repeat(gap(), 0, 1);
            case '?', '{', '}', ']' -> throw refuse("unexpected '" + c + "'");
            default -> one(only(c));
        };
    }

    private Node group() {
        Node node = choice();
        if (at >= pattern.length() || pattern.charAt(at++) != ')') {
            throw refuse("')' is missing");
        }
        return node;
    }

    private Node escaped() {
        char c = at < pattern.length() ? pattern.charAt(at++) : '\\';
        return switch (c) {
            case 'd' -> one(range(Symbols.DIGITS, 10));
            case 'l' -> one(range(Symbols.LETTERS, 26));
            case 'w' -> one(range(Symbols.DIGITS, 36));
            case '(', ')' -> one(only(c));
            default -> throw refuse("unknown '\\" + c + "'");
        };
    }

    /** A space, hyphen or dot, or a hyphen with a space on one side or both. */
    private static Node gap() {
        Node space = one(bit(Symbols.SPACE));
        Node mayBeSpace = new Node.Repeat(space, 0, 1);
        Node hyphen = one(bit(Symbols.HYPHEN));
        return new Node.Choice(
                List.of(
                        space,
                        new Node.Sequence(List.of(mayBeSpace, hyphen, mayBeSpace)),
                        one(bit(Symbols.DOT))));
    }

    private Node repeated(Node node) {
        if (at < pattern.length() && pattern.charAt(at) == '?') {
            at++;
            return new Node.Repeat(node, 0, 1);
        }
        if (at < pattern.length() && pattern.charAt(at) == '{') {
            int end = pattern.indexOf('}', at);
            if (end < 0) {
                throw refuse("'}' is missing");
            }
            String[] counts = pattern.substring(at + 1, end).split(",", -1);
            at = end + 1;
            int least = count(counts[0]);
            int most = counts.length == 1 ? least : count(counts[counts.length - 1]);
            if (counts.length > 2 || least > most) {
                throw refuse("not a count");
            }
            return new Node.Repeat(node, least, most);
        }
        return node;
    }

    private int count(String text) {
        if (text.isEmpty() || text.length() > 2 || !text.chars().allMatch(Character::isDigit)) {
            throw refuse("'" + text + "' is not a count of 0 to 99");
        }
        return Integer.parseInt(text);
    }

    private BitSet members() {
        BitSet members = new BitSet();
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            int first = only(pattern.charAt(at++)).nextSetBit(0);
            int last = first;
            if (at + 1 < pattern.length()
                    && pattern.charAt(at) == '-'
                    && pattern.charAt(at + 1) != ']') {
                last = only(pattern.charAt(at + 1)).nextSetBit(0);
                at += 2;
            }
            members.set(first, last + 1);
        }
        if (at >= pattern.length() || members.isEmpty()) {
            throw refuse("']' is missing, or nothing before it");
        }
        at++;
        return members;
    }

    private BitSet only(char c) {
        int column = Symbols.column(c);
        if (column == Symbols.DEAD || c == '\n') {
            throw refuse("'" + c + "' cannot stand in a format");
        }
        return bit(column);
    }

    private static BitSet bit(int column) {
        return range(column, 1);
    }

    private static BitSet range(int first, int count) {
        BitSet set = new BitSet();
        set.set(first, first + count);
        return set;
    }

    private static Node one(BitSet columns) {
        return new Node.One(columns);
    }

    private IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(
                "format '" + pattern + "', character " + at + ": " + why);
    }
}
