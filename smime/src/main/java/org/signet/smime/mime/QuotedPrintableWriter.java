package org.signet.smime.mime;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes quoted-printable (RFC 2045 §6.7) of which no line can tempt a mail server: no space before
 * a line end, no line that begins with a dot or with {@code From }.
 */
final class QuotedPrintableWriter {
    private static final byte[] HEX = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'
    };
    private static final int WIDTH = 75;
    private static final int NO_SPACE = -1;

    private final OutputStream out;
    private int column;
    private int space = NO_SPACE;

    QuotedPrintableWriter(OutputStream out) {
        this.out = out;
    }

    /** Writes a byte of content, which is never a line break. */
    void content(byte value) throws IOException {
        putSpace();
        if (value == ' ' || value == '\t') {
            space = value;
        } else if (value > ' ' && value < 127 && value != '=') {
            literal(value);
        } else {
            escaped(value);
        }
    }

    void lineBreak() throws IOException {
        end();
        out.write('\r');
        out.write('\n');
        column = 0;
    }

    /** Writes a space that was held back, so that it does not stand at the end of a line. */
    void end() throws IOException {
        if (space != NO_SPACE) {
            escaped((byte) space);
            space = NO_SPACE;
        }
    }

    private void putSpace() throws IOException {
        if (space != NO_SPACE) {
            int held = space;
            space = NO_SPACE;
            room(1);
            out.write(held);
            column++;
        }
    }

    private void literal(byte value) throws IOException {
        room(1);
        if (column == 0 && (value == '.' || value == 'F')) {
            escaped(value);
        } else {
            out.write(value);
            column++;
        }
    }

    private void escaped(byte value) throws IOException {
        room(3);
        out.write('=');
        out.write(HEX[(value >> 4) & 0xf]);
        out.write(HEX[value & 0xf]);
        column += 3;
    }

    private void room(int width) throws IOException {
        if (column + width > WIDTH) {
            out.write('=');
            out.write('\r');
            out.write('\n');
            column = 0;
        }
    }
}
