package org.signet.smime.mime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Reads a message and decides what becomes of each of its parts. */
final class Decisions implements PartHandler {
    /** What is decided about one part. */
    static final class Decision {
        private final Map<Stretch, Treatment> treatments = new EnumMap<>(Stretch.class);
        private boolean sevenBit = true;
        private boolean hasParts;

        Treatment treatment(Stretch stretch) {
            return treatments.getOrDefault(stretch, Treatment.KEEP);
        }

        /** Whether all of the part, parts in it included, will be short seven-bit lines. */
        boolean isSevenBit() {
            return sevenBit;
        }
    }

    private final EntityHeader division;
    private final List<Decision> decisions = new ArrayList<>();
    private final Deque<Decision> open = new ArrayDeque<>();
    private StretchScan scan = new StretchScan();

    Decisions(EntityHeader division) {
        this.division = division;
    }

    boolean isMessageSevenBit() {
        return decisions.get(0).isSevenBit();
    }

    Decision of(Part part) {
        return decisions.get(part.index());
    }

    @Override
    public void part(Part part) {
        Decision decision = new Decision();
        decisions.add(decision);
        open.push(decision);
        List<HeaderField> written =
                part.index() == 0 ? division.inner(part.header()) : part.header().fields();
        if (!written.stream().allMatch(HeaderRecoder::canBeSevenBit)) {
            decision.sevenBit = false;
        }
    }

    @Override
    public void begin(Stretch stretch, Part part) {
        scan = new StretchScan();
    }

    @Override
    public void data(byte[] bytes, int offset, int length, boolean startsLine) {
        scan.data(bytes, offset, length, startsLine);
    }

    @Override
    public void lineEnd(Lines.End end) {
        scan.lineEnd();
    }

    @Override
    public void end(Stretch stretch, Part part) {
        scan.lineEnd();
        Decision decision = of(part);
        Treatment treatment = stretch == Stretch.BODY ? ofBody(part) : Treatment.KEEP;
        decision.treatments.put(
                stretch, stretch != Stretch.BODY && scan.isFragile() ? Treatment.DROP : treatment);
        if (stretch == Stretch.BODY && treatment == Treatment.KEEP && scan.isFragile()) {
            decision.sevenBit = false;
        }
    }

    @Override
    public void boundary(
            Part multipart, boolean lineEndBefore, boolean last, boolean lineEndAfter) {
        of(multipart).hasParts = true;
        scan = new StretchScan();
    }

    @Override
    public void partEnd(Part part) {
        Decision ended = open.pop();
        Decision around = open.peek();
        if (part.kind() == Part.Kind.MULTIPART && !ended.hasParts) {
            keepAll(ended);
        }
        if (around != null && !ended.sevenBit) {
            around.sevenBit = false;
        }
    }

    /** Where no part is found, what looks like text before the parts is all there is. */
    private static void keepAll(Decision decision) {
        if (decision.treatment(Stretch.PREAMBLE) == Treatment.DROP) {
            decision.treatments.put(Stretch.PREAMBLE, Treatment.KEEP);
            decision.sevenBit = false;
        }
    }

    private Treatment ofBody(Part part) {
        if (part.kind() == Part.Kind.OPAQUE) {
            return Treatment.KEEP;
        }
        return switch (part.encoding()) {
            case BASE64 -> scan.isFragile() ? Treatment.REFOLD_BASE64 : Treatment.KEEP;
            case QUOTED_PRINTABLE ->
                    scan.isFragile() ? Treatment.REFOLD_QUOTED_PRINTABLE : Treatment.KEEP;
            // Line ends of binary content are content, so that making them CRLF would change it.
            case BINARY -> Treatment.TO_BASE64;
            case SEVEN_BIT, EIGHT_BIT -> scan.isFragile() ? encoding(part) : Treatment.KEEP;
            case OTHER -> Treatment.KEEP;
        };
    }

    private static Treatment encoding(Part part) {
        return part.type().value().startsWith("text/")
                ? Treatment.TO_QUOTED_PRINTABLE
                : Treatment.TO_BASE64;
    }
}
