package org.signet.transport.smtp;

import org.signet.transport.dane.DaneVerdict;

import java.util.Optional;

/** How a connection is protected. */
public sealed interface TlsFacts {
    /**
     * Returns the level as a stable word: {@code plain}, {@code encrypted}, {@code dane-verified}.
     */
    String level();

    /** Not at all. */
    record Plain() implements TlsFacts {
        @Override
        public String level() {
            return "plain";
        }
    }

    /** By TLS; {@code dane} is what authenticated the server, if anything did. */
    record Encrypted(String protocol, String cipher, Optional<DaneVerdict.Authenticated> dane)
            implements TlsFacts {
        @Override
        public String level() {
            return dane.isPresent() ? "dane-verified" : "encrypted";
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
