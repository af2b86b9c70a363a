package org.signet.classification.types;

import org.signet.classification.text.Normaliser;
import org.signet.classification.types.format.Format;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A sensitive information type: what its values look like, what proves them, and which words near
 * them make them likely.
 *
 * @param id how policies call it: letters, digits and hyphens, beginning with the country where
 *     there is one
 * @param name how people call it
 * @param countries where it is issued (ISO 3166-1 alpha-2); empty if everywhere
 * @param formats how it is written ({@link Format})
 * @param check what is checkable about a value that has one of the formats
 * @param tokens how it is written where case matters
 * @param finder finds what neither describes
 * @param checksum what {@code check} proves, in words; empty if it proves nothing
 * @param evidence words that make it likely, by language (ISO 639-1), normalised
 * @param evidenceFormats values that make it likely, such as the expiry date of a card
 * @param window how far from the value the whole word may stand, in characters
 * @param levels the confidence of a finding
 * @param rank what becomes of findings that overlap
 * @param exclusions values that are never reported, such as well-known examples
 * @param source who says so: the document that the rule is from
 */
public record SensitiveType(
        String id,
        String name,
        Family family,
        List<String> countries,
        List<Format> formats,
        Check check,
        List<Token> tokens,
        Optional<Finder> finder,
        String checksum,
        Map<String, List<String>> evidence,
        List<Format> evidenceFormats,
        int window,
        Levels levels,
        Rank rank,
        List<String> exclusions,
        String source) {
    /** How far from a value evidence may stand, unless a type says otherwise. */
    public static final int WINDOW = 300;

    /** The farthest that a type may say. */
    public static final int WIDEST_WINDOW = 10_000;

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    public SensitiveType {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("the id '" + id + "' is not of a-z, 0-9 and '-'");
        }
        if (formats.isEmpty() && tokens.isEmpty() && finder.isEmpty()) {
            throw new IllegalArgumentException(id + " needs formats, tokens or a finder");
        }
        if (window < 1 || window > WIDEST_WINDOW) {
            throw new IllegalArgumentException(
                    id + ": window " + window + "; allowed: 1 to " + WIDEST_WINDOW);
        }
        countries = List.copyOf(countries);
        formats = List.copyOf(formats);
        tokens = List.copyOf(tokens);
        evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        evidenceFormats = List.copyOf(evidenceFormats);
        exclusions = List.copyOf(exclusions);
    }

    /** Begins the description of a type. */
    public static Builder type(String id, String name) {
        return new Builder(id, name);
    }

    /** All evidence words, in whatever language. */
    public List<String> evidenceWords() {
        return evidence.values().stream().flatMap(List::stream).distinct().toList();
    }

    /** Describes a type. */
    public static final class Builder {
        private final String id;
        private final String name;
        private Family family = Family.CUSTOM;
        private List<String> countries = List.of();
        private final List<Format> formats = new ArrayList<>();
        private final List<Token> tokens = new ArrayList<>();
        private Optional<Finder> finder = Optional.empty();
        private Check check = value -> Fit.PLAUSIBLE;
        private String checksum = "";
        private final Map<String, List<String>> evidence = new LinkedHashMap<>();
        private final List<Format> evidenceFormats = new ArrayList<>();
        private int window = WINDOW;
        private Levels levels = Levels.USUAL;
        private Rank rank = Rank.NUMBER;
        private List<String> exclusions = List.of();
        private String source = "";

        private Builder(String id, String name) {
            this.id = id;
            this.name = name;
        }

        public Builder family(Family given, String... inCountries) {
            family = given;
            countries = List.of(inCountries);
            return this;
        }

        /** Adds ways to write it; see {@link Format}. */
        public Builder format(String... patterns) {
            for (String pattern : patterns) {
                formats.add(Format.parse(pattern));
            }
            return this;
        }

        /** Adds ways to write it that are too common to be looked at without evidence. */
        public Builder formatWithEvidence(String... patterns) {
            for (String pattern : patterns) {
                formats.add(Format.parseForEvidence(pattern));
            }
            return this;
        }

        /** Adds ways to write it in which case matters. */
        public Builder token(Token... given) {
            tokens.addAll(List.of(given));
            return this;
        }

        /** Is found by code of its own. */
        public Builder finder(Finder given) {
            finder = Optional.of(given);
            return this;
        }

        /** Names what tokens or the finder prove. */
        public Builder proves(String called) {
            checksum = called;
            return this;
        }

        /** What proves a value, and how that is called. */
        public Builder check(String called, Check given) {
            checksum = called;
            check = given;
            return this;
        }

        /** What can refute a value, where nothing proves it. */
        public Builder range(Predicate<Value> right) {
            check = Check.range(right);
            return this;
        }

        /** Adds words of a language, separated by commas. */
        public Builder evidence(String language, String words) {
            return evidence(language, List.of(words.split(",", -1)));
        }

        /** Adds words of a language. */
        public Builder evidence(String language, List<String> words) {
            List<String> normalised =
                    words.stream()
                            .map(word -> Normaliser.normalise(word).strip())
                            .filter(word -> !word.isEmpty())
                            .toList();
            evidence.merge(
                    language,
                    normalised,
                    (had, more) -> Stream.concat(had.stream(), more.stream()).distinct().toList());
            return this;
        }

        /** Adds values that are evidence; see {@link Format}. */
        public Builder evidenceFormat(String... patterns) {
            for (String pattern : patterns) {
                evidenceFormats.add(Format.parse(pattern));
            }
            return this;
        }

        public Builder window(int characters) {
            window = characters;
            return this;
        }

        public Builder levels(Levels given) {
            levels = given;
            return this;
        }

        public Builder rank(Rank given) {
            rank = given;
            return this;
        }

        public Builder exclude(String... values) {
            exclusions = List.of(values);
            return this;
        }

        /** Ends the description. */
        public SensitiveType source(String given) {
            source = Objects.requireNonNull(given);
            return build();
        }

        /** Ends the description of a type that is an operator's own. */
        public SensitiveType build() {
            return new SensitiveType(
                    id,
                    name,
                    family,
                    countries,
                    formats,
                    check,
                    tokens,
                    finder,
                    checksum,
                    evidence,
                    evidenceFormats,
                    window,
                    levels,
                    rank,
                    exclusions,
                    source);
        }
    }
}
