package org.signet.transport.smtp;

import org.signet.transport.dane.DaneVerdict;
import org.signet.transport.dns.DomainName;

import java.util.List;
import java.util.Optional;

/** How a connection is protected. */
public sealed interface TlsFacts {
    /**
     * Returns the level as a stable word: {@code plain}, {@code encrypted}, {@code verified} where
     * a well-known authority vouches for the name, {@code dane-verified}, or {@code dane-trusted}
     * where the records of the host authenticated the server but nothing secure said that the host
     * takes the destination's mail; {@code rejected} where the server is not the one it should be.
     */
    String level();

    /**
     * Returns the word that operators know from logs: {@code Verified}, {@code Trusted}, {@code
     * Untrusted} or {@code Anonymous} TLS, or {@code Plain}.
     */
    String word();

    /** Not at all. */
    record Plain() implements TlsFacts {
        @Override
        public String level() {
            return "plain";
        }

        @Override
        public String word() {
            return "Plain";
        }
    }

    /**
     * By TLS.
     *
     * @param serverName the name asked for by SNI
     * @param resumed whether an earlier session was taken up again
     * @param chain the server's certificates, its own first, as digests
     */
    record Encrypted(
            String protocol,
            String cipher,
            Optional<DomainName> serverName,
            boolean resumed,
            List<CertificateDigests> chain,
            Peer peer)
            implements TlsFacts {
        public Encrypted {
            chain = List.copyOf(chain);
        }

        /** Returns the TLSA record that authenticated the server, if one did. */
        public Optional<DaneVerdict.Authenticated> dane() {
            return peer instanceof Peer.ByDane byDane
                    ? Optional.of(byDane.verdict())
                    : Optional.empty();
        }

        @Override
        public String level() {
            return switch (peer) {
                case Peer.ByDane dane -> dane.secureRoute() ? "dane-verified" : "dane-trusted";
                case Peer.ByAuthority authority -> "verified";
                case Peer.Unknown unknown -> "encrypted";
                case Peer.Rejected rejected -> "rejected";
            };
        }

        @Override
        public String word() {
            return switch (peer) {
                case Peer.ByDane dane -> dane.secureRoute() ? "Verified" : "Trusted";
                case Peer.ByAuthority authority -> "Verified";
                case Peer.Unknown unknown -> chain.isEmpty() ? "Anonymous" : "Untrusted";
                case Peer.Rejected rejected -> "Untrusted";
            };
        }
    }

    /** Who the server is. */
    sealed interface Peer {
        /**
         * One that a TLSA record names.
         *
         * @param secureRoute whether the MX records that named the server are secure
         */
        record ByDane(DaneVerdict.Authenticated verdict, boolean secureRoute) implements Peer {}

        /** One that a well-known authority vouches for by this name. */
        record ByAuthority(DomainName name) implements Peer {}

        /** Anyone; nobody asked. */
        record Unknown() implements Peer {}

        /** Not the one it should be. */
        record Rejected() implements Peer {}
    }

    /** Returns level, version and cipher for a header field: {@code dane-verified; TLSv1.3; …}. */
    default String summary() {
        return switch (this) {
            case Plain plain -> level();
            case Encrypted tls -> level() + "; " + tls.protocol() + "; " + tls.cipher();
        };
    }
}
