package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.policy.PolicyNode.Entry;
import org.signet.classification.policy.SensitiveClass.Severity;
import org.signet.classification.text.Limits;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the grammar that {@link Policy} documents. */
final class PolicyParser {
    static final String CLASS_NAME =
            "a name of a-z, 0-9 and hyphen, beginning with a letter, at most 64 characters";

    private static final List<String> TOP =
            List.of("limits", "inside", "groups", "dictionaries", "classes", "tests");
    private static final List<String> OF_CLASS =
            List.of("description", "severity", "mode", "stop", "when", "unless");
    private static final List<String> OF_LIMITS =
            List.of(
                    "message-bytes",
                    "text-bytes",
                    "parts",
                    "depth",
                    "file-bytes",
                    "unpacked-ratio",
                    "file-seconds",
                    "message-seconds");

    private final String file;
    private final WordLists words = new WordLists();
    private final WhoParser people = new WhoParser();

    PolicyParser(String file) {
        this.file = file;
    }

    Policy parse(byte[] content, Map<String, String> further) throws PolicyException {
        PolicyFile source = new PolicyFile(file);
        PolicyNode root = source.read(content);
        Map<String, Entry> top = root.mapping(TOP);
        Limits limits = limits(top.get("limits"));
        Set<String> inside = inside(top.get("inside"));
        Entry groups = top.get("groups");
        if (groups != null) {
            people.groups(groups.value());
        }
        Entry dictionaries = top.get("dictionaries");
        if (dictionaries != null) {
            words.dictionaries(dictionaries.value());
        }
        Entry classes = top.get("classes");
        if (classes == null) {
            throw root.refuse("the key 'classes' is missing", "classes with at least one class");
        }
        List<SensitiveClass> read = new ArrayList<>(classes(classes.value()));
        List<String> named = names(read);
        for (Map.Entry<String, String> each : further.entrySet()) {
            read.add(further(each.getKey(), each.getValue()));
        }
        words.check(classes.value());
        Entry tests = top.get("tests");
        return new Policy(
                file,
                PolicyFile.digest(content, further),
                limits,
                inside,
                words.dictionaries(),
                read,
                tests == null ? List.of() : CaseParser.cases(tests.value(), named));
    }

    /** Reads a condition that stands in no file. */
    private SensitiveClass further(String name, String condition) throws PolicyException {
        PolicyNode node =
                new PolicyFile(condition).read(condition.getBytes(StandardCharsets.UTF_8));
        return new SensitiveClass(
                name,
                condition,
                Severity.MEDIUM,
                false,
                false,
                new ConditionParser(words, people).condition(node));
    }

    private static List<String> names(List<SensitiveClass> classes) {
        return classes.stream().map(SensitiveClass::name).toList();
    }

    private static Set<String> inside(@Nullable Entry given) throws PolicyException {
        Set<String> domains = new HashSet<>();
        if (given != null) {
            for (PolicyNode node : given.value().list("a list of domains")) {
                domains.add(WhoParser.domain(node, node.text("a domain")));
            }
        }
        return domains;
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
                (int) number(keys.get("depth"), usual.depth(), 1, 100),
                (int) number(keys.get("file-bytes"), usual.fileBytes(), 1024, 256 << 20),
                (int) number(keys.get("unpacked-ratio"), usual.unpackedRatio(), 2, 10_000),
                (int) number(keys.get("file-seconds"), usual.fileSeconds(), 1, 600),
                (int) number(keys.get("message-seconds"), usual.messageSeconds(), 1, 3600));
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
        ConditionParser conditions = new ConditionParser(words, people);
        List<SensitiveClass> classes = new ArrayList<>();
        for (Map.Entry<String, Entry> entry : named.entrySet()) {
            classes.add(sensitiveClass(entry.getKey(), entry.getValue(), conditions));
        }
        return classes;
    }

    private static SensitiveClass sensitiveClass(
            String name, Entry entry, ConditionParser conditions) throws PolicyException {
        if (!isClassName(name)) {
            throw entry.key().refuse("'" + name + "' cannot name a class", CLASS_NAME);
        }
        Map<String, Entry> keys = entry.value().mapping(OF_CLASS);
        Entry description = keys.get("description");
        Entry when = keys.get("when");
        Entry unless = keys.get("unless");
        if (when == null) {
            throw entry.key().refuse("the class '" + name + "' has no 'when'", "when: CONDITION");
        }
        Condition condition = conditions.condition(when.value());
        return new SensitiveClass(
                name,
                description == null ? "" : description.value().text("a text"),
                severity(keys.get("severity")),
                choice(keys.get("stop"), "false", "true"),
                choice(keys.get("mode"), "enforce", "test"),
                unless == null ? condition : except(condition, unless, conditions));
    }

    private static Condition except(Condition condition, Entry unless, ConditionParser conditions)
            throws PolicyException {
        Position at = unless.key().at();
        Condition exception =
                unless.value().isSequence()
                        ? conditions.anyOf(at, unless.value())
                        : conditions.condition(unless.value());
        return new Condition.All(
                condition.at(), List.of(condition, new Condition.Not(at, exception)));
    }

    private static Severity severity(@Nullable Entry given) throws PolicyException {
        if (given == null) {
            return Severity.MEDIUM;
        }
        return given.value().constant(List.of(Severity.values()), Severity::code);
    }

    private static boolean choice(@Nullable Entry given, String no, String yes)
            throws PolicyException {
        return given != null && given.value().choice(List.of(no, yes)).equals(yes);
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
}
