package org.signet.transport.dns;

/** Where DNS answers come from. */
public interface Dns {
    /**
     * Looks up records, following aliases.
     *
     * <p>Whatever goes wrong is an answer ({@link DnsAnswer.Bogus}, {@link DnsAnswer.Failed}), not
     * an exception.
     */
    DnsAnswer lookup(DomainName name, RecordType type);
}
