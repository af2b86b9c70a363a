package org.signet.classification.verdict;

import org.signet.classification.message.Address;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * For which recipients a verdict is.
 *
 * @param everyone whether it is for all of them
 * @param recipients otherwise, their addresses in the form in which they are compared
 */
public record Scope(boolean everyone, Set<String> recipients) {
    public static final Scope ALL = new Scope(true, Set.of());

    public Scope {
        recipients = Set.copyOf(recipients);
        if (everyone != recipients.isEmpty()) {
            throw new IllegalArgumentException("Either everyone, or at least one");
        }
    }

    static Scope of(Collection<Address> recipients) {
        return new Scope(
                false, recipients.stream().map(Address::comparable).collect(Collectors.toSet()));
    }

    /**
     * Whether the verdict is for a recipient.
     *
     * @param address as SMTP gave it
     */
    public boolean covers(String address) {
        return everyone
                || Address.of(address)
                        .map(Address::comparable)
                        .filter(recipients::contains)
                        .isPresent();
    }

    @Override
    public String toString() {
        return everyone ? "all recipients" : String.join(", ", new TreeSet<>(recipients));
    }
}
