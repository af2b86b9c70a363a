package org.signet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.signet.classification.detect.TypeDetector;
import org.signet.classification.detect.TypeScan;
import org.signet.classification.text.Normaliser;
import org.signet.classification.text.TracedText;
import org.signet.classification.types.Finding;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Says of each line of a text which sensitive information types stand in it. A line is answered as
 * soon as it is read; memory is bounded by the longest line that is read.
 */
final class TypesOfLines {
    /** The most characters of a line that are read; what follows them is not. */
    static final int LONGEST_LINE = 16 * 1024 * 1024;

    private final TypeScan scan;
    private final boolean json;
    private final PrintWriter out;
    private final ObjectMapper mapper = new ObjectMapper();
    private boolean tooLong;

    TypesOfLines(TypeDetector detector, boolean nearMisses, boolean json, PrintWriter out) {
        this.scan = nearMisses ? detector.scan().withNearMisses() : detector.scan();
        this.json = json;
        this.out = out;
    }

    /** Answers all lines; says whether a value was found, or that not all was read. */
    int run(InputStream in) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8), 1 << 16);
        boolean found = false;
        boolean complete = true;
        StringBuilder line = new StringBuilder();
        for (long number = 1; read(reader, line); number++) {
            found |= answer(number, line);
            complete &= !tooLong;
            if (!reader.ready()) {
                out.flush();
            }
        }
        out.flush();
        return !complete ? ExitStatus.UNDECIDABLE : found ? ExitStatus.YES : ExitStatus.NO;
    }

    /** Reads up to a line feed; a carriage return before it does not belong to the line. */
    private boolean read(BufferedReader reader, StringBuilder line) throws IOException {
        line.setLength(0);
        tooLong = false;
        int c = reader.read();
        if (c < 0) {
            return false;
        }
        for (; c >= 0 && c != '\n'; c = reader.read()) {
            if (line.length() < LONGEST_LINE) {
                line.append((char) c);
            } else {
                tooLong = true;
            }
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return true;
    }

    private boolean answer(long number, CharSequence line) throws IOException {
        TracedText text = Normaliser.trace(line);
        List<Finding> findings = new ArrayList<>();
        scan.accept(text.text().toString().toCharArray(), findings::add);
        if (json) {
            out.println(mapper.writeValueAsString(answer(number, text, findings)));
        } else {
            findings.forEach(finding -> out.println(number + ": " + line(text, finding)));
        }
        return findings.stream().anyMatch(Finding::valid);
    }

    private Map<String, Object> answer(long number, TracedText text, List<Finding> findings) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("line", number);
        answer.put("findings", findings.stream().map(finding -> entry(text, finding)).toList());
        if (tooLong) {
            answer.put("fact", "limit-exceeded");
        }
        return answer;
    }

    private static Map<String, Object> entry(TracedText text, Finding finding) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("type", finding.type());
        entry.put("start", text.start(finding.start()));
        entry.put("end", text.end(finding.end()));
        entry.put("confidence", finding.confidence());
        entry.put("valid", finding.valid());
        return entry;
    }

    private static String line(TracedText text, Finding finding) {
        return "%s at %d-%d, %s"
                .formatted(
                        finding.type(),
                        text.start(finding.start()),
                        text.end(finding.end()),
                        finding.valid() ? "confidence " + finding.confidence() : "not valid");
    }
}
