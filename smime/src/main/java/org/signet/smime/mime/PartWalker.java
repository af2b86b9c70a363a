package org.signet.smime.mime;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a message once, in order, and tells a {@link PartHandler} what it finds. A boundary of an
 * outer multipart ends the inner ones (RFC 2046 §5.1.2), whether they were closed or not.
 */
final class PartWalker {
    private record Delimiter(int level, boolean last) {}

    private final Lines lines;
    private final MimeLimits limits;
    private final PartHandler handler;
    private final List<byte[]> boundaries = new ArrayList<>();
    private boolean available;
    private boolean pendingLineEnd;
    private Lines.End pending = Lines.End.NONE;
    private @Nullable Delimiter found;
    private int parts;

    private PartWalker(InputStream in, MimeLimits limits, PartHandler handler) {
        this.lines = new Lines(in);
        this.limits = limits;
        this.handler = handler;
    }

    static void walk(MessageSource message, MimeLimits limits, PartHandler handler)
            throws IOException {
        try (InputStream in = message.open()) {
            PartWalker walker = new PartWalker(in, limits, handler);
            walker.available = walker.lines.next();
            walker.part("text/plain", 0);
        }
    }

    private void part(String typeIfAbsent, int depth) throws IOException {
        check(depth, limits.depth(), MimeLimitException.Limit.TOO_DEEP);
        check(parts, limits.parts(), MimeLimitException.Limit.TOO_MANY_PARTS);
        found = null;
        pendingLineEnd = false;
        Header header = Header.read(lines, available, ignored -> delimiter() != null, limits);
        available = header.end() != Header.End.END_OF_INPUT;
        if (header.end() == Header.End.BLANK_LINE) {
            available = lines.end() != Lines.End.NONE && lines.next();
        }
        Part part = Part.of(parts++, header, typeIfAbsent);
        handler.part(part);
        switch (part.kind()) {
            case LEAF, OPAQUE -> stretch(PartHandler.Stretch.BODY, part);
            case MESSAGE -> part("text/plain", depth + 1);
            case MULTIPART -> multipart(part, depth);
        }
        handler.partEnd(part);
    }

    private void multipart(Part part, int depth) throws IOException {
        boundaries.add(part.boundary().getBytes(StandardCharsets.ISO_8859_1));
        int level = boundaries.size() - 1;
        stretch(PartHandler.Stretch.PREAMBLE, part);
        while (found != null && found.level() == level) {
            boolean last = found.last();
            boolean lineEndAfter = lines.end() != Lines.End.NONE;
            handler.boundary(part, pendingLineEnd, last, lineEndAfter);
            available = lines.next();
            if (last) {
                boundaries.remove(level);
                stretch(PartHandler.Stretch.EPILOGUE, part);
                return;
            }
            part(part.typeOfParts(), depth + 1);
        }
        boundaries.remove(level);
    }

    private void stretch(PartHandler.Stretch stretch, Part part) throws IOException {
        handler.begin(stretch, part);
        pendingLineEnd = false;
        found = null;
        while (available) {
            if (lines.startsLine()) {
                found = delimiter();
                if (found != null) {
                    break;
                }
                endLine();
            }
            handler.data(lines.buffer(), lines.offset(), lines.length(), lines.startsLine());
            pendingLineEnd = lines.end() != Lines.End.NONE;
            pending = lines.end();
            available = lines.next();
        }
        if (!available) {
            endLine();
            pendingLineEnd = false;
        }
        handler.end(stretch, part);
    }

    private void endLine() throws IOException {
        if (pendingLineEnd) {
            handler.lineEnd(pending);
        }
    }

    /** The innermost multipart whose boundary this line is (RFC 2046 §5.1.1), if it is one. */
    private @Nullable Delimiter delimiter() {
        if (lines.length() < 2 || lines.at(0) != '-' || lines.at(1) != '-') {
            return null;
        }
        for (int level = boundaries.size() - 1; level >= 0; level--) {
            byte[] boundary = boundaries.get(level);
            int rest = 2 + boundary.length;
            if (matches(boundary)) {
                if (isBlankFrom(rest)) {
                    return new Delimiter(level, false);
                }
                if (lines.length() >= rest + 2
                        && lines.at(rest) == '-'
                        && lines.at(rest + 1) == '-'
                        && isBlankFrom(rest + 2)) {
                    return new Delimiter(level, true);
                }
            }
        }
        return null;
    }

    private boolean matches(byte[] boundary) {
        if (lines.length() < 2 + boundary.length) {
            return false;
        }
        for (int i = 0; i < boundary.length; i++) {
            if (lines.at(2 + i) != boundary[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean isBlankFrom(int index) {
        for (int i = index; i < lines.length(); i++) {
            if (lines.at(i) != ' ' && lines.at(i) != '\t') {
                return false;
            }
        }
        return true;
    }

    private static void check(int value, int limit, MimeLimitException.Limit name)
            throws MimeLimitException {
        if (value >= limit) {
            throw new MimeLimitException(name, limit);
        }
    }
}
