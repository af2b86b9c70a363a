package org.signet.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines in the form of a tree. */
final class Tree {
    private final String line;
    private final List<Tree> branches = new ArrayList<>();

    Tree(String line) {
        this.line = line;
    }

    /** Adds a branch and returns it. */
    Tree add(String text) {
        Tree branch = new Tree(text);
        branches.add(branch);
        return branch;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder(line).append('\n');
        draw(out, "");
        return out.toString();
    }

    private void draw(StringBuilder out, String indent) {
        for (int i = 0; i < branches.size(); i++) {
            boolean last = i == branches.size() - 1;
            Tree branch = branches.get(i);
            out.append(indent).append(last ? "`- " : "|- ").append(branch.line).append('\n');
            branch.draw(out, indent + (last ? "   " : "|  "));
        }
    }
}
