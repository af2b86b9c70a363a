package org.signet.smime.mime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Writes a message again while it is read, as {@link Decisions} say. */
final class CanonicalWriter implements PartHandler {
    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final byte[] CRLF = {'\r', '\n'};

    private final Decisions decisions;
    private final EntityHeader division;
    private final OutputStream out;
    private BodySink sink;

    CanonicalWriter(Decisions decisions, EntityHeader division, OutputStream out) {
        this.decisions = decisions;
        this.division = division;
        this.out = out;
        this.sink = BodySinks.of(Treatment.DROP, TransferEncoding.SEVEN_BIT, out);
    }

    @Override
    public void part(Part part) throws IOException {
        boolean message = part.index() == 0;
        boolean encodingWritten = false;
        Optional<String> encoding = encoding(part);
        List<HeaderField> fields = message ? division.inner(part.header()) : part.header().fields();
        for (HeaderField field : fields) {
            if (field.is(ENCODING) && encoding.isPresent()) {
                if (!encodingWritten) {
                    write(ENCODING + ": " + encoding.get());
                    encodingWritten = true;
                }
            } else {
                HeaderRecoder.recode(field).writeTo(out);
            }
        }
        if (message && fields.stream().noneMatch(field -> field.is("Content-Type"))) {
            write("Content-Type: text/plain");
        }
        if (encoding.isPresent() && !encodingWritten) {
            write(ENCODING + ": " + encoding.get());
        }
        if (part.header().end() != Header.End.BOUNDARY) {
            out.write(CRLF);
        }
    }

    /** The encoding that the part will have, if it is not what its header says. */
    private Optional<String> encoding(Part part) {
        Decisions.Decision decision = decisions.of(part);
        return switch (decision.treatment(Stretch.BODY)) {
            case TO_BASE64 -> Optional.of("base64");
            case TO_QUOTED_PRINTABLE -> Optional.of("quoted-printable");
            case DROP, REFOLD_BASE64, REFOLD_QUOTED_PRINTABLE -> Optional.empty();
            case KEEP ->
                    switch (part.encoding()) {
                        case EIGHT_BIT, BINARY ->
                                decision.isSevenBit() ? Optional.of("7bit") : Optional.empty();
                        case SEVEN_BIT, QUOTED_PRINTABLE, BASE64, OTHER -> Optional.empty();
                    };
        };
    }

    private void write(String field) throws IOException {
        out.write(field.getBytes(StandardCharsets.US_ASCII));
        out.write(CRLF);
    }

    @Override
    public void begin(Stretch stretch, Part part) {
        sink = BodySinks.of(decisions.of(part).treatment(stretch), part.encoding(), out);
    }

    @Override
    public void data(byte[] bytes, int offset, int length, boolean startsLine) throws IOException {
        sink.data(bytes, offset, length);
    }

    @Override
    public void lineEnd(Lines.End end) throws IOException {
        sink.lineEnd(end);
    }

    @Override
    public void end(Stretch stretch, Part part) throws IOException {
        sink.end();
    }

    @Override
    public void boundary(Part multipart, boolean lineEndBefore, boolean last, boolean lineEndAfter)
            throws IOException {
        if (lineEndBefore) {
            out.write(CRLF);
        }
        String line = "--" + multipart.boundary() + (last ? "--" : "");
        out.write(line.getBytes(StandardCharsets.ISO_8859_1));
        if (lineEndAfter) {
            out.write(CRLF);
        }
    }

    @Override
    public void partEnd(Part part) {}
}
