package org.signet.smime.store;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.CertificateDomains;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.headers.Authors;
import org.signet.smime.mime.Header;
import org.signet.smime.verify.EncryptionOffer;
import org.signet.smime.verify.Layer;
import org.signet.smime.verify.Signer;
import org.signet.smime.verify.Verdict;
import org.signet.smime.verify.Verification;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which certificates a verified message offers for its author. */
final class HarvestRule {
    private HarvestRule() {}

    /**
     * The only author in From, if the message is valid and every signer of the whole of it has a
     * chain to a root. One whom the operator trusts by himself has none: what he wants to have for
     * encrypting he puts into a folder himself.
     */
    static Optional<Mailbox> author(Header header, Verification verification) {
        boolean believed =
                verification.verdict() instanceof Verdict.Valid
                        && signers(verification)
                                .allMatch(
                                        signer ->
                                                signer.verdict() instanceof Verdict.Valid
                                                        && signer.chained());
        return believed
                ? Authors.of(header).filter(all -> all.size() == 1).map(all -> all.get(0))
                : Optional.empty();
    }

    /** What those signers offer whose certificate is for the author. */
    static List<EncryptionOffer> offers(Mailbox author, Verification verification) {
        return signers(verification)
                .flatMap(signer -> signer.offer().stream())
                .filter(offer -> speaksFor(offer.own(), author))
                .toList();
    }

    /**
     * The certificates of an offer that may be stored for the author, the one that he prefers
     * first.
     */
    static List<X509Certificate> candidates(Mailbox author, EncryptionOffer offer) {
        return Stream.concat(offer.preferred().stream(), Stream.of(offer.own()))
                .distinct()
                .filter(each -> speaksFor(each, author) && isOfPerson(each))
                .filter(each -> Fitness.decide(each, Fitness.Use.ENCRYPT) instanceof Fitness.Fit)
                .toList();
    }

    private static Stream<Signer> signers(Verification verification) {
        return verification.layers().stream()
                .filter(Layer::spine)
                .flatMap(layer -> layer.signers().stream());
    }

    private static boolean speaksFor(X509Certificate certificate, Mailbox author) {
        try {
            return CertificateAddresses.of(certificate).contains(author);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    /** One that speaks for a domain as a whole would be used for people who sent nothing. */
    private static boolean isOfPerson(X509Certificate certificate) {
        try {
            return certificate.getBasicConstraints() < 0
                    && CertificateDomains.of(certificate, Fitness.Use.ENCRYPT).isEmpty();
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
