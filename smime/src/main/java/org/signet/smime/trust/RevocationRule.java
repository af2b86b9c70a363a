package org.signet.smime.trust;

import java.util.Optional;

/**
 * How much has to be known about revocation.
 *
 * @param source whom to ask beyond the lists at hand
 */
public record RevocationRule(Demand demand, Optional<RevocationSource> source) {
    /** What happens where nothing can be found out. */
    public enum Demand {
        /** Nothing is asked; but if there is any list at hand, all must be found good in lists. */
        LISTS_AT_HAND,
        /** What is not known to be revoked is taken for good. */
        PREFER,
        /** What is not known to be good is undecidable. */
        REQUIRE
    }

    /** Nothing beyond the lists at hand. */
    public static final RevocationRule LISTS =
            new RevocationRule(Demand.LISTS_AT_HAND, Optional.empty());

    public RevocationRule {
        if (demand == Demand.LISTS_AT_HAND && source.isPresent()) {
            throw new IllegalArgumentException("A source that is never asked");
        }
    }

    public static RevocationRule of(Demand demand, RevocationSource source) {
        return new RevocationRule(demand, Optional.of(source));
    }
}
