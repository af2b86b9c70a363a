package org.signet.classification.detect;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Finding;
import org.signet.classification.types.Fit;
import org.signet.classification.types.Token;
import org.signet.classification.types.format.Format;
import org.signet.classification.types.format.FormatAutomaton;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Looks through texts for values of types, for one thread.
 *
 * <p>Most characters are looked at once, by a table that says whether anything can begin there. A
 * digit makes the word around it a candidate: the automaton of all formats reads on from there, at
 * most {@link Format#LONGEST_MATCH} characters. What some format matched is set aside; every few
 * thousand of those, the text around them is searched for evidence, and the checks are made ({@link
 * Candidates}).
 */
public final class TypeScan {
    private static final int BATCH = 4096;
    private static final int ASCII = 128;

    /** The most letters in a word that a format may have before its first digit. */
    private static final int LONGEST_LEAD = 5;

    private static final byte NOTHING = 0;
    private static final byte DIGIT = 1;
    private static final byte OTHER = 2;

    private final TypeDetector detector;
    private final FormatAutomaton formats;
    private final Candidates candidates;
    private final byte[] kinds = new byte[ASCII];
    private final int[] nextAsked;
    private char[] text = {};
    private int lastWordEnd;
    private int lastTokenEnd;
    private int farthest;
    private int asking;
    private final Finder.Hits hits = (start, end, fit) -> found(start, end, fit, asking);
    private long work;

    TypeScan(TypeDetector detector) {
        this.detector = detector;
        this.formats = detector.formats();
        this.candidates = new Candidates(detector);
        this.nextAsked = new int[detector.types().size()];
        for (char c = 0; c < ASCII; c++) {
            boolean asked = c == '_' || detector.findersAt(c).length > 0;
            kinds[c] = Surroundings.isDigit(c) ? DIGIT : asked ? OTHER : NOTHING;
        }
    }

    /** Also reports near misses: findings that are not valid. */
    public TypeScan withNearMisses() {
        candidates.reportNearMisses();
        return this;
    }

    /** Steps taken so far, the same on every machine. */
    public long work() {
        return work + candidates.work();
    }

    /** Looks through one text, in the form of the normaliser; findings come in their order. */
    public void accept(char[] characters, Consumer<Finding> findings) {
        text = characters;
        lastWordEnd = 0;
        lastTokenEnd = 0;
        farthest = 0;
        Arrays.fill(nextAsked, 0);
        if (!detector.types().isEmpty()) {
            int at = nextInteresting(0);
            while (at < text.length) {
                if (candidates.size() >= BATCH && at > farthest + Format.LONGEST_MATCH) {
                    candidates.decide(text, findings);
                }
                at = nextInteresting(kinds[text[at]] == DIGIT ? word(at) : other(at));
            }
            candidates.decide(text, findings);
            work += text.length;
        }
        text = new char[0];
    }

    private int nextInteresting(int from) {
        char[] characters = text;
        byte[] table = kinds;
        int at = from;
        while (at < characters.length
                && (characters[at] >= ASCII || table[characters[at]] == NOTHING)) {
            at++;
        }
        return at;
    }

    private int other(int at) {
        char c = text[at];
        if (c == '_') {
            token(at);
        }
        ask(c, at);
        return at + 1;
    }

    private void ask(char trigger, int at) {
        int[] asked = detector.findersAt(trigger);
        for (int type : asked) {
            if (nextAsked[type] <= at) {
                work++;
                asking = type;
                nextAsked[type] = detector.finder(type).find(text, at, hits);
                work += nextAsked[type] - at;
            }
        }
    }

    private void found(int start, int end, Fit fit, int type) {
        if (fit != Fit.NO) {
            farthest = Math.max(farthest, end);
            candidates.add(start, end, type, fit);
        }
    }

    /** Takes the word around a digit; gives where it ends. */
    private int word(int at) {
        int start = at;
        while (start > lastWordEnd && Surroundings.isWord(text[start - 1])) {
            start--;
        }
        int end = at;
        while (end < text.length && Surroundings.isWord(text[end])) {
            end++;
        }
        work += end - start;
        if (end - start <= Format.LONGEST_MATCH) {
            leads(start);
            read(start);
        }
        token(at);
        ask(Finder.DIGITS, start);
        lastWordEnd = end;
        return end;
    }

    /** Reads also from one or two short words of letters before the word, and from a sign. */
    private void leads(int word) {
        if (word > 0 && (text[word - 1] == '+' || text[word - 1] == '(')) {
            read(word - 1);
        }
        int start = word;
        for (int i = 0; i < 2; i++) {
            int end = start - 1;
            if (end < 1 || !isGap(text[end])) {
                return;
            }
            int begin = end;
            while (begin > lastWordEnd && isLetter(text[begin - 1]) && end - begin < LONGEST_LEAD) {
                begin--;
            }
            if (begin == end || (begin > 0 && Surroundings.continuesWord(text[begin - 1]))) {
                return;
            }
            read(begin);
            start = begin;
        }
    }

    private static boolean isLetter(char c) {
        return Surroundings.isWord(c) && !Surroundings.isDigit(c);
    }

    private static boolean isGap(char c) {
        return c == ' ' || c == '-' || c == '.' || c == '\n' || c == '/';
    }

    private void read(int start) {
        char[] characters = text;
        int state = FormatAutomaton.START;
        boolean asked = false;
        int at = start;
        while (at < characters.length && state != FormatAutomaton.DEAD) {
            state = formats.step(state, characters[at++]);
            if (formats.ends(state) && Surroundings.mayEnd(characters, at)) {
                if (!asked && !Surroundings.mayBegin(characters, start)) {
                    break;
                }
                asked = true;
                farthest = Math.max(farthest, at);
                candidates.add(start, at, state);
            }
        }
        work += at - start;
    }

    /** Takes the token around a character: letters, digits, underscores and hyphens. */
    private void token(int at) {
        if (at < lastTokenEnd) {
            return;
        }
        int start = at;
        while (start > lastTokenEnd && isTokenLetter(text[start - 1])) {
            start--;
        }
        int end = at;
        while (end < text.length && isTokenLetter(text[end])) {
            end++;
        }
        work += end - start;
        lastTokenEnd = end;
        if (end - start < Token.SHORTEST || end - start > Token.LONGEST) {
            return;
        }
        String word = new String(text, start, end - start);
        tokens(word, start, detector.tokens().of(word.charAt(0)));
        tokens(word, start, detector.tokens().others());
    }

    private void tokens(String word, int start, List<TokenIndex.Entry> entries) {
        for (int i = 0; i < entries.size(); i++) {
            work++;
            TokenIndex.Entry entry = entries.get(i);
            found(start, start + word.length(), entry.token().fit(word), entry.type());
        }
    }

    private static boolean isTokenLetter(char c) {
        return Surroundings.continuesWord(c) || c == '-';
    }
}
