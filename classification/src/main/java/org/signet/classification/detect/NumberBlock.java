package org.signet.classification.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of numbers that a card network issues: prefixes of one range, in one of some lengths.
 *
 * <p>Source: the table of issuer identification numbers in Wikipedia, "Payment card number", read
 * with the networks' public preamble lists (2025). The registry of ISO/IEC 7812-2 itself is not
 * public. Lengths below 14 are left out on purpose: see the documentation of this package.
 *
 * @param network whose numbers these are
 * @param from the lowest first six digits
 * @param to the highest first six digits
 * @param lengths how many digits the numbers have
 */
record NumberBlock(String network, int from, int to, List<Integer> lengths) {
    private static final int PREFIX = 6;
    private static final List<NumberBlock> ALL = all();

    NumberBlock {
        lengths = List.copyOf(lengths);
    }

    private static List<NumberBlock> all() {
        List<NumberBlock> blocks = new ArrayList<>();
        add(blocks, "Visa", "4", 16, 18, 19);
        add(blocks, "Mastercard", "51-55 2221-2720", 16);
        add(blocks, "American Express", "34 37", 15);
        add(blocks, "Discover", "6011 644-649 65 622126-622925", 16, 17, 18, 19);
        add(blocks, "Diners Club", "300-305 3095 36 38-39", 14, 15, 16, 17, 18, 19);
        add(blocks, "JCB", "3528-3589", 16, 17, 18, 19);
        add(blocks, "UnionPay", "62", 16, 17, 18, 19);
        add(blocks, "RuPay", "60 65 81 82 508 353 356", 16);
        String maestro = "5018 5020 5038 5893 6304 6759 6761-6763";
        add(blocks, "Maestro", maestro, 14, 15, 16, 17, 18, 19);
        return List.copyOf(blocks);
    }

    private static void add(
            List<NumberBlock> blocks, String network, String prefixes, Integer... lengths) {
        for (String range : prefixes.split(" ", -1)) {
            int hyphen = range.indexOf('-');
            String first = hyphen < 0 ? range : range.substring(0, hyphen);
            String last = range.substring(hyphen + 1);
            blocks.add(
                    new NumberBlock(
                            network,
                            Integer.parseInt(first + "0".repeat(PREFIX - first.length())),
                            Integer.parseInt(last + "9".repeat(PREFIX - last.length())),
                            List.of(lengths)));
        }
    }

    /** Whether some network issues numbers of this length with these first six digits. */
    static boolean isIssued(int firstSix, int length) {
        for (NumberBlock block : ALL) {
            if (firstSix >= block.from && firstSix <= block.to && block.lengths.contains(length)) {
                return true;
            }
        }
        return false;
    }
}
