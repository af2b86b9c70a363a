package org.signet.classification.policy;

import org.signet.classification.text.Limits;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A classification policy, read from a YAML 1.2 file.
 *
 * <pre>{@code
 * limits:                          # optional, and each of its keys is
 *   message-bytes: 268435456       # 1024 to 4294967296
 *   text-bytes: 16777216           # 1024 to 268435456
 *   parts: 1000                    # 1 to 100000
 *   depth: 32                      # 1 to 100
 *   file-bytes: 33554432           # 1024 to 268435456
 *   unpacked-ratio: 200            # 2 to 10000
 *   file-seconds: 20               # 1 to 600
 *   message-seconds: 60            # 1 to 3600
 * inside: [DOMAIN, ...]            # optional: one's own domains; without it, the mail server's
 * groups: {NAME: [WHO, ...]}       # optional: addresses and domains under a name
 * dictionaries: {NAME: [WORD, ...]} # optional
 * classes:
 *   NAME:                          # a-z, 0-9 and hyphen, at most 64 characters
 *     description: TEXT            # optional
 *     severity: medium             # low, medium, high; for reports
 *     mode: enforce                # test: decided and reported, without effect
 *     stop: false                  # true: where it applies, the classes after it are skipped
 *     when: CONDITION
 *     unless: CONDITION            # optional: exceptions; a list is a list of which one suffices
 * tests: [CASE, ...]               # optional, see docs/classification.md
 * }</pre>
 *
 * <p>A CONDITION is one of
 *
 * <pre>{@code
 * all: [CONDITION, ...]            # every one holds
 * any: [CONDITION, ...]            # at least one holds
 * none: [CONDITION, ...]           # not one holds
 * not: CONDITION
 * keywords: [WORD, ...]            # the short form, with the defaults below
 * keywords:
 *   words: [WORD, ...]             # words or phrases; or dictionary: NAME
 *   min: 1                         # 1 to 500
 *   count: unique                  # unique: different words; total: occurrences
 *   whole-word: true               # false: also inside longer words
 *   in: [body, attachment, subject, header, file-name]
 * regex: PATTERN                   # or a list of patterns, or
 * regex: {patterns: [...], min: 1, count: unique, in: [...]}
 * payment-card                     # the short form, with the defaults below
 * payment-card:
 *   min: 1                         # different numbers, 1 to 500
 *   min-confidence: 65             # 65, 75 or 85
 * type: ID                         # a sensitive information type, or a list of types, or
 * type: {id: [...], min: 1, min-confidence: 75}   # min different values over all of them
 * subject: [WORD, ...]             # or {words: [...], regex: [...]}
 * header: NAME                     # or {name: NAME, words: [...], regex: [...]}
 * marker: "[encrypt]"              # what people write into a subject; or a list
 * sender: WHO                      # of the envelope
 * from: WHO                        # of the From field
 * recipient: WHO                   # for those recipients only
 * any-recipient: WHO               # at least one
 * every-recipient: WHO             # each one
 * recipient-count: {min: 1, max: 10}
 * attachment                       # the short form: any
 * attachment: {name: GLOB, extension: [...], type: [...], over: 1 MiB, under: 9 MiB, fact: [...],
 *              min: 1}
 * size: {over: 1 MiB, under: 9 MiB}
 * importance: [low, normal, high]
 * kind: [auto-reply, forward, calendar, signed, encrypted, dsn, read-receipt, list]
 * FACT                             # one of org.signet.classification.text.Fact
 * }</pre>
 *
 * <p>WHO is one of {@code inside}, {@code outside}, {@code empty} (the null sender), {@code
 * user@example.com}, {@code example.com}, {@code *.example.com}, {@code group:NAME}, a list of
 * these, or {@code {is: [...], regex: [...]}}.
 *
 * <p>A condition on the text that does not hold is <em>undecided</em>, not false, when the message
 * could not be read to its end ({@code limit-exceeded}) or in full ({@code undecodable}, {@code
 * parser-failed}); see {@code org.signet.classification.verdict}.
 *
 * @param digest SHA-256 of the file and of the revision of this engine, in hexadecimal: two
 *     policies of the same digest give the same verdict on the same message
 * @param inside one's own domains; empty if the mail server says which they are
 * @param cases the tests that the policy carries
 */
public record Policy(
        String file,
        String digest,
        Limits limits,
        Set<String> inside,
        Map<String, List<String>> dictionaries,
        List<SensitiveClass> classes,
        List<PolicyCase> cases) {
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
        inside = Set.copyOf(inside);
        dictionaries = Map.copyOf(dictionaries);
        classes = List.copyOf(classes);
        cases = List.copyOf(cases);
    }

    /**
     * Reads a policy.
     *
     * @param file what messages call the file
     * @throws PolicyException if the file is not a policy; the message is for the operator
     */
    public static Policy parse(String file, byte[] content) throws PolicyException {
        return parse(file, content, Map.of());
    }

    /**
     * Reads a policy, and adds classes to it.
     *
     * @param further conditions in the language of the file, by their {@link #nameOf name}
     */
    public static Policy parse(String file, byte[] content, Map<String, String> further)
            throws PolicyException {
        return new PolicyParser(file).parse(content, further);
    }

    /** The name of the class that is made of a condition which no file names. */
    public static String nameOf(String condition) {
        return "#"
                + PolicyFile.digest(condition.getBytes(StandardCharsets.UTF_8), Map.of())
                        .substring(0, 16);
    }

    /** Whether a domain is one's own. */
    public boolean isInside(String domain, Predicate<String> serverSays) {
        return inside.isEmpty() ? serverSays.test(domain) : inside.contains(domain);
    }

    /** The names of the header fields that conditions ask for, in lower case. */
    public Set<String> headers() {
        Set<String> names = new HashSet<>();
        for (SensitiveClass known : classes) {
            SensitiveClass.forEachLeaf(
                    known.when(),
                    leaf -> {
                        if (leaf instanceof Condition.HeaderIs header) {
                            names.add(header.name());
                        }
                    });
        }
        return names;
    }

    public Optional<SensitiveClass> find(String className) {
        return classes.stream().filter(known -> known.name().equals(className)).findFirst();
    }

    /** The class names, in the order of the file. */
    public List<String> classNames() {
        return classes.stream().map(SensitiveClass::name).toList();
    }
}
