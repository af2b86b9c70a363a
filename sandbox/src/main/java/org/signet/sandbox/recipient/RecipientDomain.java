package org.signet.sandbox.recipient;

import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A recipient domain with one MX host and the facts a sender can find out about it.
 *
 * @param name the domain
 * @param address the loopback address of its MX host
 * @param tls the key and the certificates it shows after STARTTLS, leaf first; empty if it does not
 *     offer STARTTLS
 * @param dns what its zone says
 * @param story which case it is, for people and tests
 */
public record RecipientDomain(
        String name, String address, Optional<TestCa.Identity> tls, Dns dns, Story story) {
    /**
     * What the zone of a domain says.
     *
     * @param security how far the zone can be trusted
     * @param tlsa the TLSA records of the MX host
     * @param mxByAlias whether the MX record names an alias of the MX host
     */
    public record Dns(Security security, List<Tlsa> tlsa, boolean mxByAlias) {
        public Dns {
            tlsa = List.copyOf(tlsa);
            if (security == Security.FORGED_TLSA && tlsa.isEmpty()) {
                throw new IllegalArgumentException("Only a TLSA set that is there can be forged");
            }
        }

        /** A zone with the records, and the MX record naming the MX host. */
        public static Dns of(Security security, Tlsa... tlsa) {
            return new Dns(security, List.of(tlsa), false);
        }

        public Dns byAlias() {
            return new Dns(security, tlsa, true);
        }
    }

    /** How far a zone can be trusted. */
    public enum Security {
        /** Signed, and delegated securely. */
        SIGNED,
        /** As signed, but for a wrong signature over the TLSA records. */
        FORGED_TLSA,
        /** Not signed; the parent proves that it is not. */
        UNSIGNED
    }

    /**
     * Which case a domain is.
     *
     * @param facts the case in one sentence
     * @param expectation what a sender makes of it
     */
    public record Story(String facts, Expectation expectation) {}

    /** The name of its only MX host. */
    public String mxHost() {
        return "mx." + name;
    }

    /** The name in its MX record. */
    public String mxName() {
        return dns.mxByAlias() ? "alias." + name : mxHost();
    }

    public boolean signed() {
        return dns.security() != Security.UNSIGNED;
    }

    /** The certificates that the MX host shows, leaf first. */
    public List<X509Certificate> chain() {
        return tls.map(TestCa.Identity::chain).orElse(List.of());
    }
}
