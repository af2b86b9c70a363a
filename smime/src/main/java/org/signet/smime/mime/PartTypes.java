package org.signet.smime.mime;

import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** The media types of all parts of a message, those in attached messages included. */
public final class PartTypes {
    private PartTypes() {}

    /**
     * Reads a message.
     *
     * @throws MimeLimitException if it has more structure than is allowed
     */
    public static Set<String> of(MessageSource message) throws IOException {
        Collector types = new Collector();
        PartWalker.walk(message, MimeLimits.DEFAULT, types);
        return types.found;
    }

    private static final class Collector implements PartHandler {
        private final Set<String> found = new HashSet<>();

        @Override
        public void part(Part part) {
            found.add(part.type().value());
        }

        @Override
        public void begin(Stretch stretch, Part part) {}

        @Override
        public void data(byte[] bytes, int offset, int length, boolean startsLine) {}

        @Override
        public void lineEnd(Lines.End end) {}

        @Override
        public void end(Stretch stretch, Part part) {}

        @Override
        public void boundary(
                Part multipart, boolean lineEndBefore, boolean last, boolean lineEndAfter) {}

        @Override
        public void partEnd(Part part) {}
    }
}
