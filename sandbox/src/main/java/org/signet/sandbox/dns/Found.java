package org.signet.sandbox.dns;

import java.util.List;

/** What a zone holds for a question. */
sealed interface Found {
    /** The records asked for. */
    record Answer(SignedSet set) implements Found {}

    /** The name is an alias; the question goes on at its target (RFC 1034 §3.6.2). */
    record Alias(SignedSet cname) implements Found {}

    /** The name exists without this type; the proof is SOA and NSEC (RFC 4035 §3.1.3.1). */
    record NoData(List<SignedSet> proof) implements Found {
        public NoData {
            proof = List.copyOf(proof);
        }
    }

    /** The name does not exist; the proof is SOA and one or two NSEC (RFC 4035 §3.1.3.2). */
    record NoName(List<SignedSet> proof) implements Found {
        public NoName {
            proof = List.copyOf(proof);
        }
    }
}
