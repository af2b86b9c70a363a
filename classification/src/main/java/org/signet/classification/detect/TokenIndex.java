package org.signet.classification.detect;

import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.Token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tokens of all types, by the first character of their prefix. */
final class TokenIndex {
    private final Map<Character, List<Entry>> byFirst = new HashMap<>();
    private final List<Entry> others = new ArrayList<>();

    /** A token and the type that it is of. */
    record Entry(int type, Token token) {}

    private TokenIndex() {}

    static TokenIndex of(List<SensitiveType> types) {
        TokenIndex index = new TokenIndex();
        for (int i = 0; i < types.size(); i++) {
            for (Token token : types.get(i).tokens()) {
                Entry entry = new Entry(i, token);
                if (token.prefix().isEmpty()) {
                    index.others.add(entry);
                } else {
                    index.byFirst
                            .computeIfAbsent(token.prefix().charAt(0), c -> new ArrayList<>())
                            .add(entry);
                }
            }
        }
        return index;
    }

    /** The tokens whose prefix a word may have. */
    List<Entry> of(char first) {
        return byFirst.getOrDefault(first, List.of());
    }

    /** The tokens without a prefix. */
    List<Entry> others() {
        return others;
    }
}
