package org.signet.classification.file;

import org.signet.classification.text.Fact;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a parser gathers from one file, within limits. Once it is {@link #close closed}, or a limit
 * is reached, whatever the parser still brings is refused by an exception: so a parser that nobody
 * waits for any more ends at its next word.
 */
final class Harvest {
    private final List<String> texts = new ArrayList<>();
    private final List<Inside> files = new ArrayList<>();
    private final Set<Fact> facts = EnumSet.noneOf(Fact.class);
    private final StringBuilder text = new StringBuilder();
    private long charactersLeft;
    private long bytesLeft;
    private int filesLeft;
    private boolean closed;

    /** A file inside the file. */
    @SuppressWarnings("ArrayRecordComponent") // handed over once, compared never
    record Inside(String name, byte[] content) {}

    /** Ends a parser from which nothing more is wanted. */
    @SuppressWarnings("serial") // never leaves the process
    static final class EndedException extends RuntimeException {
        EndedException(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * @param mostBytes of all files inside together
     */
    Harvest(long mostCharacters, long mostBytes, int mostFiles) {
        this.charactersLeft = mostCharacters;
        this.bytesLeft = mostBytes;
        this.filesLeft = mostFiles;
    }

    /** Adds to the text at hand. */
    synchronized void add(CharSequence more) {
        open();
        int taken = (int) Math.min(more.length(), Math.max(0, charactersLeft));
        text.append(more, 0, taken);
        charactersLeft -= taken;
        if (taken < more.length()) {
            exceeded();
        }
    }

    /** Ends the text at hand; what comes next is another text. */
    synchronized void endText() {
        open();
        cut();
    }

    synchronized void file(String name, byte[] content) {
        open();
        bytesLeft -= content.length;
        if (bytesLeft < 0 || --filesLeft < 0) {
            exceeded();
        }
        files.add(new Inside(name, content));
    }

    synchronized void fact(Fact fact) {
        open();
        facts.add(fact);
    }

    /** Notes that a limit ends the reading, and ends it. */
    synchronized void exceeded() {
        open();
        facts.add(Fact.LIMIT_EXCEEDED);
        throw new EndedException("A limit is reached");
    }

    /** Ends the harvest; afterwards nothing can be added. */
    synchronized void close() {
        if (!closed) {
            cut();
            closed = true;
        }
    }

    private void open() {
        if (closed) {
            throw new EndedException("Nobody waits for this file any more");
        }
    }

    private void cut() {
        if (!text.isEmpty()) {
            texts.add(text.toString());
            text.setLength(0);
        }
    }

    synchronized List<String> texts() {
        return List.copyOf(texts);
    }

    synchronized List<Inside> files() {
        return List.copyOf(files);
    }

    synchronized Set<Fact> facts() {
        return Set.copyOf(facts);
    }
}
