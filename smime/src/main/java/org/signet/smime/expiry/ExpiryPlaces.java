package org.signet.smime.expiry;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.CertificateDomains;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.key.KeyUnavailableException;
import org.signet.smime.key.SigningKey;
import org.signet.smime.key.SigningKeys;
import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.Fingerprint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The folders in which what ends lies. */
public final class ExpiryPlaces {
    private static final Set<String> CERTIFICATES = Set.of("pem", "crt", "cer", "der");
    private static final Set<String> LISTS = Set.of("crl", "pem", "der");

    /**
     * Which.
     *
     * @param keys folders of signing keys
     * @param certificates folders of recipients' certificates
     * @param roots files or folders of roots
     * @param lists files or folders of revocation lists
     */
    public record Paths(
            List<Path> keys, List<Path> certificates, List<Path> roots, List<Path> lists) {
        public Paths {
            keys = List.copyOf(keys);
            certificates = List.copyOf(certificates);
            roots = List.copyOf(roots);
            lists = List.copyOf(lists);
        }
    }

    private final Paths paths;

    /**
     * Keys in tokens that were read before. To read one is to log in anew, which breaks off what
     * others sign at this moment.
     */
    private final Map<Path, SigningKey> inTokens = new HashMap<>();

    public ExpiryPlaces(Paths paths) {
        this.paths = paths;
    }

    /** Reads everything; a file that cannot be read hides no other. */
    public synchronized Observed look() {
        Look look = new Look();
        look.each(paths.keys(), SigningKeys::files, file -> keys(file, look));
        look.each(
                paths.certificates(),
                folder -> Folder.files(folder, CERTIFICATES),
                file -> certificates(file, look));
        look.each(
                paths.roots(), path -> files(path, CERTIFICATES), file -> authorities(file, look));
        look.each(paths.lists(), path -> files(path, LISTS), file -> lists(file, look));
        return new Observed(look.watched, look.unreadable);
    }

    /** What one look has found so far. */
    private static final class Look {
        private final List<Watched> watched = new ArrayList<>();
        private final List<Finding.Unreadable> unreadable = new ArrayList<>();
        private final Set<Object> seen = new HashSet<>();

        /** Lists the files of a path. */
        @FunctionalInterface
        interface Listing {
            List<Path> of(Path path) throws UnusableFileException;
        }

        /** Reads one. */
        @FunctionalInterface
        interface Reading {
            void of(Path file) throws UnusableFileException;
        }

        void each(List<Path> all, Listing listing, Reading reading) {
            for (Path path : all) {
                try {
                    listing.of(path).forEach(file -> read(file, reading));
                } catch (UnusableFileException e) {
                    unreadable.add(new Finding.Unreadable(path, e.why()));
                }
            }
        }

        private void read(Path file, Reading reading) {
            try {
                reading.of(file);
            } catch (UnusableFileException e) {
                unreadable.add(new Finding.Unreadable(file, e.why()));
            }
        }

        /** The same certificate may lie in several folders. */
        void add(Watched each) {
            if (seen.add(List.of(each.kind(), each.fingerprint()))) {
                watched.add(each);
            }
        }
    }

    private static List<Path> files(Path path, Set<String> extensions)
            throws UnusableFileException {
        return Files.isRegularFile(path) ? List.of(path) : Folder.files(path, extensions);
    }

    private void keys(Path file, Look look) throws UnusableFileException {
        SigningKey key = key(file);
        Set<String> names =
                key.addresses().stream().map(Mailbox::toString).collect(Collectors.toSet());
        names.addAll(key.domains());
        look.add(watched(Watched.Kind.SIGNING_KEY, names, key.certificate(), file));
        key.intermediates().forEach(each -> look.add(authority(each, file)));
    }

    private SigningKey key(Path file) throws UnusableFileException {
        SigningKey known = inTokens.get(file);
        if (known == null) {
            SigningKey read = SigningKey.read(file);
            if (read.token().isPresent()) {
                inTokens.put(file, read);
            }
            return read;
        }
        try {
            known.tryIt();
            return known;
        } catch (KeyUnavailableException away) {
            inTokens.remove(file);
            return SigningKey.read(file);
        }
    }

    private static void certificates(Path file, Look look) throws UnusableFileException {
        for (X509Certificate each : PemFile.read(file).certificates()) {
            look.add(
                    each.getBasicConstraints() >= 0
                            ? authority(each, file)
                            : watched(Watched.Kind.RECIPIENT, names(each, file), each, file));
        }
    }

    private static Set<String> names(X509Certificate certificate, Path file)
            throws UnusableFileException {
        try {
            Set<String> names =
                    CertificateAddresses.of(certificate).stream()
                            .map(Mailbox::toString)
                            .collect(Collectors.toSet());
            names.addAll(CertificateDomains.of(certificate, Fitness.Use.ENCRYPT));
            return names;
        } catch (CertificateParsingException e) {
            throw new UnusableFileException(
                    file, "its subject alternative name cannot be read", "an X.509 certificate");
        }
    }

    private static void authorities(Path file, Look look) throws UnusableFileException {
        PemFile.read(file).certificates().forEach(each -> look.add(authority(each, file)));
    }

    private static Watched authority(X509Certificate certificate, Path file) {
        return watched(
                Watched.Kind.AUTHORITY,
                Set.of(certificate.getSubjectX500Principal().getName()),
                certificate,
                file);
    }

    private static Watched watched(
            Watched.Kind kind, Set<String> names, X509Certificate certificate, Path file) {
        return new Watched(
                kind,
                names,
                certificate.getSubjectX500Principal().getName(),
                Fingerprint.of(certificate),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                file);
    }

    private static void lists(Path file, Look look) throws UnusableFileException {
        try {
            for (X509CRL list : Certificates.readLists(file)) {
                // RFC 5280 §5.1.2.5 demands an end; a list without one has none to watch.
                if (list.getNextUpdate() != null) {
                    String issuer = list.getIssuerX500Principal().getName();
                    look.add(
                            new Watched(
                                    Watched.Kind.REVOCATION_LIST,
                                    Set.of(issuer),
                                    issuer,
                                    Fingerprint.of(list),
                                    list.getThisUpdate().toInstant(),
                                    list.getNextUpdate().toInstant(),
                                    file));
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableFileException(
                    file, String.valueOf(e.getMessage()), "X.509 revocation lists in PEM or DER");
        }
    }
}
