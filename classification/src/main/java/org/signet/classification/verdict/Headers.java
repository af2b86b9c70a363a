package org.signet.classification.verdict;

import org.signet.classification.detect.WordBoundary;
import org.signet.classification.message.Address;
import org.signet.classification.message.Profile;
import org.signet.classification.policy.Condition.HeaderIs;

import java.util.ArrayList;
import java.util.List;

/** What header fields say: words, patterns, addresses. */
final class Headers {
    private Headers() {}

    /** Whether some field of the name has such a value; without any value asked, is there. */
    static boolean hold(HeaderIs asked, Profile profile) {
        List<String> values = profile.header(asked.name());
        if (asked.words().isEmpty() && asked.patterns().isEmpty()) {
            return !values.isEmpty();
        }
        return values.stream().anyMatch(value -> holds(asked, value));
    }

    private static boolean holds(HeaderIs asked, String value) {
        return asked.words().stream().anyMatch(word -> containsWord(value, word))
                || asked.patterns().stream().anyMatch(pattern -> pattern.isIn(value));
    }

    private static boolean containsWord(String value, String word) {
        char[] text = value.toCharArray();
        int at = value.indexOf(word);
        while (at >= 0) {
            if (WordBoundary.isWhole(text, at, at + word.length())) {
                return true;
            }
            at = value.indexOf(word, at + 1);
        }
        return false;
    }

    /**
     * The addresses in the From field (RFC 5322 §3.6.2). What is not clear is read in every way: an
     * address in a display name or comment counts too, as some programs show it as the sender.
     */
    static List<Address> fromAddresses(Profile profile) {
        List<Address> found = new ArrayList<>();
        for (String value : profile.header("from")) {
            for (String word : value.split("[\\s,;:<>()\"]+", -1)) {
                Address.of(word).ifPresent(found::add);
            }
        }
        return found;
    }
}
