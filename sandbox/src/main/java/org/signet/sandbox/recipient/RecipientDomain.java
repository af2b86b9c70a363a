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
 * @param story the case that it is, in one sentence for people
 */
public record RecipientDomain(
        String name, String address, Optional<TestCa.Identity> tls, Dns dns, String story) {
    /**
     * What the zone of a domain says.
     *
     * @param signed whether the zone is signed and delegated securely
     * @param tlsa the TLSA records of the MX host
     * @param tlsaForged whether the signature over the TLSA records is wrong
     */
    public record Dns(boolean signed, List<Tlsa> tlsa, boolean tlsaForged) {
        public Dns {
            tlsa = List.copyOf(tlsa);
            if (tlsaForged && (!signed || tlsa.isEmpty())) {
                throw new IllegalArgumentException("Only a signed TLSA set can be forged");
            }
        }
    }

    /** The name of its only MX host. */
    public String mxHost() {
        return "mx." + name;
    }

    /** The certificates that the MX host shows, leaf first. */
    public List<X509Certificate> chain() {
        return tls.map(TestCa.Identity::chain).orElse(List.of());
    }
}
