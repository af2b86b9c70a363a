package org.signet.classification.types.catalog;

import java.util.ArrayList;
import java.util.List;

/**
 * The blocks of numbers that card networks issue: prefixes, and how many digits the numbers have.
 *
 * <p>Source: the table of issuer identification numbers in Wikipedia, "Payment card number", read
 * with the networks' public lists of ranges (Mastercard 2-series, Discover, JCB, UnionPay, RuPay,
 * Mir, Elo, Verve, Troy; 2025). The registry of ISO/IEC 7812-2 itself is not public. Numbers of 12
 * and 13 digits (old Visa and Maestro) are left out: they cannot be told from article and telephone
 * numbers.
 */
final class CardIssuers {
    static final int SHORTEST = 14;
    static final int LONGEST = 19;

    private static final int PREFIX = 6;
    private static final List<Block> BLOCKS = blocks();

    /** Numbers whose first six digits are in a range, of the lengths whose bits are set. */
    private record Block(String network, int from, int to, int lengths) {}

    private CardIssuers() {}

    private static List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        add(blocks, "Visa", "4", 16, 18, 19);
        add(blocks, "Mastercard", "51-55 2221-2720", 16);
        add(blocks, "American Express", "34 37", 15);
        add(blocks, "Discover", "6011 644-649 65", 16, 17, 18, 19);
        add(blocks, "Diners Club", "300-305 3095 36 38-39", 14, 15, 16, 17, 18, 19);
        add(blocks, "JCB", "3528-3589", 16, 17, 18, 19);
        add(blocks, "UnionPay", "62", 16, 17, 18, 19);
        add(blocks, "RuPay", "60 65 81 82 508 353 356", 16);
        String maestro = "5018 5020 5038 5893 6304 6759 6761-6763";
        add(blocks, "Maestro", maestro, 14, 15, 16, 17, 18, 19);
        add(blocks, "Mir", "2200-2204", 16, 17, 18, 19);
        add(blocks, "Elo", "504175 506699-506778 509000-509999 636297 636368", 16);
        add(blocks, "Verve", "506099-506198", 16, 18, 19);
        add(blocks, "Troy", "9792", 16);
        add(blocks, "Dankort", "5019", 16);
        add(blocks, "Napas", "9704", 16, 19);
        add(blocks, "Humo", "9860", 16);
        add(blocks, "Uzcard", "8600", 16);
        return List.copyOf(blocks);
    }

    private static void add(List<Block> blocks, String network, String prefixes, int... lengths) {
        int set = 0;
        for (int length : lengths) {
            set |= 1 << length;
        }
        for (String range : prefixes.split(" ", -1)) {
            int hyphen = range.indexOf('-');
            String first = hyphen < 0 ? range : range.substring(0, hyphen);
            String last = range.substring(hyphen + 1);
            blocks.add(
                    new Block(
                            network,
                            Integer.parseInt(first + "0".repeat(PREFIX - first.length())),
                            Integer.parseInt(last + "9".repeat(PREFIX - last.length())),
                            set));
        }
    }

    /** Whether some network issues numbers of this length with these first six digits. */
    static boolean isIssued(long firstSix, int length) {
        for (Block block : BLOCKS) {
            if (firstSix >= block.from
                    && firstSix <= block.to
                    && (block.lengths & (1 << length)) != 0) {
                return true;
            }
        }
        return false;
    }
}
