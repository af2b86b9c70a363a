package org.signet.classification.policy;

import org.jspecify.annotations.Nullable;
import org.signet.classification.message.Address;
import org.signet.classification.policy.PolicyCase.Expected;
import org.signet.classification.policy.PolicyNode.Entry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the test cases that a policy carries. */
final class CaseParser {
    private static final List<String> KEYS =
            List.of(
                    "name",
                    "mail",
                    "sender",
                    "recipients",
                    "subject",
                    "body",
                    "headers",
                    "attachments",
                    "expect");
    private static final List<String> DESCRIBED =
            List.of("subject", "body", "headers", "attachments");
    private static final List<String> OF_FILE = List.of("name", "text");
    private static final List<String> CODES =
            List.of("applies", "does-not-apply", "undecidable", "skipped");
    private static final String ADDRESS = "an address such as user@example.com";

    private CaseParser() {}

    static List<PolicyCase> cases(PolicyNode node, List<String> classes) throws PolicyException {
        List<PolicyCase> cases = new ArrayList<>();
        for (PolicyNode each : node.list("a list of test cases")) {
            cases.add(one(each, classes));
        }
        return cases;
    }

    private static PolicyCase one(PolicyNode node, List<String> classes) throws PolicyException {
        Map<String, Entry> keys = node.mapping(KEYS);
        Entry mail = keys.get("mail");
        for (String described : DESCRIBED) {
            Entry entry = keys.get(described);
            if (mail != null && entry != null) {
                throw entry.key().refuse("there are both 'mail' and '" + described + "'", "one");
            }
        }
        Entry expect = keys.get("expect");
        if (expect == null) {
            throw node.refuse("the key 'expect' is missing", "expect: {CLASS: VERDICT}");
        }
        return new PolicyCase(
                node.at(),
                text(keys.get("name"), "case at " + node.at()),
                mail == null
                        ? Optional.empty()
                        : Optional.of(mail.value().text("a file, relative to the policy")),
                sender(keys.get("sender")),
                recipients(keys.get("recipients")),
                text(keys.get("subject"), ""),
                text(keys.get("body"), ""),
                headers(keys.get("headers")),
                files(keys.get("attachments")),
                expected(expect.value(), classes));
    }

    private static String text(@Nullable Entry given, String otherwise) throws PolicyException {
        return given == null ? otherwise : given.value().text("a text");
    }

    private static Optional<String> sender(@Nullable Entry given) throws PolicyException {
        if (given == null) {
            return Optional.empty();
        }
        return Optional.of(address(given.value()));
    }

    private static String address(PolicyNode node) throws PolicyException {
        String text = node.text(ADDRESS);
        if (Address.of(text).isEmpty()) {
            throw node.refuse("'" + text + "' is no address", ADDRESS);
        }
        return text;
    }

    private static List<String> recipients(@Nullable Entry given) throws PolicyException {
        List<String> found = new ArrayList<>();
        if (given != null) {
            for (PolicyNode node : given.value().list("a list of addresses")) {
                found.add(address(node));
            }
        }
        return found;
    }

    private static Map<String, String> headers(@Nullable Entry given) throws PolicyException {
        Map<String, String> found = new LinkedHashMap<>();
        if (given != null) {
            for (Map.Entry<String, Entry> each :
                    given.value().mapping("header fields").entrySet()) {
                String value = each.getValue().value().text("a text");
                boolean sound =
                        each.getKey().chars().allMatch(c -> c > ' ' && c < 0x7F && c != ':');
                if (!sound || value.indexOf('\n') >= 0) {
                    throw each.getValue()
                            .key()
                            .refuse(
                                    "'" + each.getKey() + "' is no header field of one line",
                                    "NAME: a text of one line");
                }
                found.put(each.getKey(), value);
            }
        }
        return found;
    }

    private static List<PolicyCase.File> files(@Nullable Entry given) throws PolicyException {
        List<PolicyCase.File> files = new ArrayList<>();
        if (given != null) {
            for (PolicyNode node : given.value().list("a list of {name: ..., text: ...}")) {
                Map<String, Entry> keys = node.mapping(OF_FILE);
                files.add(
                        new PolicyCase.File(
                                text(keys.get("name"), "file.txt"), text(keys.get("text"), "")));
            }
        }
        return files;
    }

    private static Map<String, Expected> expected(PolicyNode node, List<String> classes)
            throws PolicyException {
        Map<String, Expected> found = new LinkedHashMap<>();
        Map<String, Entry> keys = node.mapping(classes);
        if (keys.isEmpty()) {
            throw node.refuse("nothing is expected", "CLASS: VERDICT");
        }
        for (Map.Entry<String, Entry> each : keys.entrySet()) {
            PolicyNode value = each.getValue().value();
            found.put(
                    each.getKey(),
                    value.isSequence()
                            ? new Expected.AppliesTo(value.at(), addresses(value))
                            : new Expected.Code(value.at(), value.choice(CODES)));
        }
        return found;
    }

    private static Set<String> addresses(PolicyNode node) throws PolicyException {
        Set<String> found = new HashSet<>();
        for (PolicyNode each : node.list("a list of recipients")) {
            Address.of(address(each)).ifPresent(a -> found.add(a.comparable()));
        }
        return found;
    }
}
