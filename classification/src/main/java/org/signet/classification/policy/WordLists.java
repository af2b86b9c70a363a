package org.signet.classification.policy;

import org.signet.classification.policy.PolicyNode.Entry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the words of a policy, and adds up how large a table they need. */
final class WordLists {
    static final String WORDS = "a list of words or phrases";

    private final Map<String, List<String>> dictionaries = new LinkedHashMap<>();
    private final BitSet alphabet = new BitSet();
    private int words;
    private int letters;

    void dictionaries(PolicyNode node) throws PolicyException {
        for (Map.Entry<String, Entry> named : node.mapping("names of dictionaries").entrySet()) {
            if (!PolicyParser.isClassName(named.getKey())) {
                throw named.getValue()
                        .key()
                        .refuse(
                                "'" + named.getKey() + "' cannot name a dictionary",
                                PolicyParser.CLASS_NAME);
            }
            dictionaries.put(named.getKey(), words(named.getValue().value()));
        }
    }

    List<String> words(PolicyNode node) throws PolicyException {
        List<String> found = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (PolicyNode child : node.list(WORDS)) {
            String word = Keyword.normalised(child);
            if (!seen.add(word)) {
                throw child.refuse("the word is given twice in this list", "each word once");
            }
            if (++words > Policy.MAX_WORDS) {
                throw child.refuse(
                        "too many words", "at most " + Policy.MAX_WORDS + " in a policy");
            }
            letters += word.length();
            word.chars().forEach(alphabet::set);
            found.add(word);
        }
        return found;
    }

    /** The words of a dictionary that the policy names. */
    List<String> dictionary(PolicyNode node) throws PolicyException {
        String name = node.choice(List.copyOf(dictionaries.keySet()));
        return dictionaries.getOrDefault(name, List.of());
    }

    Map<String, List<String>> dictionaries() {
        return dictionaries;
    }

    void check(PolicyNode node) throws PolicyException {
        long table = (letters + 1L) * (alphabet.cardinality() + 2L);
        if (table > Policy.MAX_WORD_TABLE) {
            throw node.refuse(
                    "the words have "
                            + letters
                            + " characters, "
                            + alphabet.cardinality()
                            + " of them different",
                    "a product of both of at most " + Policy.MAX_WORD_TABLE);
        }
    }
}
