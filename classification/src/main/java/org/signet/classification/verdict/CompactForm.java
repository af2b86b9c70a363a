package org.signet.classification.verdict;

import org.signet.classification.detect.Spot;
import org.signet.classification.detect.Tally;
import org.signet.classification.policy.Position;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A classification as a short text for programs, such as
 *
 * <pre>{@code
 * signet-classification/2 POLICY-DIGEST encrypted,unread
 * confidential applies bob@example.org,eve%2Bx@example.net
 * + payment-card 7:11 2 3 85 1/body:120 2>3/attachment:190
 * confidential does-not-apply ann@example.com
 * internal does-not-apply *
 * other undecidable * limit-exceeded
 * }</pre>
 *
 * <p>The first line names the form, the policy and the facts ({@code -} for none). Each verdict has
 * a line with its class, code and recipients ({@code *} for all of them, otherwise
 * percent-encoded); that of a class in test mode has {@code test-} before its code. Below one that
 * applies, each condition that held has a line with its kind, line and column in the policy file,
 * unique count, total count, confidence, and the places with their offsets.
 */
public final class CompactForm {
    private static final String NAME = "signet-classification/2";
    private static final String NONE = "-";
    private static final String EVERYONE = "*";
    private static final String TEST = "test-";

    private CompactForm() {}

    public static String write(Classification classification) {
        StringBuilder out = new StringBuilder();
        out.append(NAME)
                .append(' ')
                .append(classification.policyDigest())
                .append(' ')
                .append(codes(classification.facts()));
        classification.verdicts().forEach(verdict -> write(verdict, out));
        return out.toString();
    }

    private static void write(Verdict verdict, StringBuilder out) {
        out.append('\n').append(verdict.className()).append(' ').append(verdict.code());
        out.append(' ').append(scope(verdict.scope()));
        switch (verdict instanceof Verdict.TestOnly test ? test.what() : verdict) {
            case Verdict.Applies applies -> applies.evidence().forEach(e -> write(e, out));
            case Verdict.Undecidable open -> out.append(' ').append(codes(open.because()));
            case Verdict.DoesNotApply none -> {}
            case Verdict.Skipped skipped -> {}
            case Verdict.TestOnly nested ->
                    throw new IllegalArgumentException("A test of a test has no form");
        }
    }

    private static String scope(Scope scope) {
        return scope.everyone()
                ? EVERYONE
                : new TreeSet<>(scope.recipients())
                        .stream()
                                .map(r -> URLEncoder.encode(r, StandardCharsets.UTF_8))
                                .collect(Collectors.joining(","));
    }

    private static Scope scope(String written) {
        if (written.equals(EVERYONE)) {
            return Scope.ALL;
        }
        Set<String> recipients = new HashSet<>();
        for (String one : written.split(",", -1)) {
            recipients.add(URLDecoder.decode(one, StandardCharsets.UTF_8));
        }
        return new Scope(false, recipients);
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
        String[] words = words(line, 3, 4);
        return words[1].startsWith(TEST)
                ? new Verdict.TestOnly(verdict(words, words[1].substring(TEST.length()), evidence))
                : verdict(words, words[1], evidence);
    }

    private static Verdict verdict(String[] words, String code, List<String> evidence) {
        String name = words[0];
        Scope scope = scope(words[2]);
        return switch (code) {
            case "applies" ->
                    new Verdict.Applies(
                            name, scope, evidence.stream().map(CompactForm::evidence).toList());
            case "does-not-apply" -> new Verdict.DoesNotApply(name, scope);
            case "skipped" -> new Verdict.Skipped(name, scope);
            case "undecidable" ->
                    new Verdict.Undecidable(name, scope, facts(words.length == 4 ? words[3] : ""));
            default -> throw new IllegalArgumentException(code);
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
