package org.signet.transport.dane;

import org.signet.transport.dane.DaneVerdict.AllUnusable;
import org.signet.transport.dane.DaneVerdict.Authenticated;
import org.signet.transport.dane.DaneVerdict.Cause;
import org.signet.transport.dane.DaneVerdict.Rejected;
import org.signet.transport.dns.DomainName;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Judges the chain of a server by TLSA records: a pure function. */
public final class DaneVerifier {
    private static final int SHOWN_RECORDS = 6;

    private final List<X509Certificate> chain;
    private final List<Tlsa.Usable> records;
    private final List<DomainName> names;
    private final PathCheck check;

    private DaneVerifier(
            List<X509Certificate> chain,
            List<Tlsa.Usable> records,
            List<DomainName> names,
            Instant at) {
        this.chain = chain;
        this.records = records;
        this.names = names;
        this.check = new PathCheck(at);
    }

    /**
     * Judges a chain.
     *
     * @param chain what the server presented, its own certificate first, the rest in any order
     * @param records all records of the TLSA record set, unusable ones too
     * @param names the names that a certificate below a DANE-TA anchor may be for
     */
    public static DaneVerdict verify(
            List<X509Certificate> chain, List<Tlsa> records, List<DomainName> names, Instant at) {
        List<Tlsa.Usable> usable =
                records.stream()
                        .filter(Tlsa.Usable.class::isInstance)
                        .map(Tlsa.Usable.class::cast)
                        .toList();
        if (usable.isEmpty()) {
            return new AllUnusable(
                    records.stream()
                            .filter(Tlsa.Unusable.class::isInstance)
                            .map(Tlsa.Unusable.class::cast)
                            .toList());
        }
        if (chain.isEmpty()) {
            return new Rejected(Cause.NO_CERTIFICATE, "the server presented no certificate");
        }
        return new DaneVerifier(chain, DigestAgility.apply(usable), names, at).verdict();
    }

    private DaneVerdict verdict() {
        // RFC 7671 §5.1: a match of the server's own certificate settles it; neither names, nor
        // dates, nor issuers count.
        for (Tlsa.Usable record : records) {
            if (record.usage() == CertificateUsage.DANE_EE && record.matches(chain.get(0))) {
                return new Authenticated(record, 0, Optional.empty());
            }
        }
        List<Tlsa.Usable> anchors =
                records.stream().filter(r -> r.usage() == CertificateUsage.DANE_TA).toList();
        return anchors.isEmpty() ? mismatch() : belowAnchor(anchors);
    }

    private DaneVerdict belowAnchor(List<Tlsa.Usable> anchors) {
        Optional<Rejected> nearest = Optional.empty();
        for (Chain.Path path : Chain.paths(chain, fullCertificates(anchors))) {
            for (Tlsa.Usable anchor : anchors) {
                Optional<DaneVerdict> verdict = anchored(path, anchor);
                if (verdict.isPresent() && verdict.get() instanceof Rejected rejected) {
                    nearest = nearest.or(() -> Optional.of(rejected));
                } else if (verdict.isPresent()) {
                    return verdict.get();
                }
            }
        }
        return nearest.isPresent() ? nearest.get() : withoutPath(anchors).orElseGet(this::mismatch);
    }

    /** An anchor that the server sends but that did not issue, directly or not, its certificate. */
    private Optional<Rejected> withoutPath(List<Tlsa.Usable> anchors) {
        for (X509Certificate sent : chain) {
            for (Tlsa.Usable anchor : anchors) {
                if (!sent.equals(chain.get(0)) && anchor.matches(sent)) {
                    return Optional.of(
                            new Rejected(
                                    Cause.CERTIFICATE_PATH_INVALID,
                                    "no path leads from the server's certificate to the one that "
                                            + shortened(anchor.presentation())
                                            + " names"));
                }
            }
        }
        return Optional.empty();
    }

    /** Judges one way up with one record; empty where the record does not name its top. */
    private Optional<DaneVerdict> anchored(Chain.Path path, Tlsa.Usable anchor) {
        // RFC 7671 §5.2: the anchor is above the server's own certificate, never that itself.
        if (path.depth() > 0 && anchor.matches(path.top())) {
            return Optional.of(
                    concluded(check.upToCertificate(path.certificates()), anchor, path.depth()));
        }
        Optional<PublicKey> key = bareKey(anchor);
        if (key.isPresent()
                && !isSentAbove(path.top(), anchor)
                && Chain.signed(path.top(), key.get())) {
            return Optional.of(
                    concluded(
                            check.upToKey(path.certificates(), key.get()),
                            anchor,
                            path.depth() + 1));
        }
        return Optional.empty();
    }

    /** A certificate with the key, where the server sends it, says more than the key: its dates. */
    private boolean isSentAbove(X509Certificate below, Tlsa.Usable anchor) {
        return chain.stream()
                .anyMatch(
                        sent ->
                                sent.getSubjectX500Principal()
                                                .equals(below.getIssuerX500Principal())
                                        && !sent.equals(below)
                                        && anchor.matches(sent));
    }

    private DaneVerdict concluded(Optional<Rejected> problem, Tlsa.Usable anchor, int depth) {
        if (problem.isPresent()) {
            return problem.get();
        }
        Optional<DomainName> name = ReferenceNames.match(chain.get(0), names);
        if (name.isEmpty()) {
            return new Rejected(
                    Cause.CERTIFICATE_NAME_MISMATCH,
                    "the certificate is for "
                            + shortened(ReferenceNames.presented(chain.get(0)).toString())
                            + ", expected one of "
                            + names);
        }
        return new Authenticated(anchor, depth, name);
    }

    /** RFC 7671 §5.2.1: a record may hold the whole anchor, which the server need not send then. */
    private static List<X509Certificate> fullCertificates(List<Tlsa.Usable> anchors) {
        return anchors.stream()
                .filter(r -> r.selector() == Selector.CERT && r.matching() == MatchingType.FULL)
                .flatMap(r -> TlsaParser.certificate(r.bytes()).stream())
                .toList();
    }

    private static Optional<PublicKey> bareKey(Tlsa.Usable anchor) {
        return anchor.selector() == Selector.SPKI && anchor.matching() == MatchingType.FULL
                ? TlsaParser.publicKey(anchor.bytes())
                : Optional.empty();
    }

    private Rejected mismatch() {
        String digest =
                HexFormat.of()
                        .formatHex(MatchingType.SHA2_256.apply(Selector.SPKI.select(chain.get(0))));
        return new Rejected(
                Cause.TLSA_MISMATCH,
                "the server's key has the SHA-256 digest "
                        + digest
                        + " (would be 3 1 1); published: "
                        + records.stream()
                                .limit(SHOWN_RECORDS)
                                .map(record -> shortened(record.presentation()))
                                .collect(Collectors.joining(", ")));
    }

    private static String shortened(String text) {
        String shown = text.length() > 300 ? text.substring(0, 300) + "..." : text;
        return shown.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
