package org.signet.classification.verdict;

import org.signet.classification.detect.Spot;
import org.signet.classification.detect.Tally;
import org.signet.classification.policy.Position;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A classification as a short text for programs, such as
 *
 * <pre>{@code
 * signet-classification/1 POLICY-DIGEST encrypted,unread
 * confidential applies
 * + payment-card 7:11 2 3 85 1.2/body:120 1.2/body:190
 * internal does-not-apply
 * other undecidable limit-exceeded
 * }</pre>
 *
 * <p>The first line names the form, the policy and the facts ({@code -} for none). Each verdict has
 * a line; below one that applies, each condition that held has a line with its kind, line and
 * column in the policy file, unique count, total count, confidence, and the places with their
 * offsets.
 */
public final class CompactForm {
    private static final String NAME = "signet-classification/1";
    private static final String NONE = "-";

    private CompactForm() {}

    public static String write(Classification classification) {
        StringBuilder out = new StringBuilder();
        out.append(NAME)
                .append(' ')
                .append(classification.policyDigest())
                .append(' ')
                .append(codes(classification.facts()));
        for (Verdict verdict : classification.verdicts()) {
            out.append('\n').append(verdict.className()).append(' ').append(verdict.code());
            switch (verdict) {
                case Verdict.Applies applies -> applies.evidence().forEach(e -> write(e, out));
                case Verdict.DoesNotApply none -> {}
                case Verdict.Undecidable open -> out.append(' ').append(codes(open.because()));
            }
        }
        return out.toString();
    }

    private static String codes(Set<Fact> facts) {
        List<String> codes = new TreeSet<>(facts).stream().map(Fact::code).toList();
        return codes.isEmpty() ? NONE : String.join(",", codes);
    }

    private static void write(Evidence evidence, StringBuilder out) {
        Tally tally = evidence.tally();
        out.append("\n+ ").append(evidence.condition());
        out.append(' ').append(evidence.rule().line()).append(':').append(evidence.rule().column());
        out.append(' ').append(tally.unique()).append(' ').append(tally.total());
        out.append(' ').append(tally.confidence());
        for (Spot spot : tally.spots()) {
            out.append(' ').append(spot.place()).append(':').append(spot.offset());
        }
    }

    /** Reads the form; empty if the text is none. */
    public static Optional<Classification> parse(String text) {
        List<String> lines = text.lines().toList();
        try {
            return lines.isEmpty() ? Optional.empty() : Optional.of(parse(lines));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Classification parse(List<String> lines) {
        String[] head = words(lines.get(0), 3, 3);
        require(head[0].equals(NAME));
        List<Verdict> verdicts = new ArrayList<>();
        int at = 1;
        while (at < lines.size()) {
            int end = at + 1;
            while (end < lines.size() && lines.get(end).startsWith("+ ")) {
                end++;
            }
            verdicts.add(verdict(lines.get(at), lines.subList(at + 1, end)));
            at = end;
        }
        return new Classification(head[1], facts(head[2]), verdicts);
    }

    private static Verdict verdict(String line, List<String> evidence) {
        String[] words = words(line, 2, 3);
        String name = words[0];
        return switch (words[1]) {
            case "applies" ->
                    new Verdict.Applies(
                            name, evidence.stream().map(CompactForm::evidence).toList());
            case "does-not-apply" -> new Verdict.DoesNotApply(name);
            case "undecidable" ->
                    new Verdict.Undecidable(name, facts(words.length == 3 ? words[2] : ""));
            default -> throw new IllegalArgumentException(words[1]);
        };
    }

    private static Evidence evidence(String line) {
        String[] words = words(line, 6, 6 + Tally.MAX_SPOTS);
        int colon = words[2].indexOf(':');
        require(colon > 0);
        List<Spot> spots = new ArrayList<>();
        for (int i = 6; i < words.length; i++) {
            spots.add(spot(words[i]));
        }
        return new Evidence(
                words[1],
                new Position(
                        Integer.parseInt(words[2].substring(0, colon)),
                        Integer.parseInt(words[2].substring(colon + 1))),
                new Tally(
                        Integer.parseInt(words[3]),
                        Integer.parseInt(words[4]),
                        Integer.parseInt(words[5]),
                        spots));
    }

    private static Spot spot(String word) {
        int colon = word.indexOf(':');
        require(colon > 0);
        Place place =
                Place.parse(word.substring(0, colon))
                        .orElseThrow(() -> new IllegalArgumentException(word));
        return new Spot(place, Integer.parseInt(word.substring(colon + 1)));
    }

    private static Set<Fact> facts(String codes) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        if (!codes.equals(NONE)) {
            for (String code : codes.split(",", -1)) {
                facts.add(Fact.of(code).orElseThrow(() -> new IllegalArgumentException(code)));
            }
        }
        return facts;
    }

    private static String[] words(String line, int least, int most) {
        String[] words = line.split(" ", -1);
        require(words.length >= least && words.length <= most);
        return words;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not the compact form");
        }
    }
}
