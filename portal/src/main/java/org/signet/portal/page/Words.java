package org.signet.portal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of the pages in one language.
 *
 * <p>{@code {0}} stands for the first value. There are no rules for plurals: the sentences are made
 * so that they need none.
 */
public final class Words {
    /** A longer list of languages than any browser sends is not looked at. */
    private static final int LONGEST_HEADER = 1000;

    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Map<Locale, Words> ALL = new LinkedHashMap<>();

    static {
        for (Locale locale :
                List.of(
                        Locale.UK,
                        Locale.GERMAN,
                        Locale.FRENCH,
                        Locale.of("es"),
                        Locale.ITALIAN,
                        Locale.of("nl"),
                        Locale.of("pt"),
                        Locale.of("pl"),
                        Locale.JAPANESE,
                        Locale.CHINESE,
                        Locale.of("ar"))) {
            ALL.put(Locale.of(locale.getLanguage()), load(locale));
        }
    }

    /** English, for readers of whom nothing is known. */
    public static final Words ENGLISH = in("en");

    private final Locale locale;
    private final Map<String, String> texts;
    private final DateTimeFormatter date;

    private Words(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = texts;
        this.date =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                        .withLocale(locale)
                        .withZone(ZoneOffset.UTC);
    }

    private static Words load(Locale locale) {
        String name = "words_" + locale.getLanguage() + ".properties";
        try (InputStream input = Words.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(input, StandardCharsets.UTF_8));
            return new Words(
                    locale,
                    properties.stringPropertyNames().stream()
                            .collect(Collectors.toMap(key -> key, properties::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tags of all languages. */
    public static List<String> languages() {
        return ALL.values().stream().map(Words::language).toList();
    }

    /** The words of one of {@link #languages}, else English. */
    public static Words in(String language) {
        Words words = ALL.get(Locale.of(language));
        return words == null ? ENGLISH : words;
    }

    /**
     * The words that a reader prefers.
     *
     * @param accepted the header field {@code Accept-Language} (RFC 9110 §12.5.4)
     */
    public static Words preferred(Optional<String> accepted) {
        if (accepted.isEmpty() || accepted.get().length() > LONGEST_HEADER) {
            return ENGLISH;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(accepted.get());
            // RFC 4647 §3.4: a range is shortened from its end until it is one of ours.
            Locale found = Locale.lookup(ranges, ALL.keySet());
            return found == null ? ENGLISH : ALL.getOrDefault(found, ENGLISH);
        } catch (IllegalArgumentException e) {
            return ENGLISH;
        }
    }

    /** The tag of the language, for {@code lang}. */
    public String language() {
        return locale.getLanguage();
    }

    /** Which way the language is written, for {@code dir}. */
    public String direction() {
        return language().equals("ar") ? "rtl" : "ltr";
    }

    /** The text for a key, with values in their places. */
    public String of(String key, Object... values) {
        StringBuilder out = new StringBuilder();
        sentence(key, values).forEach(segment -> out.append(segment.text()));
        return out.toString();
    }

    /** A piece of a sentence: words, or a value in its place. */
    public record Segment(String text, boolean value) {}

    /** The text for a key in pieces, so that values can be marked. */
    public List<Segment> sentence(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language());
        }
        List<Segment> segments = new ArrayList<>();
        Matcher place = PLACE.matcher(text);
        int end = 0;
        while (place.find()) {
            segments.add(new Segment(text.substring(end, place.start()), false));
            int number = Integer.parseInt(place.group(1));
            segments.add(new Segment(String.valueOf(values[number]), true));
            end = place.end();
        }
        segments.add(new Segment(text.substring(end), false));
        return segments;
    }

    /** A date and a time of day, in the way of the language, in UTC. */
    public String time(Instant instant) {
        return date.format(instant) + ", " + clock(instant);
    }

    /** A time of day, in UTC. */
    public String clock(Instant instant) {
        return TIME.format(instant);
    }

    Map<String, String> texts() {
        return Map.copyOf(texts);
    }
}
