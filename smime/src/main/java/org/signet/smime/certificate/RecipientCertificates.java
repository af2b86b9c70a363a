package org.signet.smime.certificate;

import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.RecipientTrust;
import org.signet.smime.trust.Trust;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of recipients, from the files {@code *.pem, *.crt, *.cer, *.der} of a folder.
 */
public final class RecipientCertificates {
    private static final Set<String> EXTENSIONS = Set.of("pem", "crt", "cer", "der");

    /** What is known for an address at a moment. */
    public sealed interface Lookup {
        /** The one to encrypt to. */
        record Found(X509Certificate certificate) implements Lookup {}

        /** There are some that are valid now, of which the first is not trusted for this reason. */
        record NotTrusted(Trust.Untrusted why) implements Lookup {}

        /** Whether the first that might be used is revoked could not be found out. */
        record Undecidable(String why) implements Lookup {}

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

    /** A certificate that is in the folder but is never used. */
    public record Skipped(Path file, String why) {}

    private final Map<Mailbox, List<X509Certificate>> certificates = new HashMap<>();
    private final Map<String, List<X509Certificate>> ofDomains = new HashMap<>();
    private final Set<X509Certificate> authorities = new LinkedHashSet<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private RecipientCertificates() {}

    /** Reads a folder; a file that cannot be read is an error, an empty folder is not. */
    public static RecipientCertificates load(Path folder) throws UnusableFileException {
        RecipientCertificates all = new RecipientCertificates();
        for (Path path : Folder.files(folder, EXTENSIONS)) {
            PemFile file = PemFile.read(path);
            if (file.certificates().isEmpty()) {
                throw new UnusableFileException(
                        path,
                        "there is no certificate in it",
                        "at least one X.509 certificate in PEM or DER");
            }
            for (X509Certificate certificate : file.certificates()) {
                all.add(path, certificate);
            }
        }
        return all;
    }

    /** Those that will never be used, and why; authorities only help to judge others. */
    public List<Skipped> skipped() {
        return List.copyOf(skipped);
    }

    /** The number of addresses that a certificate is known for, valid or not. */
    public int size() {
        return certificates.size();
    }

    /** The certificate for an address at a moment, if all are trusted that are in the folder. */
    public Lookup lookup(Mailbox address, Instant now) {
        return lookup(address, now, RecipientTrust.BY_FOLDER);
    }

    /**
     * The certificate for an address at a moment: the newest that is valid and trusted; if there is
     * none, that of a gateway of the domain. One of which it cannot be found out whether it is
     * trusted ends the search, so that nobody can have another one used by keeping us from asking.
     */
    public Lookup lookup(Mailbox address, Instant now, RecipientTrust trust) {
        Optional<Trust.Untrusted> first = Optional.empty();
        for (X509Certificate each : candidates(address, now)) {
            switch (trust.decide(each, authorities, now)) {
                case Trust.Trusted trusted -> {
                    return new Lookup.Found(each);
                }
                case Trust.Unknown(String why) -> {
                    return new Lookup.Undecidable(why);
                }
                case Trust.Untrusted untrusted -> first = first.or(() -> Optional.of(untrusted));
            }
        }
        return first.<Lookup>map(Lookup.NotTrusted::new)
                .orElseGet(
                        () ->
                                new Lookup.NotFound(
                                        whyNone(
                                                certificates.getOrDefault(address, List.of()),
                                                now)));
    }

    private List<X509Certificate> candidates(Mailbox address, Instant now) {
        return Stream.concat(
                        newestFirst(certificates.getOrDefault(address, List.of()), now),
                        newestFirst(ofDomains.getOrDefault(address.domain(), List.of()), now))
                .toList();
    }

    private static Stream<X509Certificate> newestFirst(List<X509Certificate> all, Instant now) {
        return all.stream()
                .filter(each -> Validity.at(each, now) == Validity.VALID)
                .sorted(Comparator.comparing(X509Certificate::getNotBefore).reversed());
    }

    private static Lookup.NotFound.Reason whyNone(List<X509Certificate> all, Instant now) {
        if (all.isEmpty()) {
            return Lookup.NotFound.Reason.NO_CERTIFICATE;
        }
        return all.stream().allMatch(each -> Validity.at(each, now) == Validity.EXPIRED)
                ? Lookup.NotFound.Reason.EXPIRED
                : Lookup.NotFound.Reason.NOT_YET_VALID;
    }

    private void add(Path file, X509Certificate certificate) throws UnusableFileException {
        if (certificate.getBasicConstraints() >= 0) {
            authorities.add(certificate);
            return;
        }
        Set<Mailbox> addresses = addresses(file, certificate);
        Set<String> domains = domains(file, certificate);
        if (addresses.isEmpty() && domains.isEmpty()) {
            skipped.add(new Skipped(file, "it names no mail address"));
            return;
        }
        switch (Fitness.decide(certificate, Fitness.Use.ENCRYPT)) {
            case Fitness.Unfit(Fitness.Reason reason) ->
                    skipped.add(new Skipped(file, reason.text()));
            case Fitness.Fit fit -> {
                addresses.forEach(address -> add(certificates, address, certificate));
                domains.forEach(domain -> add(ofDomains, domain, certificate));
            }
        }
    }

    private static <K> void add(
            Map<K, List<X509Certificate>> all, K name, X509Certificate certificate) {
        all.computeIfAbsent(name, unused -> new ArrayList<>()).add(certificate);
    }

    private static Set<String> domains(Path file, X509Certificate certificate)
            throws UnusableFileException {
        try {
            return CertificateDomains.of(certificate, Fitness.Use.ENCRYPT);
        } catch (CertificateParsingException e) {
            throw unreadable(file, e);
        }
    }

    private static Set<Mailbox> addresses(Path file, X509Certificate certificate)
            throws UnusableFileException {
        try {
            return CertificateAddresses.of(certificate);
        } catch (CertificateParsingException e) {
            throw unreadable(file, e);
        }
    }

    private static UnusableFileException unreadable(Path file, CertificateParsingException cause) {
        return new UnusableFileException(
                file,
                "its subject alternative name cannot be read (" + cause.getMessage() + ")",
                "an X.509 certificate in PEM or DER");
    }
}
