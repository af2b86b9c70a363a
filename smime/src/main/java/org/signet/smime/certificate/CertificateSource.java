package org.signet.smime.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** A place where certificates of recipients are known. */
public interface CertificateSource {
    /** How people know it, as in an error. */
    String name();

    /** What is known for an address; the moment is that of the message. */
    Answer find(Mailbox address, Instant now);

    /** What a source knows. A source that cannot tell must say so, and never that there is none. */
    sealed interface Answer {
        /**
         * There are some, of any validity, which are fit for encrypting by themselves.
         *
         * @param ofAddress those that name the address
         * @param ofDomain those of a gateway of its domain
         * @param authorities certificates that may lie on the way from one of them to a root
         * @param vouched those of the former that need no chain, because the source itself is
         *     believed
         */
        record Found(
                List<X509Certificate> ofAddress,
                List<X509Certificate> ofDomain,
                Collection<X509Certificate> authorities,
                Set<X509Certificate> vouched)
                implements Answer {
            public Found {
                ofAddress = List.copyOf(ofAddress);
                ofDomain = List.copyOf(ofDomain);
                authorities = Set.copyOf(authorities);
                vouched = Set.copyOf(vouched);
            }

            /** Certificates that the source does not vouch for. */
            public Found(
                    List<X509Certificate> ofAddress,
                    List<X509Certificate> ofDomain,
                    Collection<X509Certificate> authorities) {
                this(ofAddress, ofDomain, authorities, Set.of());
            }
        }

        /** There is none, for certain. */
        record None() implements Answer {}

        /** Whether there is one could not be found out. */
        record Failed(String why) implements Answer {}
    }
}
