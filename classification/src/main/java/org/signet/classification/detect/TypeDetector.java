package org.signet.classification.detect;

import org.signet.classification.types.Finder;
import org.signet.classification.types.Finding;
import org.signet.classification.types.Rank;
import org.signet.classification.types.SensitiveType;
import org.signet.classification.types.SensitiveTypes;
import org.signet.classification.types.format.Format;
import org.signet.classification.types.format.FormatAutomaton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the values of some types in texts; immutable, and shared by all threads.
 *
 * <p>Types that take what others would claim (cards, and what has an unmistakable form) are looked
 * for even if nobody asks for them, so that what is found for a type does not depend on which other
 * types are asked for.
 */
public final class TypeDetector {
    private final List<SensitiveType> types;
    private final FormatAutomaton formats;
    private final Endings[] candidatesOf;
    private final KeywordAutomaton evidence;
    private final int[] lengthOfWord;
    private final int[][] typesOfWord;
    private final TokenIndex tokens;
    private final int[][] findersAt;
    private final Finder[] finders;
    private final boolean[] askedFor;
    private final int window;

    private TypeDetector(Set<String> asked, List<SensitiveType> types) {
        this.types = List.copyOf(types);
        List<Format> all = new ArrayList<>();
        int[] ownerOfFormat = owners(this.types, all);
        this.formats = Format.automaton(all);
        Map<String, List<Integer>> words = words(this.types);
        this.evidence = KeywordAutomaton.of(List.copyOf(words.keySet()));
        this.lengthOfWord = words.keySet().stream().mapToInt(String::length).toArray();
        this.typesOfWord =
                words.values().stream()
                        .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                        .toArray(int[][]::new);
        this.tokens = TokenIndex.of(this.types);
        this.findersAt = findersAt(this.types);
        this.finders = this.types.stream().map(t -> t.finder().orElse(NONE)).toArray(Finder[]::new);
        this.askedFor = new boolean[this.types.size()];
        for (int i = 0; i < askedFor.length; i++) {
            askedFor[i] = asked.contains(this.types.get(i).id());
        }
        this.candidatesOf = candidates(formats, all, ownerOfFormat, this.types);
        this.window =
                this.types.stream()
                        .mapToInt(SensitiveType::window)
                        .max()
                        .orElse(SensitiveType.WINDOW);
    }

    /** Finds the values of these types. */
    public static TypeDetector of(Collection<SensitiveType> asked) {
        Map<String, SensitiveType> types = new LinkedHashMap<>();
        asked.forEach(type -> types.put(type.id(), type));
        Set<String> ids = new LinkedHashSet<>(types.keySet());
        if (!ids.isEmpty()) {
            SensitiveTypes.all().stream()
                    .filter(type -> type.rank().compareTo(Rank.CARD) >= 0)
                    .forEach(type -> types.putIfAbsent(type.id(), type));
        }
        return new TypeDetector(ids, List.copyOf(types.values()));
    }

    /** Finds the values of every built-in type. */
    public static TypeDetector ofAll() {
        return All.DETECTOR;
    }

    /** Made at first use: most policies ask for a few types. */
    private static final class All {
        static final TypeDetector DETECTOR = of(SensitiveTypes.all());
    }

    /** Finds nothing, and is asked nowhere. */
    private static final Finder NONE =
            new Finder() {
                @Override
                public String triggers() {
                    return "";
                }

                @Override
                public int find(char[] text, int at, Hits hits) {
                    return at + 1;
                }
            };

    private static Endings[] candidates(
            FormatAutomaton automaton, List<Format> all, int[] owners, List<SensitiveType> types) {
        Endings[] endings = new Endings[automaton.size()];
        for (int state = 0; state < endings.length; state++) {
            endings[state] = Endings.of(automaton, state, all, owners, types);
        }
        return endings;
    }

    private static int[] owners(List<SensitiveType> types, List<Format> into) {
        List<Integer> owners = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            for (Format format : types.get(i).formats()) {
                into.add(format);
                owners.add(i);
            }
            for (Format format : types.get(i).evidenceFormats()) {
                into.add(format);
                owners.add(i + types.size());
            }
        }
        return owners.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Map<String, List<Integer>> words(List<SensitiveType> types) {
        Map<String, List<Integer>> words = new LinkedHashMap<>();
        for (int i = 0; i < types.size(); i++) {
            for (String word : types.get(i).evidenceWords()) {
                words.computeIfAbsent(word, absent -> new ArrayList<>()).add(i);
            }
        }
        return words;
    }

    private static int[][] findersAt(List<SensitiveType> types) {
        List<List<Integer>> at = new ArrayList<>();
        for (int c = 0; c < 128; c++) {
            at.add(new ArrayList<>());
        }
        for (int i = 0; i < types.size(); i++) {
            int type = i;
            types.get(i)
                    .finder()
                    .map(Finder::triggers)
                    .ifPresent(triggers -> triggers.chars().forEach(c -> at.get(c).add(type)));
        }
        return at.stream()
                .map(of -> of.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    /** Begins to look through texts, for one thread. */
    public TypeScan scan() {
        return new TypeScan(this);
    }

    /** What stands in a short text, in the form of the normaliser. */
    public List<Finding> find(CharSequence text) {
        List<Finding> found = new ArrayList<>();
        scan().accept(text.toString().toCharArray(), found::add);
        return found;
    }

    List<SensitiveType> types() {
        return types;
    }

    boolean isAsked(int type) {
        return askedFor[type];
    }

    /** The types of which a value may end in a state of the formats. */
    Endings endings(int state) {
        return candidatesOf[state];
    }

    FormatAutomaton formats() {
        return formats;
    }

    KeywordAutomaton evidence() {
        return evidence;
    }

    int lengthOf(int word) {
        return lengthOfWord[word];
    }

    int[] typesOf(int word) {
        return typesOfWord[word];
    }

    TokenIndex tokens() {
        return tokens;
    }

    /** The types whose finder wants to be asked at a character; not to be changed. */
    int[] findersAt(char c) {
        return findersAt[c];
    }

    Finder finder(int type) {
        return finders[type];
    }

    /** The widest window of a type. */
    int window() {
        return window;
    }
}
