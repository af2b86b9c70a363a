package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.message.Importance;
import org.signet.classification.message.MessageKind;
import org.signet.classification.policy.Condition.Confidence;
import org.signet.classification.policy.Condition.Count;
import org.signet.classification.policy.PolicyNode.Entry;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;
import org.signet.classification.types.SensitiveTypes;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the conditions that {@link Policy} documents. */
final class ConditionParser {
    private static final List<String> TREES = List.of("all", "any", "none", "not");
    private static final List<String> WITH_VALUE =
            List.of(
                    "keywords",
                    "payment-card",
                    "type",
                    "regex",
                    "subject",
                    "header",
                    "marker",
                    "sender",
                    "from",
                    "recipient",
                    "any-recipient",
                    "every-recipient",
                    "recipient-count",
                    "attachment",
                    "size",
                    "importance",
                    "kind");
    private static final List<String> CONDITIONS = conditions();
    private static final List<String> OF_KEYWORDS =
            List.of("words", "dictionary", "min", "count", "whole-word", "in");
    private static final List<String> OF_REGEX = List.of("patterns", "min", "count", "in");
    private static final List<String> OF_CARD = List.of("min", "min-confidence");
    private static final List<String> OF_TYPE = List.of("id", "min", "min-confidence");
    private static final List<String> OF_HEADER = List.of("name", "words", "regex");
    private static final List<String> OF_SUBJECT = List.of("words", "regex");
    private static final String HEADER_NAME =
            "the name of a header field: letters, digits and hyphens, at most 76 characters";
    private static final Set<Place.Field> EVERYWHERE = Set.copyOf(EnumSet.allOf(Place.Field.class));

    private final WordLists words;
    private final WhoParser people;

    ConditionParser(WordLists words, WhoParser people) {
        this.words = words;
        this.people = people;
    }

    private static List<String> conditions() {
        List<String> names = new ArrayList<>(TREES);
        names.addAll(WITH_VALUE);
        names.addAll(Fact.codes());
        return List.copyOf(names);
    }

    Condition condition(PolicyNode node) throws PolicyException {
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
            case "all" -> new Condition.All(at, list(value));
            case "any" -> new Condition.Any(at, list(value));
            case "none" -> new Condition.Not(at, new Condition.Any(at, list(value)));
            case "not" -> new Condition.Not(at, condition(value));
            default -> leaf(only.getKey(), only.getValue(), at);
        };
    }

    private Condition leaf(String word, Entry entry, Position at) throws PolicyException {
        PolicyNode value = entry.value();
        return switch (word) {
            case "keywords" -> keywords(at, value);
            case "payment-card" -> paymentCard(at, value);
            case "type" -> types(at, value);
            case "regex" -> regex(at, value);
            case "subject" -> subject(at, value);
            case "header" -> header(at, value);
            case "marker" -> marker(at, value);
            case "sender" -> new Condition.Sender(at, people.who(value));
            case "from" -> new Condition.From(at, people.who(value));
            case "recipient" -> recipients(at, Condition.Which.RECIPIENT, value);
            case "any-recipient" -> recipients(at, Condition.Which.ANY_RECIPIENT, value);
            case "every-recipient" -> recipients(at, Condition.Which.EVERY_RECIPIENT, value);
            case "recipient-count" ->
                    new Condition.RecipientCount(at, Ranges.count(value, 1_000_000));
            case "attachment" -> AttachmentParser.condition(at, value);
            case "size" -> new Condition.Size(at, Ranges.size(value));
            case "importance" ->
                    new Condition.ImportanceIs(at, some(value, Importance.class, Importance::code));
            case "kind" ->
                    new Condition.KindIs(at, some(value, MessageKind.class, MessageKind::code));
            default ->
                    throw entry.key()
                            .refuse("'" + word + "' takes no value", "the word alone: - " + word);
        };
    }

    private static Condition bare(PolicyNode node) throws PolicyException {
        String word = node.choice(CONDITIONS);
        if (word.equals("payment-card")) {
            return new Condition.PaymentCard(node.at(), 1, Confidence.LOW);
        }
        if (word.equals("attachment")) {
            return new Condition.HasAttachment(node.at(), AttachmentParser.ANY, 1);
        }
        return Fact.of(word)
                .map(fact -> (Condition) new Condition.FactIs(node.at(), fact))
                .orElseThrow(
                        () ->
                                node.refuse(
                                        "'" + word + "' needs a value",
                                        "attachment, payment-card or a fact as a word alone: "
                                                + String.join(", ", Fact.codes())));
    }

    /** Reads a list of conditions of which one is to hold. */
    Condition anyOf(Position at, PolicyNode node) throws PolicyException {
        return new Condition.Any(at, list(node));
    }

    private List<Condition> list(PolicyNode node) throws PolicyException {
        List<Condition> conditions = new ArrayList<>();
        for (PolicyNode child : node.list("a list of conditions")) {
            conditions.add(condition(child));
        }
        return conditions;
    }

    private Condition keywords(Position at, PolicyNode node) throws PolicyException {
        if (node.isSequence()) {
            return new Condition.Keywords(at, words.words(node), 1, Count.UNIQUE, true, EVERYWHERE);
        }
        Map<String, Entry> keys = node.mapping(OF_KEYWORDS);
        Entry listed = keys.get("words");
        Entry dictionary = keys.get("dictionary");
        if ((listed == null) == (dictionary == null)) {
            throw node.refuse(
                    listed == null
                            ? "the key 'words' is missing"
                            : "there are both 'words' and 'dictionary'",
                    WordLists.WORDS + ", or the name of a dictionary");
        }
        List<String> found =
                dictionary != null
                        ? words.dictionary(dictionary.value())
                        : words.words(required(listed).value());
        Entry whole = keys.get("whole-word");
        Count counted = count(keys.get("count"), Count.UNIQUE);
        boolean wholeWord =
                whole == null || whole.value().choice(List.of("true", "false")).equals("true");
        return new Condition.Keywords(
                at,
                found,
                min(keys.get("min"), counted, found.size()),
                counted,
                wholeWord,
                regions(keys.get("in")));
    }

    private static Entry required(@Nullable Entry entry) {
        if (entry == null) {
            throw new IllegalStateException("Checked by the caller");
        }
        return entry;
    }

    private static Count count(@Nullable Entry given, Count otherwise) throws PolicyException {
        if (given == null) {
            return otherwise;
        }
        return given.value().choice(List.of("unique", "total")).equals("total")
                ? Count.TOTAL
                : Count.UNIQUE;
    }

    private static int min(@Nullable Entry given, Count counted, int listed)
            throws PolicyException {
        int min = min(given);
        if (given != null && counted == Count.UNIQUE && min > listed) {
            throw given.value()
                    .refuse(
                            "min is " + min + " but the list has " + listed + " different words",
                            "at most " + listed + ", or count: total");
        }
        return min;
    }

    private static int min(@Nullable Entry given) throws PolicyException {
        return given == null ? 1 : (int) given.value().number(1, Policy.MAX_COUNT);
    }

    private static Set<Place.Field> regions(@Nullable Entry given) throws PolicyException {
        return given == null
                ? EVERYWHERE
                : some(given.value(), Place.Field.class, Place.Field::code);
    }

    /** Reads one of the constants of an enum, or a list of some. */
    private static <E extends Enum<E>> Set<E> some(
            PolicyNode node, Class<E> type, Function<E, String> code) throws PolicyException {
        List<E> constants = List.copyOf(EnumSet.allOf(type));
        String allowed = String.join(", ", constants.stream().map(code).toList());
        Set<E> found = EnumSet.noneOf(type);
        for (PolicyNode child : node.isScalar() ? List.of(node) : node.list(allowed)) {
            found.add(child.constant(constants, code));
        }
        return found;
    }

    private static Condition regex(Position at, PolicyNode node) throws PolicyException {
        if (node.isScalar() || node.isSequence()) {
            return new Condition.Regex(at, Patterns.oneOrMore(node), 1, Count.UNIQUE, EVERYWHERE);
        }
        Map<String, Entry> keys = node.mapping(OF_REGEX);
        Entry patterns = keys.get("patterns");
        if (patterns == null) {
            throw node.refuse("the key 'patterns' is missing", String.join(", ", OF_REGEX));
        }
        return new Condition.Regex(
                at,
                Patterns.oneOrMore(patterns.value()),
                min(keys.get("min")),
                count(keys.get("count"), Count.UNIQUE),
                regions(keys.get("in")));
    }

    private Condition subject(Position at, PolicyNode node) throws PolicyException {
        if (node.isSequence()) {
            return new Condition.HeaderIs(at, "subject", words.words(node), List.of());
        }
        Map<String, Entry> keys = node.mapping(OF_SUBJECT);
        if (keys.isEmpty()) {
            throw node.refuse("nothing is asked of the subject", "words, regex");
        }
        return header(at, "subject", keys);
    }

    private Condition header(Position at, PolicyNode node) throws PolicyException {
        if (node.isScalar()) {
            return new Condition.HeaderIs(at, headerName(node), List.of(), List.of());
        }
        Map<String, Entry> keys = node.mapping(OF_HEADER);
        Entry name = keys.get("name");
        if (name == null) {
            throw node.refuse("the key 'name' is missing", HEADER_NAME);
        }
        return header(at, headerName(name.value()), keys);
    }

    private Condition header(Position at, String name, Map<String, Entry> keys)
            throws PolicyException {
        Entry listed = keys.get("words");
        Entry regex = keys.get("regex");
        return new Condition.HeaderIs(
                at,
                name,
                listed == null ? List.of() : words.words(listed.value()),
                regex == null ? List.of() : Patterns.oneOrMore(regex.value()));
    }

    private static String headerName(PolicyNode node) throws PolicyException {
        String name = node.text(HEADER_NAME);
        boolean sound =
                !name.isEmpty()
                        && name.length() <= 76
                        && name.chars()
                                .allMatch(c -> c > ' ' && c < 0x7F && c != ':'); // RFC 5322 §2.2
        if (!sound) {
            throw node.refuse("'" + name + "' cannot name a header field", HEADER_NAME);
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** What people write into a subject to ask for something, such as {@code [encrypt]}. */
    private Condition marker(Position at, PolicyNode node) throws PolicyException {
        List<Condition> any = new ArrayList<>();
        for (PolicyNode child : node.isScalar() ? List.of(node) : node.list(WordLists.WORDS)) {
            any.add(
                    new Condition.HeaderIs(
                            at,
                            "subject",
                            List.of(),
                            List.of(Patterns.literal(child, Keyword.normalised(child)))));
        }
        return any.size() == 1 ? any.get(0) : new Condition.Any(at, any);
    }

    private Condition recipients(Position at, Condition.Which which, PolicyNode node)
            throws PolicyException {
        return new Condition.Recipients(at, which, people.who(node));
    }

    private static Condition paymentCard(Position at, PolicyNode node) throws PolicyException {
        Map<String, Entry> keys = node.mapping(OF_CARD);
        return new Condition.PaymentCard(
                at, min(keys.get("min")), confidence(keys.get("min-confidence")));
    }

    private static Condition types(Position at, PolicyNode node) throws PolicyException {
        if (node.isScalar() || node.isSequence()) {
            return new Condition.Types(at, ids(node), 1, Confidence.MEDIUM);
        }
        Map<String, Entry> keys = node.mapping(OF_TYPE);
        Entry id = keys.get("id");
        if (id == null) {
            throw node.refuse("the key 'id' is missing", String.join(", ", OF_TYPE));
        }
        Entry least = keys.get("min-confidence");
        return new Condition.Types(
                at,
                ids(id.value()),
                min(keys.get("min")),
                least == null ? Confidence.MEDIUM : confidence(least));
    }

    private static List<String> ids(PolicyNode node) throws PolicyException {
        String allowed = "the id of a type, as bin/signet classify types lists them";
        List<String> ids = new ArrayList<>();
        for (PolicyNode child : node.isScalar() ? List.of(node) : node.list(allowed)) {
            String id = child.text(allowed);
            if (SensitiveTypes.named(id).isEmpty() || ids.contains(id)) {
                throw child.refuse(
                        ids.contains(id)
                                ? "'" + id + "' is given twice"
                                : "there is no type '" + id + "'",
                        allowed);
            }
            ids.add(id);
        }
        return ids;
    }

    private static Confidence confidence(@Nullable Entry given) throws PolicyException {
        if (given == null) {
            return Confidence.LOW;
        }
        return switch (given.value().choice(List.of("65", "75", "85"))) {
            case "75" -> Confidence.MEDIUM;
            case "85" -> Confidence.HIGH;
            default -> Confidence.LOW;
        };
    }
}
