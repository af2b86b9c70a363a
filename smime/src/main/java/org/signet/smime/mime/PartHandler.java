package org.signet.smime.mime;

import java.io.IOException;

/** Is told of the structure and the content of a message while it is read. */
interface PartHandler {
    /** What a stretch of lines is. */
    enum Stretch {
        BODY,
        PREAMBLE,
        EPILOGUE
    }

    /** A part begins; its header has been read. */
    void part(Part part) throws IOException;

    /** A stretch of lines begins: the body of the last part, or text around the parts of it. */
    void begin(Stretch stretch, Part part) throws IOException;

    /** A piece of a line. */
    void data(byte[] bytes, int offset, int length, boolean startsLine) throws IOException;

    /** A line of the stretch ends; not called for the line end that belongs to a boundary. */
    void lineEnd(Lines.End end) throws IOException;

    void end(Stretch stretch, Part part) throws IOException;

    /**
     * A boundary between parts.
     *
     * @param lineEndBefore whether it has a line end of its own before it
     * @param last whether it closes the multipart
     * @param lineEndAfter false only where the input ends
     */
    void boundary(Part multipart, boolean lineEndBefore, boolean last, boolean lineEndAfter)
            throws IOException;

    /** The last part begun, and not yet ended, ends. */
    void partEnd(Part part) throws IOException;
}
