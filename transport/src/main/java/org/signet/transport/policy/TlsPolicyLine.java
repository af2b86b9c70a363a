package org.signet.transport.policy;

import org.signet.transport.dns.DomainName;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One exception of a policy file.
 *
 * @param pattern what it is about, as {@link TlsPolicyMap} tells
 * @param until the last day (UTC) on which it counts
 * @param number the number of its line
 */
record TlsPolicyLine(
        String pattern,
        TlsLevel level,
        List<DomainName> names,
        TlsVersion lowest,
        Optional<LocalDate> until,
        String comment,
        int number) {
    TlsPolicyLine {
        names = List.copyOf(names);
    }

    boolean isExpired(LocalDate today) {
        return until.isPresent() && today.isAfter(until.get());
    }

    /** Returns how logs name the line. */
    String shown(String source) {
        return source
                + ":"
                + number
                + until.map(day -> ", until " + day).orElse("")
                + (comment.isEmpty() ? "" : ", '" + comment + "'");
    }
}
