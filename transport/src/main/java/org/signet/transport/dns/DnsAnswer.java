package org.signet.transport.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one question, with the status that DNSSEC gives it.
 *
 * <p>{@link #aliases()} lists the aliases that led from the name asked for to the name that the
 * answer is about, each with its own status; {@code security} of an answer is about its last hop
 * alone. Use {@link #secureThroughout()} to ask about all hops.
 */
public sealed interface DnsAnswer {
    /** One alias that was followed. */
    record Hop(DomainName from, DomainName to, Security security) {}

    /** The aliases that were followed, in order. */
    List<Hop> aliases();

    /** Records of the type asked for, at least one. */
    record Found(List<DnsRecord> records, Security security, List<Hop> aliases)
            implements DnsAnswer {
        public Found {
            records = List.copyOf(records);
            aliases = List.copyOf(aliases);
            if (records.isEmpty()) {
                throw new IllegalArgumentException("An answer without records is NoData");
            }
        }
    }

    /** The name exists, a record of the type asked for does not. */
    record NoData(Security security, List<Hop> aliases) implements DnsAnswer {
        public NoData {
            aliases = List.copyOf(aliases);
        }
    }

    /** The name does not exist. */
    record NxDomain(Security security, List<Hop> aliases) implements DnsAnswer {
        public NxDomain {
            aliases = List.copyOf(aliases);
        }
    }

    /**
     * What came back is in a signed zone but not validly signed: somebody may be forging.
     *
     * @param reason why, in words, with the extended error where there is one
     * @param error what a server or the validation says of it in a number
     */
    record Bogus(String reason, Optional<ExtendedError> error, List<Hop> aliases)
            implements DnsAnswer {
        public Bogus {
            aliases = List.copyOf(aliases);
        }

        public Bogus(String reason, List<Hop> aliases) {
            this(reason, Optional.empty(), aliases);
        }

        static Bogus of(String reason, Optional<ExtendedError> error) {
            return new Bogus(reason + words(error), error, List.of());
        }
    }

    /**
     * There was no usable answer: time ran out, or the server failed.
     *
     * @param cause why, in words, with the extended error where there is one
     * @param error what the server says of it in a number
     */
    record Failed(String cause, Optional<ExtendedError> error, List<Hop> aliases)
            implements DnsAnswer {
        public Failed {
            aliases = List.copyOf(aliases);
        }

        public Failed(String cause, List<Hop> aliases) {
            this(cause, Optional.empty(), aliases);
        }

        static Failed of(String cause, Optional<ExtendedError> error) {
            return new Failed(cause + words(error), error, List.of());
        }
    }

    private static String words(Optional<ExtendedError> error) {
        return error.map(said -> " (" + said + ")").orElse("");
    }

    /** Tells whether the answer and every alias that led to it are secure. */
    default boolean secureThroughout() {
        boolean last =
                switch (this) {
                    case Found found -> found.security == Security.SECURE;
                    case NoData none -> none.security == Security.SECURE;
                    case NxDomain none -> none.security == Security.SECURE;
                    case Bogus bogus -> false;
                    case Failed failed -> false;
                };
        return last && aliases().stream().allMatch(hop -> hop.security() == Security.SECURE);
    }

    /** Returns the name that the answer is about: the asked name, or the last alias's target. */
    default DomainName finalName(DomainName asked) {
        return aliases().isEmpty() ? asked : aliases().get(aliases().size() - 1).to();
    }

    /** Returns the same answer, reached over the given aliases first. */
    default DnsAnswer after(List<Hop> before) {
        List<Hop> all = new ArrayList<>(before);
        all.addAll(aliases());
        return switch (this) {
            case Found found -> new Found(found.records, found.security, all);
            case NoData none -> new NoData(none.security, all);
            case NxDomain none -> new NxDomain(none.security, all);
            case Bogus bogus -> new Bogus(bogus.reason, bogus.error, all);
            case Failed failed -> new Failed(failed.cause, failed.error, all);
        };
    }
}
