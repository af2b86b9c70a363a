package org.signet.classification.policy;

import org.signet.classification.message.Address;
import org.signet.classification.pattern.LinearPattern;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whom a condition means: addresses, domains, the domains below a domain, groups (resolved when the
 * policy is read), one's own people, all others, or nobody.
 *
 * @param inside whether addresses in one's own domains are meant
 * @param outside whether all other addresses are meant
 * @param empty whether the null sender is meant (RFC 5321 §4.5.5)
 * @param addresses whole addresses, in the form in which they are compared
 * @param domains domains
 * @param parents domains whose sub-domains are meant
 * @param patterns regular expressions on the address
 */
public record Who(
        boolean inside,
        boolean outside,
        boolean empty,
        Set<String> addresses,
        Set<String> domains,
        Set<String> parents,
        List<LinearPattern> patterns) {
    public Who {
        addresses = Set.copyOf(addresses);
        domains = Set.copyOf(domains);
        parents = Set.copyOf(parents);
        patterns = List.copyOf(patterns);
    }

    /**
     * Whether an address is meant.
     *
     * @param address empty for the null sender
     * @param own whether a domain is one's own
     */
    public boolean covers(Optional<Address> address, Predicate<String> own) {
        return address.map(given -> covers(given, own)).orElse(empty);
    }

    private boolean covers(Address address, Predicate<String> own) {
        return addresses.contains(address.comparable())
                || domains.contains(address.domain())
                || isBelowParent(address.domain())
                || ((inside || outside)
                        && own.test(address.domain()) == inside
                        && inside != outside)
                || (inside && outside)
                || patterns.stream().anyMatch(pattern -> pattern.isIn(address.comparable()));
    }

    private boolean isBelowParent(String domain) {
        for (int dot = domain.indexOf('.'); dot >= 0; dot = domain.indexOf('.', dot + 1)) {
            if (parents.contains(domain.substring(dot + 1))) {
                return true;
            }
        }
        return false;
    }
}
