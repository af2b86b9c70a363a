package org.signet.classification.policy;

import org.signet.classification.message.Address;
import org.signet.classification.pattern.LinearPattern;
import org.signet.classification.policy.PolicyNode.Entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads whom a condition means, and the groups that it may name. */
final class WhoParser {
    private static final String ALLOWED =
            "inside, outside, empty, user@example.com, example.com, *.example.com, group:NAME";
    private static final List<String> KEYS = List.of("is", "regex");
    private static final String GROUP = "group:";

    private final Map<String, List<PolicyNode>> groups = new HashMap<>();

    /** What is gathered while one list is read. */
    private static final class Gathered {
        private boolean inside;
        private boolean outside;
        private boolean empty;
        private final Set<String> addresses = new HashSet<>();
        private final Set<String> domains = new HashSet<>();
        private final Set<String> parents = new HashSet<>();
    }

    /** Reads the groups: lists of addresses and domains under a name. */
    void groups(PolicyNode node) throws PolicyException {
        for (Map.Entry<String, Entry> group : node.mapping("names of groups").entrySet()) {
            List<PolicyNode> members = group.getValue().value().list("a list of addresses");
            for (PolicyNode member : members) {
                entry(member, new Gathered(), false);
            }
            groups.put(group.getKey(), members);
        }
    }

    Who who(PolicyNode node) throws PolicyException {
        Gathered gathered = new Gathered();
        if (node.isScalar()) {
            entry(node, gathered, true);
            return made(gathered, List.of());
        }
        if (node.isSequence()) {
            list(node, gathered);
            return made(gathered, List.of());
        }
        Map<String, Entry> keys = node.mapping(KEYS);
        if (keys.isEmpty()) {
            throw node.refuse("nobody is named", "is, regex");
        }
        Entry is = keys.get("is");
        Entry regex = keys.get("regex");
        if (is != null && is.value().isScalar()) {
            entry(is.value(), gathered, true);
        } else if (is != null) {
            list(is.value(), gathered);
        }
        return made(gathered, regex == null ? List.of() : Patterns.oneOrMore(regex.value()));
    }

    private static Who made(Gathered gathered, List<LinearPattern> patterns) {
        return new Who(
                gathered.inside,
                gathered.outside,
                gathered.empty,
                gathered.addresses,
                gathered.domains,
                gathered.parents,
                patterns);
    }

    private void list(PolicyNode node, Gathered into) throws PolicyException {
        for (PolicyNode child : node.list(ALLOWED)) {
            entry(child, into, true);
        }
    }

    private void entry(PolicyNode node, Gathered into, boolean inCondition) throws PolicyException {
        String text = node.text(ALLOWED);
        if (inCondition && text.startsWith(GROUP)) {
            group(node, text.substring(GROUP.length()), into);
        } else if (inCondition && text.equals("inside")) {
            into.inside = true;
        } else if (inCondition && text.equals("outside")) {
            into.outside = true;
        } else if (inCondition && text.equals("empty")) {
            into.empty = true;
        } else if (text.startsWith("*.")) {
            into.parents.add(domain(node, "x." + text.substring(2)).substring(2));
        } else if (text.indexOf('@') >= 0) {
            into.addresses.add(
                    Address.of(text)
                            .orElseThrow(() -> node.refuse("'" + text + "' is no address", ALLOWED))
                            .comparable());
        } else {
            into.domains.add(domain(node, text));
        }
    }

    private void group(PolicyNode node, String name, Gathered into) throws PolicyException {
        List<PolicyNode> members = groups.get(name);
        if (members == null) {
            throw node.refuse(
                    "there is no group '" + name + "'",
                    groups.isEmpty()
                            ? "groups that the policy names below 'groups'"
                            : String.join(", ", new ArrayList<>(groups.keySet())));
        }
        for (PolicyNode member : members) {
            entry(member, into, false);
        }
    }

    /** Reads a domain that is written out. */
    static String domain(PolicyNode node, String text) throws PolicyException {
        boolean sound =
                text.indexOf('.') > 0
                        && !text.startsWith(".")
                        && !text.contains("..")
                        && text.chars()
                                .allMatch(
                                        c ->
                                                Character.isLetterOrDigit(c)
                                                        || c == '.'
                                                        || c == '-'
                                                        || c == '_');
        if (!sound && !text.equals("localhost")) {
            throw node.refuse("'" + text + "' is no domain", ALLOWED);
        }
        return Address.comparableDomain(text);
    }
}
