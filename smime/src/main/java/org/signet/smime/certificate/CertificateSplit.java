package org.signet.smime.certificate;

import org.signet.smime.certificate.CertificateChain.Lookup;
import org.signet.smime.trust.RecipientTrust;

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
 * @param undecidable why nobody can be divided: about a certificate something could not be found
 *     out, or a source of certificates could not tell what it knows
 */
public record CertificateSplit<A>(
        List<A> with,
        List<A> without,
        Set<X509Certificate> certificates,
        Optional<String> undecidable) {
    public CertificateSplit {
        with = List.copyOf(with);
        without = List.copyOf(without);
        certificates = Set.copyOf(certificates);
    }

    /**
     * Divides, unless about one of them something cannot be found out.
     *
     * @param address the mail address of a recipient
     */
    public static <A> CertificateSplit<A> of(
            Collection<A> recipients,
            Function<A, String> address,
            CertificateChain known,
            RecipientTrust trust,
            Instant now) {
        List<A> with = new ArrayList<>();
        List<A> without = new ArrayList<>();
        Set<X509Certificate> certificates = new LinkedHashSet<>();
        for (A recipient : recipients) {
            switch (Mailbox.parse(address.apply(recipient))
                    .map(box -> known.lookup(box, now, trust))
                    .orElseGet(() -> new Lookup.NotFound(Lookup.NotFound.Reason.NO_CERTIFICATE))) {
                case Lookup.Found(X509Certificate certificate) -> {
                    with.add(recipient);
                    certificates.add(certificate);
                }
                case Lookup.NotTrusted untrusted -> without.add(recipient);
                case Lookup.NotFound none -> without.add(recipient);
                case Lookup.Undecidable(String why) -> {
                    return undecided(why);
                }
                case Lookup.Failed(String source, String why) -> {
                    return undecided(source + ": " + why);
                }
            }
        }
        return new CertificateSplit<>(with, without, certificates, Optional.empty());
    }

    private static <A> CertificateSplit<A> undecided(String why) {
        return new CertificateSplit<>(List.of(), List.of(), Set.of(), Optional.of(why));
    }
}
