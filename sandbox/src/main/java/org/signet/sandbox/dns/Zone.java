package org.signet.sandbox.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** One zone, ready to be asked: names in canonical order (RFC 4034 §6.1) with their record sets. */
final class Zone {
    private final Name origin;
    private final boolean signed;
    private final NavigableMap<Name, Map<Integer, SignedSet>> nodes;

    Zone(Name origin, boolean signed, NavigableMap<Name, Map<Integer, SignedSet>> nodes) {
        this.origin = origin;
        this.signed = signed;
        this.nodes = Collections.unmodifiableNavigableMap(new TreeMap<>(nodes));
    }

    Name origin() {
        return origin;
    }

    boolean signed() {
        return signed;
    }

    /** Answers a question for a name at or below the origin. */
    Found find(Name name, int type) {
        Map<Integer, SignedSet> node = nodes.get(name);
        if (node == null) {
            return hasDescendant(name)
                    ? new Found.NoData(proof(name))
                    : new Found.NoName(proof(name, wildcardBeside(name)));
        }
        SignedSet exact = node.get(type);
        if (exact != null) {
            return new Found.Answer(exact);
        }
        if (type == Type.ANY || type == Type.RRSIG) {
            // RFC 8482 §4.1: one record set is answer enough
            return new Found.Answer(node.values().iterator().next());
        }
        SignedSet cname = node.get(Type.CNAME);
        return cname == null ? new Found.NoData(proof(name)) : new Found.Alias(cname);
    }

    private boolean hasDescendant(Name name) {
        return Optional.ofNullable(nodes.higherKey(name))
                .filter(next -> next.subdomain(name))
                .isPresent();
    }

    private Name wildcardBeside(Name absent) {
        Name encloser = new Name(absent, 1);
        while (!nodes.containsKey(encloser) && !hasDescendant(encloser)) {
            encloser = new Name(encloser, 1);
        }
        try {
            return Name.fromString("*", encloser);
        } catch (TextParseException e) {
            // "*" is shorter than or as long as the label it stands for
            throw new IllegalStateException("No wildcard name below " + encloser, e);
        }
    }

    private List<SignedSet> proof(Name... names) {
        List<SignedSet> proof = new ArrayList<>();
        proof.add(set(origin, Type.SOA));
        if (signed) {
            for (Name name : names) {
                SignedSet nsec = set(nodes.floorKey(name), Type.NSEC);
                if (!proof.contains(nsec)) {
                    proof.add(nsec);
                }
            }
        }
        return proof;
    }

    private SignedSet set(Name name, int type) {
        Map<Integer, SignedSet> node = nodes.get(name);
        SignedSet set = node == null ? null : node.get(type);
        if (set == null) {
            throw new IllegalStateException(
                    "Zone " + origin + " has no " + Type.string(type) + " at " + name);
        }
        return set;
    }
}
