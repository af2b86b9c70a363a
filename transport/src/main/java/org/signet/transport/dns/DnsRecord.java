package org.signet.transport.dns;

import java.net.InetAddress;
import java.util.HexFormat;

/** One record of an answer, as a value. */
public sealed interface DnsRecord {
    /** An address of a host, from an A or AAAA record. */
    record Address(InetAddress address) implements DnsRecord {}

    /** A host that takes mail for a domain; the root as host says that none does (RFC 7505 §3). */
    record MailExchange(int preference, DomainName host) implements DnsRecord {}

    /** The name that another name is an alias of. */
    record Alias(DomainName target) implements DnsRecord {}

    /** A text, its character strings joined. */
    record Text(String text) implements DnsRecord {}

    /**
     * The unread data of a TLSA or SMIMEA record in hexadecimal, so that what is malformed is
     * judged where it is read.
     */
    record TlsaData(String hex) implements DnsRecord {
        public byte[] rdata() {
            return HexFormat.of().parseHex(hex);
        }
    }
}
