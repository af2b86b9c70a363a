package org.signet.smime.certificate;

import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The sources of certificates, in the order in which they are asked.
 *
 * <p>A source is asked only if those before it have no certificate of the address itself that may
 * be used. Certificates of a gateway of the domain come after those of the address in all sources.
 * Within a source the newest comes first. The search ends with the first that may be used, and just
 * so with the first about which something cannot be found out, and with the first source that
 * cannot tell: nobody can have another one used, or none, by keeping us from asking.
 *
 * @param marks what was said about single certificates; it holds for those of every source
 */
public record CertificateChain(List<CertificateSource> sources, Marks marks) {
    public CertificateChain {
        sources = List.copyOf(sources);
    }

    /** What is known for an address at a moment. */
    public sealed interface Lookup {
        /** The one to encrypt to. */
        record Found(X509Certificate certificate) implements Lookup {}

        /** There are some that are valid now, of which the first is not trusted for this reason. */
        record NotTrusted(Trust.Untrusted why) implements Lookup {}

        /** Whether the first that might be used may be used could not be found out. */
        record Undecidable(String why) implements Lookup {}

        /** A source could not tell what it knows. */
        record Failed(String source, String why) implements Lookup {}

        /** There is none that may be used. */
        record NotFound(Reason reason) implements Lookup {
            /** Why there is none. */
            public enum Reason {
                NO_CERTIFICATE,
                EXPIRED,
                NOT_YET_VALID
            }
        }
    }

    /** The certificate for an address at a moment. */
    public Lookup lookup(Mailbox address, Instant now, RecipientTrust trust) {
        Search search = new Search(now, trust, marks);
        List<X509Certificate> ofDomain = new ArrayList<>();
        for (CertificateSource source : sources) {
            switch (source.find(address, now)) {
                case Answer.Found found -> {
                    ofDomain.addAll(newestFirst(found.ofDomain(), now));
                    Optional<Lookup> end = search.among(found);
                    if (end.isPresent()) {
                        return end.get();
                    }
                }
                case Answer.None() -> {}
                case Answer.Failed(String why) -> {
                    return new Lookup.Failed(source.name(), why);
                }
            }
        }
        return search.gateway(ofDomain).orElseGet(search::nothing);
    }

    private static List<X509Certificate> newestFirst(Collection<X509Certificate> all, Instant now) {
        return all.stream()
                .filter(each -> Validity.at(each, now) == Validity.VALID)
                .sorted(Comparator.comparing(X509Certificate::getNotBefore).reversed())
                .toList();
    }

    /** What has been seen so far of the certificates for one address. */
    private static final class Search {
        private final Instant now;
        private final RecipientTrust trust;
        private final Marks marks;
        private final List<X509Certificate> ofAddress = new ArrayList<>();
        private final Set<X509Certificate> authorities = new LinkedHashSet<>();
        private final Set<X509Certificate> vouched = new LinkedHashSet<>();
        private Optional<Trust.Untrusted> first = Optional.empty();

        Search(Instant now, RecipientTrust trust, Marks marks) {
            this.now = now;
            this.trust = trust;
            this.marks = marks;
        }

        Optional<Lookup> among(Answer.Found found) {
            ofAddress.addAll(found.ofAddress());
            authorities.addAll(found.authorities());
            vouched.addAll(found.vouched());
            return decide(newestFirst(found.ofAddress(), now));
        }

        /** Those of the domain are in the order of the sources already. */
        Optional<Lookup> gateway(List<X509Certificate> ofDomain) {
            return decide(ofDomain);
        }

        private Optional<Lookup> decide(List<X509Certificate> candidates) {
            for (X509Certificate each : candidates) {
                switch (trustIn(each)) {
                    case Trust.Trusted trusted -> {
                        return Optional.of(new Lookup.Found(each));
                    }
                    case Trust.Unknown(String why) -> {
                        return Optional.of(new Lookup.Undecidable(why));
                    }
                    case Trust.Untrusted untrusted ->
                            first = first.or(() -> Optional.of(untrusted));
                }
            }
            return Optional.empty();
        }

        private Trust trustIn(X509Certificate each) {
            return marks.objection(each)
                    .orElseGet(
                            () ->
                                    vouched.contains(each)
                                            ? new Trust.Trusted(List.of(each), false)
                                            : trust.decide(each, authorities, now));
        }

        Lookup nothing() {
            return first.<Lookup>map(Lookup.NotTrusted::new)
                    .orElseGet(() -> new Lookup.NotFound(whyNone()));
        }

        private Lookup.NotFound.Reason whyNone() {
            if (ofAddress.isEmpty()) {
                return Lookup.NotFound.Reason.NO_CERTIFICATE;
            }
            return ofAddress.stream().allMatch(each -> Validity.at(each, now) == Validity.EXPIRED)
                    ? Lookup.NotFound.Reason.EXPIRED
                    : Lookup.NotFound.Reason.NOT_YET_VALID;
        }
    }
}
