package org.signet.smime.mime;

import java.io.IOException;

/** Takes the lines of a stretch and writes them in the form that was decided. */
interface BodySink {
    void data(byte[] bytes, int offset, int length) throws IOException;

    void lineEnd(Lines.End end) throws IOException;

    /** Writes what is left. */
    void end() throws IOException;
}
