package org.signet.smime.certificate;

import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The certificates of recipients, from the files {@code *.pem, *.crt, *.cer, *.der} of a folder.
 */
public final class RecipientCertificates implements CertificateSource {
    private static final Set<String> EXTENSIONS = Set.of("pem", "crt", "cer", "der");

    /** A certificate that is in the folder but is never used. */
    public record Skipped(Path file, String why) {}

    private final Map<Mailbox, List<X509Certificate>> certificates = new HashMap<>();
    private final Map<String, List<X509Certificate>> ofDomains = new HashMap<>();
    private final Set<X509Certificate> authorities = new LinkedHashSet<>();
    private final List<Skipped> skipped = new ArrayList<>();

    private final Path folder;

    private RecipientCertificates(Path folder) {
        this.folder = folder;
    }

    /** Reads a folder; a file that cannot be read is an error, an empty folder is not. */
    public static RecipientCertificates load(Path folder) throws UnusableFileException {
        RecipientCertificates all = new RecipientCertificates(folder);
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

    @Override
    public String name() {
        return "the folder " + folder;
    }

    @Override
    public Answer find(Mailbox address, Instant now) {
        List<X509Certificate> own = certificates.getOrDefault(address, List.of());
        List<X509Certificate> gateways = ofDomains.getOrDefault(address.domain(), List.of());
        return own.isEmpty() && gateways.isEmpty() && authorities.isEmpty()
                ? new Answer.None()
                : new Answer.Found(own, gateways, authorities);
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
