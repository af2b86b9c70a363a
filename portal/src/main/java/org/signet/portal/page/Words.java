package org.signet.portal.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * The words of the pages in one language.
 *
 * <p>{@code {0}} stands for the first value. There are no rules for plurals: the sentences are made
 * so that they need none.
 */
public final class Words {
    /** English. */
    public static final Words ENGLISH = load("en");

    private final String language;
    private final Map<String, String> texts;

    private Words(String language, Map<String, String> texts) {
        this.language = language;
        this.texts = texts;
    }

    static Words load(String language) {
        String name = "words_" + language + ".properties";
        try (InputStream input = Words.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            Properties properties = new Properties();
            properties.load(new InputStreamReader(input, StandardCharsets.UTF_8));
            return new Words(
                    language,
                    properties.stringPropertyNames().stream()
                            .collect(Collectors.toMap(key -> key, properties::getProperty)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tag of the language, for {@code lang}. */
    public String language() {
        return language;
    }

    /** The text for a key, with values in their places. */
    public String of(String key, Object... values) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no words for " + key + " in " + language);
        }
        for (int i = 0; i < values.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(values[i]));
        }
        return text;
    }

    Map<String, String> texts() {
        return Map.copyOf(texts);
    }
}
