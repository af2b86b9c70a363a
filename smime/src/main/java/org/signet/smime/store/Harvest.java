package org.signet.smime.store;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.mime.Header;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.PathFinder;
import org.signet.smime.trust.Trust;
import org.signet.smime.verify.EncryptionOffer;
import org.signet.smime.verify.Verification;
import org.signet.smime.verify.Verifying;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Stores the certificates that authors send with their signed mail. */
public final class Harvest {
    private final CertificateStore store;
    private final DailyLimit limit;

    /**
     * Begins one.
     *
     * @param perDomain how many new certificates are taken a day (UTC) for one domain
     */
    public Harvest(CertificateStore store, int perDomain) {
        this.store = store;
        this.limit = new DailyLimit(perDomain);
    }

    /**
     * Stores what a message offers for its author: the certificate that he prefers (RFC 8551
     * §2.5.3), or the one that he signed with.
     *
     * @param header of the message
     * @param verification what was found out about it by the rules
     */
    public List<Harvested> of(Header header, Verification verification, Verifying rules)
            throws IOException, UnusableFileException {
        Optional<Mailbox> author = HarvestRule.author(header, verification);
        List<Harvested> results = new ArrayList<>();
        if (author.isPresent()) {
            PathFinder paths = paths(rules);
            for (EncryptionOffer offer : HarvestRule.offers(author.get(), verification)) {
                results.add(take(author.get(), offer, paths, rules));
            }
        }
        return results;
    }

    /** Old algorithms, and certificates that are trusted by themselves, do not count here. */
    private static PathFinder paths(Verifying rules) {
        Marks marks =
                switch (rules.marks()) {
                    case Marks.Known known -> new Marks.Known(known.blocked(), Set.of());
                    case Marks.Unreadable unreadable -> unreadable;
                };
        return new PathFinder(rules.store(), false, rules.revocation(), marks);
    }

    private Harvested take(Mailbox author, EncryptionOffer offer, PathFinder paths, Verifying rules)
            throws IOException, UnusableFileException {
        for (X509Certificate each : HarvestRule.candidates(author, offer)) {
            if (store.holds(each)) {
                return new Harvested.Known();
            }
            if (!limit.allows(author.domain(), rules.at())) {
                return new Harvested.PassedOver(
                        "the limit of today is reached for " + author.domain());
            }
            switch (paths.findForRecipient(each, offer.others(), offer.lists(), rules.at())) {
                case Trust.Trusted trusted -> {
                    return add(author, each, rules);
                }
                case Trust.Unknown(String why) -> {
                    // The next one may be what he no longer wants to be used.
                    return new Harvested.PassedOver(why);
                }
                case Trust.Untrusted untrusted -> {
                    continue;
                }
            }
        }
        return new Harvested.PassedOver("there is none that could be encrypted to");
    }

    private Harvested add(Mailbox author, X509Certificate certificate, Verifying rules)
            throws IOException, UnusableFileException {
        return switch (store.add(certificate)) {
            case Addition.Added added -> {
                limit.count(author.domain(), rules.at());
                yield new Harvested.Stored(added.file());
            }
            case Addition.Known known -> new Harvested.Known();
            case Addition.Refused(Addition.Reason reason) ->
                    new Harvested.PassedOver(reason.text());
        };
    }
}
