package org.signet.benchmarks;

import org.signet.classification.detect.Detector;
import org.signet.classification.detect.Scan;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.signet.classification.text.Normaliser;
import org.signet.classification.text.Place;
import org.signet.testing.OrdinaryMessages;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * How many megabytes of decoded text a second one core looks through: for all types, for a
 * dictionary, and beside {@code java.util.regex} with one pattern after the other, which is how
 * James's own DLP matcher looks at each part. Processor time of the one thread, so that other work
 * on the machine does not count; the median of the rounds after one of warming up.
 *
 * <p>{@code bin/bench classification [--megabytes 8] [--rounds 5]}
 */
final class Classification {
    static final List<String> OPTIONS = List.of("megabytes", "rounds");

    private static final Place PLACE = new Place("1", Place.Field.BODY);

    /** Eight of the shapes that everybody writes first. */
    private static final List<Pattern> PATTERNS =
            List.of(
                    Pattern.compile("\\b(?:\\d[ -]?){13,18}\\d\\b"),
                    Pattern.compile("\\b\\d{3}-\\d{2}-\\d{4}\\b"),
                    Pattern.compile(
                            "\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?\\b"),
                    Pattern.compile("\\b[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+\\b"),
                    Pattern.compile("\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b"),
                    Pattern.compile("\\b[A-Z]{6}\\d{2}[A-Z]\\d{2}[A-Z]\\d{3}[A-Z]\\b"),
                    Pattern.compile("\\bAKIA[A-Z2-7]{16}\\b"),
                    Pattern.compile("\\b\\d{3}[ -]?\\d{3}[ -]?\\d{4}\\b"));

    private final int characters;
    private final int rounds;

    Classification(Options options) {
        this.characters = options.number("megabytes", 8) * 1_000_000;
        this.rounds = options.number("rounds", 5);
    }

    void run() throws PolicyException {
        String mail = mail(false);
        String talk = mail(true);
        String sheet = sheet();
        System.out.println("| text | what | MB/s a core |");
        System.out.println("|---|---|---|");
        for (String[] text :
                List.of(
                        new String[] {"talk", talk},
                        new String[] {"mail full of numbers", mail},
                        new String[] {"spreadsheet", sheet})) {
            report(text[0], "all types", text[1].length(), types(text[1]));
            report(text[0], "2500 words", text[1].length(), dictionary(text[1]));
            report(text[0], "java.util.regex, 8 patterns", text[1].length(), patterns(text[1]));
        }
    }

    private static void report(String text, String what, int length, Runnable work, int rounds) {
        double[] rates = new double[rounds];
        work.run();
        for (int i = 0; i < rounds; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            work.run();
            long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
            rates[i] = length * 1000.0 / spent;
        }
        Arrays.sort(rates);
        System.out.printf(Locale.ROOT, "| %s | %s | %.1f |%n", text, what, rates[rounds / 2]);
    }

    private void report(String text, String what, int length, Runnable work) {
        report(text, what, length, work, rounds);
    }

    private static Runnable types(String text) {
        char[] characters = text.toCharArray();
        return () -> TypeDetector.ofAll().scan().accept(characters, finding -> {});
    }

    private static Runnable dictionary(String text) throws PolicyException {
        StringBuilder policy = new StringBuilder("classes: {a: {when: {keywords: [");
        Random random = new Random(1);
        for (int i = 0; i < 2500; i++) {
            policy.append(i == 0 ? "" : ", ").append('w');
            random.ints(5 + i % 6, 'a', 'z' + 1).forEach(c -> policy.append((char) c));
        }
        policy.append("]}}}");
        Detector detector =
                Detector.of(
                        Policy.parse(
                                "bench.yaml", policy.toString().getBytes(StandardCharsets.UTF_8)));
        return () -> {
            Scan scan = detector.scan();
            scan.accept(PLACE, text);
        };
    }

    private static Runnable patterns(String text) {
        return () ->
                PATTERNS.forEach(pattern -> pattern.matcher(text).results().forEach(hit -> {}));
    }

    /** Made mail; of talk only the lines without a digit. */
    private String mail(boolean talk) {
        OrdinaryMessages messages = new OrdinaryMessages(1);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            for (String line : messages.next().split("\n", -1)) {
                if (!talk || line.chars().noneMatch(Character::isDigit)) {
                    text.append(line).append('\n');
                }
            }
        }
        return Normaliser.normalise(text, Integer.MAX_VALUE).toString();
    }

    private String sheet() {
        Random random = new Random(2);
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            for (int column = 0; column < 8; column++) {
                switch (random.nextInt(4)) {
                    case 0 -> text.append(random.nextInt(100_000));
                    case 1 -> text.append(random.nextInt(1_000_000_000));
                    case 2 ->
                            text.append(random.nextInt(10_000))
                                    .append('.')
                                    .append(10 + random.nextInt(90));
                    default ->
                            text.append("20")
                                    .append(10 + random.nextInt(16))
                                    .append("-0")
                                    .append(1 + random.nextInt(9))
                                    .append('-')
                                    .append(10 + random.nextInt(18));
                }
                text.append(column == 7 ? '\n' : '\t');
            }
        }
        return text.toString();
    }
}
