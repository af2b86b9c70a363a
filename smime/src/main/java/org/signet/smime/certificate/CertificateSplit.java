package org.signet.smime.certificate;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The recipients of a message, divided by whether there is a certificate to encrypt to.
 *
 * @param <A> how the caller names a recipient
 * @param with those for whom there is one, in their order
 * @param without the others, in their order
 * @param certificates the certificates of the former
 */
public record CertificateSplit<A>(
        List<A> with, List<A> without, Set<X509Certificate> certificates) {
    public CertificateSplit {
        with = List.copyOf(with);
        without = List.copyOf(without);
        certificates = Set.copyOf(certificates);
    }

    /**
     * Divides.
     *
     * @param address the mail address of a recipient
     */
    public static <A> CertificateSplit<A> of(
            Collection<A> recipients,
            Function<A, String> address,
            RecipientCertificates known,
            Instant now) {
        List<A> with = new ArrayList<>();
        List<A> without = new ArrayList<>();
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        for (A recipient : recipients) {
            Optional<RecipientCertificates.Lookup> lookup =
                    Mailbox.parse(address.apply(recipient)).map(box -> known.lookup(box, now));
            if (lookup.isPresent()
                    && lookup.get()
                            instanceof
                            RecipientCertificates.Lookup.Found(X509Certificate certificate)) {
                with.add(recipient);
                certificates.add(certificate);
            } else {
                without.add(recipient);
            }
        }
        return new CertificateSplit<>(with, without, certificates);
    }
}
