package org.signet.sandbox.mailbox;

import java.util.Optional;

/** How the connection that brought a mail was protected. */
public sealed interface TlsFacts {
    /** The mail came in the clear. */
    record Plaintext() implements TlsFacts {}

    /**
     * The mail came after STARTTLS.
     *
     * @param version the protocol version, such as {@code TLSv1.3}
     * @param cipher the cipher suite
     * @param sni the server name the client asked for (RFC 6066 §3)
     */
    record Encrypted(String version, String cipher, Optional<String> sni) implements TlsFacts {}
}
