package org.signet.transport.smtp;

import org.signet.transport.dane.DaneVerdict;

import java.util.Optional;

/** How a connection is protected. */
public sealed interface TlsFacts {
    /**
     * Returns the level as a stable word: {@code plain}, {@code encrypted}, {@code dane-verified},
     * or {@code dane-trusted} where the records of the host authenticated the server but nothing
     * secure said that the host takes the destination's mail.
     */
    String level();

    /** Not at all. */
    record Plain() implements TlsFacts {
        @Override
        public String level() {
            return "plain";
        }
    }

    /**
     * By TLS.
     *
     * @param dane what authenticated the server, if anything did
     * @param secureRoute whether the MX records that named the server are secure
     */
    record Encrypted(
            String protocol,
            String cipher,
            Optional<DaneVerdict.Authenticated> dane,
            boolean secureRoute)
            implements TlsFacts {
        @Override
        public String level() {
            if (dane.isEmpty()) {
                return "encrypted";
            }
            return secureRoute ? "dane-verified" : "dane-trusted";
        }
    }

    /** Returns level, version and cipher for a header field: {@code dane-verified; TLSv1.3; …}. */
    default String summary() {
        return switch (this) {
            case Plain plain -> level();
            case Encrypted tls -> level() + "; " + tls.protocol() + "; " + tls.cipher();
        };
    }
}
