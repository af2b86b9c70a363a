package org.signet.classification.policy;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** A place in the policy file; lines and columns count from one. */
public record Position(int line, int column) implements Comparable<Position> {
    static Position of(Mark mark) {
        return new Position(mark.getLine() + 1, mark.getColumn() + 1);
    }

    @Override
    public int compareTo(Position other) {
        return line != other.line
                ? Integer.compare(line, other.line)
                : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return "line " + line + ", column " + column;
    }
}
