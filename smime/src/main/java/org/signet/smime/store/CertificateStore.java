package org.signet.smime.store;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Fingerprint;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A folder of recipients' certificates that is written by this server, one file for each. */
public final class CertificateStore {
    static final int MOST_ADDRESSES = 20;

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}\\.pem");
    private static final Comparator<Stored> NEWEST_FIRST =
            Comparator.<Stored, Date>comparing(each -> each.certificate().getNotBefore())
                    .reversed()
                    .thenComparing(Stored::file);

    private final Path folder;
    private final StoreLimits limits;
    private final StoreFiles files;
    private Map<Path, Stored> read = Map.of();

    private CertificateStore(Path folder, StoreLimits limits) {
        this.folder = folder;
        this.limits = limits;
        this.files = new StoreFiles(folder);
    }

    /**
     * Opens a folder that is there, and removes what a crash may have left.
     *
     * @throws UnusableFileException if it cannot be read
     * @throws IOException if it cannot be written
     */
    public static CertificateStore open(Path folder, StoreLimits limits)
            throws IOException, UnusableFileException {
        Folder.files(folder, Set.of("pem"));
        CertificateStore store = new CertificateStore(folder.toRealPath(), limits);
        return store.files.alone(() -> store);
    }

    /** Those that are stored, the newest first; files of others are left out. */
    public synchronized List<Stored> list() throws UnusableFileException {
        Map<Path, Stored> now = new HashMap<>();
        for (Path file : Folder.files(folder, Set.of("pem"))) {
            // The name says what is in it, so that a file is read once only.
            Stored known = read.get(file);
            Optional<Stored> stored =
                    known == null ? CertificateStore.read(file) : Optional.of(known);
            stored.ifPresent(each -> now.put(file, each));
        }
        read = now;
        return now.values().stream().sorted(NEWEST_FIRST).toList();
    }

    /** Those that speak for an address, the newest first. */
    public List<Stored> find(Mailbox address) throws UnusableFileException {
        return list().stream().filter(each -> each.addresses().contains(address)).toList();
    }

    /** Whether one is stored, whole. */
    public boolean holds(X509Certificate certificate) {
        return read(folder.resolve(Fingerprint.of(certificate) + ".pem")).isPresent();
    }

    /**
     * Adds one. For each of its addresses the newest are kept, by the beginning of their validity;
     * of what has to make room only files of this store are removed.
     *
     * @throws IOException if the folder cannot be written; what was in it is in it still
     */
    public synchronized Addition add(X509Certificate certificate)
            throws IOException, UnusableFileException {
        Set<Mailbox> addresses;
        try {
            addresses = CertificateAddresses.of(certificate);
        } catch (CertificateParsingException e) {
            return new Addition.Refused(Addition.Reason.UNREADABLE);
        }
        Optional<Addition.Reason> objection = objection(certificate, addresses);
        if (objection.isPresent()) {
            return new Addition.Refused(objection.get());
        }
        Path file = folder.resolve(Fingerprint.of(certificate) + ".pem");
        return files.alone(() -> add(new Stored(file, certificate, addresses)));
    }

    /** Removes one; false if it is not in the store. */
    public synchronized boolean remove(Fingerprint fingerprint)
            throws IOException, UnusableFileException {
        Path file = folder.resolve(fingerprint + ".pem");
        return files.alone(
                () -> {
                    if (read(file).isEmpty()) {
                        return false;
                    }
                    files.remove(file);
                    return true;
                });
    }

    private static Optional<Addition.Reason> objection(
            X509Certificate certificate, Set<Mailbox> addresses) {
        if (certificate.getBasicConstraints() >= 0) {
            return Optional.of(Addition.Reason.AUTHORITY);
        }
        if (addresses.isEmpty()) {
            return Optional.of(Addition.Reason.NO_ADDRESS);
        }
        if (addresses.size() > MOST_ADDRESSES) {
            return Optional.of(Addition.Reason.TOO_MANY_ADDRESSES);
        }
        return switch (Fitness.decide(certificate, Fitness.Use.ENCRYPT)) {
            case Fitness.Fit fit -> Optional.empty();
            case Fitness.Unfit unfit -> Optional.of(Addition.Reason.UNFIT);
        };
    }

    private Addition add(Stored wanted) throws IOException, UnusableFileException {
        // A file of this name with other content is damaged, and is written anew.
        if (read(wanted.file()).isPresent()) {
            return new Addition.Known();
        }
        List<Stored> all = list();
        Set<Path> older = new LinkedHashSet<>();
        for (Mailbox address : wanted.addresses()) {
            List<Stored> kept = new ArrayList<>(List.of(wanted));
            all.stream().filter(each -> each.addresses().contains(address)).forEach(kept::add);
            kept.sort(NEWEST_FIRST);
            List<Stored> beyond = kept.stream().skip(limits.perAddress()).toList();
            if (beyond.contains(wanted)) {
                return new Addition.Refused(Addition.Reason.OLDER);
            }
            beyond.forEach(each -> older.add(each.file()));
        }
        if (all.size() - older.size() >= limits.inAll()) {
            return new Addition.Refused(Addition.Reason.FULL);
        }
        files.write(wanted.file(), pem(wanted.certificate()));
        for (Path file : older) {
            files.remove(file);
        }
        return new Addition.Added(wanted.file(), List.copyOf(older));
    }

    /** What is in a file of this store; nothing if it is not one. */
    private static Optional<Stored> read(Path file) {
        if (!NAME.matcher(file.getFileName().toString()).matches() || !Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> inside = PemFile.read(file).certificates();
            if (inside.size() != 1
                    || !file.getFileName()
                            .toString()
                            .equals(Fingerprint.of(inside.get(0)) + ".pem")) {
                return Optional.empty();
            }
            return Optional.of(
                    new Stored(file, inside.get(0), CertificateAddresses.of(inside.get(0))));
        } catch (UnusableFileException | CertificateParsingException damagedOrOfSomebodyElse) {
            return Optional.empty();
        }
    }

    private static byte[] pem(X509Certificate certificate) {
        Base64.Encoder encoder = Base64.getMimeEncoder(64, new byte[] {'\n'});
        try {
            String text =
                    "-----BEGIN CERTIFICATE-----\n"
                            + encoder.encodeToString(certificate.getEncoded())
                            + "\n-----END CERTIFICATE-----\n";
            return text.getBytes(StandardCharsets.US_ASCII);
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that has no encoding", e);
        }
    }
}
