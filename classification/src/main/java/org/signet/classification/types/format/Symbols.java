package org.signet.classification.types.format;

/** The few classes of characters that formats distinguish, each with a column of the table. */
final class Symbols {
    static final int DEAD = 0;
    static final int DIGITS = 1;
    static final int LETTERS = 11;
    static final int SPACE = 37;
    static final int HYPHEN = 38;
    static final int DOT = 39;
    static final int COUNT = 44;

    private static final String REST = "/+()";
    private static final byte[] COLUMNS = columns();

    private Symbols() {}

    private static byte[] columns() {
        byte[] columns = new byte[128];
        for (int i = 0; i < 10; i++) {
            columns['0' + i] = (byte) (DIGITS + i);
        }
        for (int i = 0; i < 26; i++) {
            columns['A' + i] = (byte) (LETTERS + i);
            columns['a' + i] = (byte) (LETTERS + i);
        }
        columns[' '] = SPACE;
        columns['\n'] = SPACE;
        columns['-'] = HYPHEN;
        columns['.'] = DOT;
        for (int i = 0; i < REST.length(); i++) {
            columns[REST.charAt(i)] = (byte) (DOT + 1 + i);
        }
        return columns;
    }

    static int column(char c) {
        return c < 128 ? COLUMNS[c] : DEAD;
    }
}
