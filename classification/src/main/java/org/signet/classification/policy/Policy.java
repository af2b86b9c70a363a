package org.signet.classification.policy;

import org.signet.classification.text.Limits;

import java.util.List;
import java.util.Optional;

/**
 * A classification policy, read from a YAML 1.2 file.
 *
 * <pre>{@code
 * limits:                          # optional, and each of its keys is
 *   message-bytes: 268435456       # 1024 to 4294967296
 *   text-bytes: 16777216           # 1024 to 268435456
 *   parts: 1000                    # 1 to 100000
 *   depth: 32                      # 1 to 100
 * classes:
 *   NAME:                          # a-z, 0-9 and hyphen, at most 64 characters
 *     description: TEXT            # optional
 *     when: CONDITION
 * }</pre>
 *
 * <p>A CONDITION is one of
 *
 * <pre>{@code
 * all: [CONDITION, ...]            # every one holds
 * any: [CONDITION, ...]            # at least one holds
 * not: CONDITION
 * keywords: [WORD, ...]            # the short form, with the defaults below
 * keywords:
 *   words: [WORD, ...]             # words or phrases
 *   min: 1                         # 1 to 500
 *   count: unique                  # unique: different words; total: occurrences
 *   whole-word: true               # false: also inside longer words
 * payment-card                     # the short form, with the defaults below
 * payment-card:
 *   min: 1                         # different numbers, 1 to 500
 *   min-confidence: 65             # 65, 75 or 85
 * limit-exceeded                   # a limit ended the reading
 * undecodable                      # text is there that cannot be decoded
 * encrypted                        # a part is encrypted with S/MIME or PGP
 * unread                           # an attachment is of a kind that is not read
 * }</pre>
 *
 * <p>A condition on the text that does not hold is <em>undecided</em>, not false, when the message
 * could not be read to its end ({@code limit-exceeded}) or in full ({@code undecodable}); see
 * {@code org.signet.classification.verdict}.
 *
 * @param digest SHA-256 of the file and of the revision of this engine, in hexadecimal: two
 *     policies of the same digest give the same verdict on the same message
 */
public record Policy(String file, String digest, Limits limits, List<SensitiveClass> classes) {
    /** The largest policy file. */
    public static final int MAX_FILE_BYTES = 2 * 1024 * 1024;

    /** The deepest YAML node in a policy file. */
    public static final int MAX_TREE_DEPTH = 40;

    /** The most words over all lists of a policy. */
    public static final int MAX_WORDS = 20_000;

    /** The longest word or phrase, in characters. */
    public static final int MAX_WORD_LENGTH = 200;

    /** The most characters of all words, times how many of them are different. */
    public static final int MAX_WORD_TABLE = 15_000_000;

    /** The highest {@code min}. */
    public static final int MAX_COUNT = 500;

    public Policy {
        classes = List.copyOf(classes);
    }

    /**
     * Reads a policy.
     *
     * @param file what messages call the file
     * @throws PolicyException if the file is not a policy; the message is for the operator
     */
    public static Policy parse(String file, byte[] content) throws PolicyException {
        return new PolicyParser(file).parse(content);
    }

    public Optional<SensitiveClass> find(String className) {
        return classes.stream().filter(known -> known.name().equals(className)).findFirst();
    }

    /** The class names, in the order of the file. */
    public List<String> classNames() {
        return classes.stream().map(SensitiveClass::name).toList();
    }
}
