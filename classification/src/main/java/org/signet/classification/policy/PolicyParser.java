package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.policy.Condition.Confidence;
import org.signet.classification.policy.Condition.Count;
import org.signet.classification.policy.PolicyNode.Entry;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Limits;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the grammar that {@link Policy} documents. */
final class PolicyParser {
    private static final List<String> TOP = List.of("limits", "classes");
    private static final List<String> OF_CLASS = List.of("description", "when");
    private static final List<String> OF_LIMITS =
            List.of("message-bytes", "text-bytes", "parts", "depth");
    private static final List<String> OF_KEYWORDS = List.of("words", "min", "count", "whole-word");
    private static final List<String> OF_CARD = List.of("min", "min-confidence");
    private static final String CLASS_NAME =
            "a name of a-z, 0-9 and hyphen, beginning with a letter, at most 64 characters";
    private static final String WORDS = "a list of words or phrases";
    private static final List<String> CONDITIONS = conditions();

    private final String file;
    private final BitSet alphabet = new BitSet();
    private int words;
    private int letters;

    PolicyParser(String file) {
        this.file = file;
    }

    private static List<String> conditions() {
        List<String> names =
                new ArrayList<>(List.of("all", "any", "not", "keywords", "payment-card"));
        names.addAll(Fact.codes());
        return List.copyOf(names);
    }

    Policy parse(byte[] content) throws PolicyException {
        PolicyFile source = new PolicyFile(file);
        PolicyNode root = source.read(content);
        Map<String, Entry> top = root.mapping(TOP);
        Limits limits = limits(top.get("limits"));
        Entry classes = top.get("classes");
        if (classes == null) {
            throw root.refuse("the key 'classes' is missing", "classes with at least one class");
        }
        Policy policy = new Policy(file, source.digest(content), limits, classes(classes.value()));
        long table = (letters + 1L) * (alphabet.cardinality() + 2L);
        if (table > Policy.MAX_WORD_TABLE) {
            throw classes.value()
                    .refuse(
                            "the words have "
                                    + letters
                                    + " characters, "
                                    + alphabet.cardinality()
                                    + " of them different",
                            "a product of both of at most " + Policy.MAX_WORD_TABLE);
        }
        return policy;
    }

    private static Limits limits(@Nullable Entry given) throws PolicyException {
        if (given == null) {
            return Limits.DEFAULT;
        }
        Map<String, Entry> keys = given.value().mapping(OF_LIMITS);
        Limits usual = Limits.DEFAULT;
        return new Limits(
                number(keys.get("message-bytes"), usual.messageBytes(), 1024, 4L << 30),
                (int) number(keys.get("text-bytes"), usual.textBytes(), 1024, 256 << 20),
                (int) number(keys.get("parts"), usual.parts(), 1, 100_000),
                (int) number(keys.get("depth"), usual.depth(), 1, 100));
    }

    private static long number(@Nullable Entry given, long otherwise, long least, long most)
            throws PolicyException {
        return given == null ? otherwise : given.value().number(least, most);
    }

    private List<SensitiveClass> classes(PolicyNode node) throws PolicyException {
        Map<String, Entry> named = node.mapping(CLASS_NAME);
        if (named.isEmpty()) {
            throw node.refuse("no class is given", "at least one class");
        }
        List<SensitiveClass> classes = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : named.entrySet()) {
            classes.add(sensitiveClass(entry.getKey(), entry.getValue()));
        }
        return classes;
    }

    private SensitiveClass sensitiveClass(String name, Entry entry) throws PolicyException {
        if (!isClassName(name)) {
            throw entry.key().refuse("'" + name + "' cannot name a class", CLASS_NAME);
        }
        Map<String, Entry> keys = entry.value().mapping(OF_CLASS);
        Entry description = keys.get("description");
        Entry when = keys.get("when");
        if (when == null) {
            throw entry.key().refuse("the class '" + name + "' has no 'when'", "when: CONDITION");
        }
        return new SensitiveClass(
                name,
                description == null ? "" : description.value().text("a text"),
                condition(when.value()));
    }

    /** Whether a text can be the name of a class. */
    static boolean isClassName(String text) {
        if (text.isEmpty() || text.length() > 64 || !isLowerLetter(text.charAt(0))) {
            return false;
        }
        return text.chars().allMatch(c -> isLowerLetter((char) c) || c == '-' || isDigit((char) c));
    }

    private static boolean isLowerLetter(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private Condition condition(PolicyNode node) throws PolicyException {
        if (node.isScalar()) {
            return bare(node);
        }
        Map<String, Entry> keys = node.mapping(CONDITIONS);
        if (keys.size() != 1) {
            throw node.refuse(
                    "found " + keys.size() + " conditions in one mapping",
                    "one condition; put several into a list below all or any");
        }
        Map.Entry<String, Entry> only = keys.entrySet().iterator().next();
        Position at = only.getValue().key().at();
        PolicyNode value = only.getValue().value();
        return switch (only.getKey()) {
            case "all" -> new Condition.All(at, conditions(value));
            case "any" -> new Condition.Any(at, conditions(value));
            case "not" -> new Condition.Not(at, condition(value));
            case "keywords" -> keywords(at, value);
            case "payment-card" -> paymentCard(at, value);
            default ->
                    throw only.getValue()
                            .key()
                            .refuse(
                                    "'" + only.getKey() + "' takes no value",
                                    "the word alone: - " + only.getKey());
        };
    }

    private static Condition bare(PolicyNode node) throws PolicyException {
        String word = node.choice(CONDITIONS);
        if (word.equals("payment-card")) {
            return new Condition.PaymentCard(node.at(), 1, Confidence.LOW);
        }
        return Fact.of(word)
                .map(fact -> (Condition) new Condition.FactIs(node.at(), fact))
                .orElseThrow(
                        () ->
                                node.refuse(
                                        "'" + word + "' needs a value",
                                        "payment-card or a fact as a word alone: "
                                                + String.join(", ", Fact.codes())));
    }

    private List<Condition> conditions(PolicyNode node) throws PolicyException {
        List<Condition> conditions = new ArrayList<>();
        for (PolicyNode child : node.list("a list of conditions")) {
            conditions.add(condition(child));
        }
        return conditions;
    }

    private Condition keywords(Position at, PolicyNode node) throws PolicyException {
        if (node.isSequence()) {
            return new Condition.Keywords(at, words(node), 1, Count.UNIQUE, true);
        }
        Map<String, Entry> keys = node.mapping(OF_KEYWORDS);
        Entry listed = keys.get("words");
        if (listed == null) {
            throw node.refuse("the key 'words' is missing", WORDS);
        }
        List<String> found = words(listed.value());
        Entry count = keys.get("count");
        Entry whole = keys.get("whole-word");
        Count counted =
                count != null && count.value().choice(List.of("unique", "total")).equals("total")
                        ? Count.TOTAL
                        : Count.UNIQUE;
        boolean wholeWord =
                whole == null || whole.value().choice(List.of("true", "false")).equals("true");
        return new Condition.Keywords(
                at, found, min(keys.get("min"), counted, found.size()), counted, wholeWord);
    }

    private static int min(@Nullable Entry given, Count counted, int listed)
            throws PolicyException {
        int min = (int) number(given, 1, 1, Policy.MAX_COUNT);
        if (given != null && counted == Count.UNIQUE && min > listed) {
            throw given.value()
                    .refuse(
                            "min is " + min + " but the list has " + listed + " different words",
                            "at most " + listed + ", or count: total");
        }
        return min;
    }

    private List<String> words(PolicyNode node) throws PolicyException {
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

    private static Condition paymentCard(Position at, PolicyNode node) throws PolicyException {
        Map<String, Entry> keys = node.mapping(OF_CARD);
        int min = (int) number(keys.get("min"), 1, 1, Policy.MAX_COUNT);
        Entry given = keys.get("min-confidence");
        if (given == null) {
            return new Condition.PaymentCard(at, min, Confidence.LOW);
        }
        String percent = given.value().choice(List.of("65", "75", "85"));
        return new Condition.PaymentCard(
                at,
                min,
                switch (percent) {
                    case "75" -> Confidence.MEDIUM;
                    case "85" -> Confidence.HIGH;
                    default -> Confidence.LOW;
                });
    }
}
