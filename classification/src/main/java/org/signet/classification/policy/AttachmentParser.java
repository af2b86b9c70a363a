package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.message.FileType;
import org.signet.classification.policy.PolicyNode.Entry;
import org.signet.classification.text.Fact;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads what a condition asks of attachments. */
final class AttachmentParser {
    static final AttachmentTest ANY =
            new AttachmentTest(List.of(), Set.of(), Set.of(), Ranges.ALL, Set.of());
    private static final List<String> KEYS =
            List.of("name", "extension", "type", "over", "under", "fact", "min");
    private static final List<String> TYPES = types();

    private AttachmentParser() {}

    private static List<String> types() {
        List<String> words = new ArrayList<>();
        for (FileType.Family family : FileType.Family.values()) {
            words.add(family.code());
        }
        for (FileType type : FileType.values()) {
            if (!words.contains(type.code())) {
                words.add(type.code());
            }
        }
        return List.copyOf(words);
    }

    static Condition condition(Position at, PolicyNode node) throws PolicyException {
        Map<String, Entry> keys = node.mapping(KEYS);
        Entry name = keys.get("name");
        Entry min = keys.get("min");
        Entry over = keys.get("over");
        Entry under = keys.get("under");
        return new Condition.HasAttachment(
                at,
                new AttachmentTest(
                        name == null ? List.of() : Patterns.globs(name.value()),
                        extensions(keys.get("extension")),
                        types(keys.get("type")),
                        over == null && under == null ? Ranges.ALL : Ranges.size(node, over, under),
                        facts(keys.get("fact"))),
                min == null ? 1 : (int) min.value().number(1, 10_000));
    }

    private static List<PolicyNode> oneOrMore(@Nullable Entry given, String allowed)
            throws PolicyException {
        if (given == null) {
            return List.of();
        }
        PolicyNode node = given.value();
        return node.isScalar() ? List.of(node) : node.list(allowed);
    }

    private static Set<String> extensions(@Nullable Entry given) throws PolicyException {
        String allowed = "an extension without the dot, such as exe";
        Set<String> found = new HashSet<>();
        for (PolicyNode node : oneOrMore(given, allowed)) {
            String text = node.text(allowed);
            if (text.isEmpty() || text.contains(".") || text.length() > 15) {
                throw node.refuse("'" + text + "' is no extension", allowed);
            }
            found.add(text.toLowerCase(Locale.ROOT));
        }
        return found;
    }

    private static Set<String> types(@Nullable Entry given) throws PolicyException {
        String allowed = String.join(", ", TYPES) + ", or a media type such as image/png";
        Set<String> found = new HashSet<>();
        for (PolicyNode node : oneOrMore(given, allowed)) {
            String text = node.text(allowed).toLowerCase(Locale.ROOT);
            if (!TYPES.contains(text) && text.indexOf('/') <= 0) {
                throw node.refuse("'" + text + "' is no type", allowed);
            }
            found.add(text);
        }
        return found;
    }

    private static Set<Fact> facts(@Nullable Entry given) throws PolicyException {
        Set<Fact> found = EnumSet.noneOf(Fact.class);
        for (PolicyNode node : oneOrMore(given, String.join(", ", Fact.codes()))) {
            found.add(node.constant(List.of(Fact.values()), Fact::code));
        }
        return found;
    }
}
