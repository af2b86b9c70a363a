package org.signet.transport.dane;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which of the usable records count (RFC 7671 §9). */
final class DigestAgility {
    private static final Comparator<Tlsa.Usable> EE_FIRST =
            Comparator.comparingInt(record -> -record.usage().code());

    private DigestAgility() {}

    /**
     * Keeps, for each pair of usage and selector, the records with the strongest digest and those
     * that hold the whole object; DANE-EE first.
     */
    static List<Tlsa.Usable> apply(List<Tlsa.Usable> records) {
        List<Tlsa.Usable> kept = new ArrayList<>();
        for (Tlsa.Usable record : records) {
            if (record.matching() == MatchingType.FULL
                    || records.stream().noneMatch(other -> isStronger(other, record))) {
                kept.add(record);
            }
        }
        kept.sort(EE_FIRST);
        return List.copyOf(kept);
    }

    private static boolean isStronger(Tlsa.Usable other, Tlsa.Usable record) {
        return other.usage() == record.usage()
                && other.selector() == record.selector()
                && other.matching().compareTo(record.matching()) > 0;
    }
}
