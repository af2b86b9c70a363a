package org.signet.transport.dns;

/** Whether secure answers can be had, as far as is known. */
public sealed interface Readiness {
    /** The root zone validates. */
    record Ready() implements Readiness {}

    /** No server answers: the network may come up later. */
    record Unreachable(String cause) implements Readiness {}

    /** Servers answer, and the root zone does not validate: something is set wrongly. */
    record Unusable(String reason) implements Readiness {}

    /** Judges by an answer about the root zone, which is signed. */
    static Readiness of(DnsAnswer aboutTheRoot) {
        return switch (aboutTheRoot) {
            case DnsAnswer.Failed failed -> new Unreachable(failed.cause());
            case DnsAnswer.Bogus bogus -> new Unusable(bogus.reason());
            case DnsAnswer answer when answer.secureThroughout() -> new Ready();
            case DnsAnswer.Found found -> new Unusable("it is not secure");
            case DnsAnswer.NoData none -> new Unusable("it is not secure");
            case DnsAnswer.NxDomain none -> new Unusable("it is not secure");
        };
    }

    /** Words for an operator: what is wrong and what it may come from. */
    default String inWords() {
        return switch (this) {
            case Ready ready -> "the root zone validates";
            case Unreachable unreachable -> "the DNS servers do not answer: " + unreachable.cause();
            case Unusable unusable ->
                    "the root zone does not validate ("
                            + unusable.reason()
                            + "): the DNS servers do not pass DNSSEC data on or do not validate,"
                            + " the trust anchors are not theirs, or the clock is wrong";
        };
    }
}
