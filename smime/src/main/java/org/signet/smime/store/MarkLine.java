package org.signet.smime.store;

import org.signet.smime.trust.Fingerprint;

import java.util.Optional;

/**
 * A line of a file of marks.
 *
 * @param note what stands behind the fingerprint; may be empty
 */
public record MarkLine(Fingerprint fingerprint, String note) {
    /** What a line says; nothing if it is empty or a remark. */
    static Optional<MarkLine> parse(String line) {
        String[] parts = line.strip().split("\\s+", 2);
        return Fingerprint.parse(parts[0])
                .map(found -> new MarkLine(found, parts.length == 2 ? parts[1] : ""));
    }
}
