package org.signet.smime.store;

import org.signet.smime.certificate.Mailbox;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Set;

/**
 * A certificate in a store.
 *
 * @param addresses those it speaks for
 */
public record Stored(Path file, X509Certificate certificate, Set<Mailbox> addresses) {
    public Stored {
        addresses = Set.copyOf(addresses);
    }
}
