package org.signet.smime.store;

import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.Validity;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The folders of certificates as an operator looks after them from afar.
 *
 * <p>New certificates and marks go into the first folder; the marks of all hold for all.
 */
public final class ManagedCertificates {
    /** How many bytes a certificate may have that is added. */
    public static final int LARGEST = 64 * 1024;

    private static final Path GIVEN = Path.of("certificate");

    private final List<Path> folders;
    private final Inventory inventory;
    private final MarkFiles marks;
    private final Clock clock;

    /**
     * Looks after folders; they are opened when they are asked for.
     *
     * @param folders one at least
     */
    public ManagedCertificates(List<Path> folders, Clock clock) {
        this.folders = List.copyOf(folders);
        this.inventory = new Inventory(folders);
        this.marks = new MarkFiles(folders.get(0));
        this.clock = clock;
    }

    /**
     * Which certificates are asked for.
     *
     * @param address only those that speak for it, without those of its domain
     * @param expiring only those whose validity ends within this time, or has ended
     */
    public record Query(
            Optional<Mailbox> address, Optional<Duration> expiring, int offset, int limit) {}

    /** Some of those that were found, and how many there are in all. */
    public record Page(int total, List<CertificateFacts> certificates) {
        public Page {
            certificates = List.copyOf(certificates);
        }
    }

    /** Those that were asked for, the first to expire first. */
    public Page list(Query query) throws IOException, UnusableFileException {
        Instant now = clock.instant();
        Marks said = marks();
        List<Inventory.Item> found =
                inventory.all().values().stream()
                        .filter(item -> isFor(item, query.address()))
                        .filter(item -> isExpiring(item, query.expiring(), now))
                        .sorted(
                                Comparator.<Inventory.Item, Instant>comparing(
                                                ManagedCertificates::end)
                                        .thenComparing(
                                                item -> Fingerprint.of(item.certificate()).hex()))
                        .toList();
        return new Page(
                found.size(),
                found.stream()
                        .skip(query.offset())
                        .limit(query.limit())
                        .map(item -> CertificateFacts.of(item, said, now))
                        .toList());
    }

    /** What is known of one; nothing if it is in no folder. */
    public Optional<CertificateFacts> find(Fingerprint fingerprint)
            throws IOException, UnusableFileException {
        Marks said = marks();
        return Optional.ofNullable(inventory.all().get(fingerprint))
                .map(item -> CertificateFacts.of(item, said, clock.instant()));
    }

    /** What became of a certificate that was given as bytes. */
    public sealed interface Added {
        /** It is in the folder; it was not there before unless {@code known}. */
        record Present(Fingerprint fingerprint, boolean known) implements Added {}

        /** It is not for this store. */
        record Refused(Addition.Reason reason) implements Added {}

        /** It is not one certificate in PEM or DER. */
        record Unreadable(String why) implements Added {}
    }

    /** Adds one to the first folder. */
    public Added add(byte[] content) throws IOException, UnusableFileException {
        X509Certificate certificate;
        try {
            List<X509Certificate> inside = PemFile.certificates(GIVEN, content);
            if (inside.size() != 1) {
                return new Added.Unreadable("there are " + inside.size() + " certificates in it");
            }
            certificate = inside.get(0);
        } catch (UnusableFileException e) {
            return new Added.Unreadable(e.why());
        }
        if (Validity.at(certificate, clock.instant()) == Validity.EXPIRED) {
            return new Added.Refused(Addition.Reason.EXPIRED);
        }
        if (marks().objection(certificate).isPresent()) {
            return new Added.Refused(Addition.Reason.BLOCKED);
        }
        return switch (CertificateStore.open(folders.get(0), StoreLimits.DEFAULT)
                .add(certificate)) {
            case Addition.Added added -> new Added.Present(Fingerprint.of(certificate), false);
            case Addition.Known known -> new Added.Present(Fingerprint.of(certificate), true);
            case Addition.Refused(Addition.Reason reason) -> new Added.Refused(reason);
        };
    }

    /** What became of a certificate that was to be removed. */
    public sealed interface Removal {
        /** It is in no folder any more. */
        record Removed() implements Removal {}

        /** It was in none. */
        record Absent() implements Removal {}

        /** Somebody else has put it there, so that all stays as it is. */
        record OfOthers(List<Path> files) implements Removal {
            public OfOthers {
                files = List.copyOf(files);
            }
        }
    }

    /** Removes one from all folders. */
    public Removal remove(Fingerprint fingerprint) throws IOException, UnusableFileException {
        Inventory.Item item = inventory.all().get(fingerprint);
        if (item == null) {
            return new Removal.Absent();
        }
        if (!item.ofOthers().isEmpty()) {
            return new Removal.OfOthers(item.ofOthers());
        }
        for (Path folder : folders) {
            if (item.files().contains(folder.resolve(fingerprint + ".pem"))) {
                CertificateStore.open(folder, StoreLimits.DEFAULT).remove(fingerprint);
            }
        }
        return new Removal.Removed();
    }

    /** The marks of the first folder, which can be changed here. */
    public List<MarkLine> marked(Mark mark) throws IOException, UnusableFileException {
        return marks.list(mark);
    }

    /** Marks a certificate, which may be in no folder, or when blocking a key. */
    public Marked mark(Mark mark, Fingerprint fingerprint, Note note)
            throws IOException, UnusableFileException {
        if (mark == Mark.TRUSTED) {
            Optional<Marked.Reason> objection = objectionToTrust(fingerprint);
            if (objection.isPresent()) {
                return new Marked.Refused(objection.get());
            }
        }
        return marks.set(mark, fingerprint, note) ? new Marked.Set() : new Marked.Already();
    }

    /** Takes a mark out of the first folder; false if it is not there. */
    public boolean unmark(Mark mark, Fingerprint fingerprint)
            throws IOException, UnusableFileException {
        return marks.remove(mark, fingerprint);
    }

    private Optional<Marked.Reason> objectionToTrust(Fingerprint fingerprint)
            throws IOException, UnusableFileException {
        Map<Fingerprint, Inventory.Item> all = inventory.all();
        Inventory.Item item = all.get(fingerprint);
        Marks.Known said = marks();
        if (said.blocked().contains(fingerprint)
                || (item != null && said.objection(item.certificate()).isPresent())) {
            return Optional.of(Marked.Reason.BLOCKED);
        }
        return item == null
                        && all.values().stream()
                                .map(each -> Fingerprint.ofKey(each.certificate()))
                                .anyMatch(fingerprint::equals)
                ? Optional.of(Marked.Reason.KEY)
                : Optional.empty();
    }

    private Marks.Known marks() throws UnusableFileException {
        List<Marks> all = new ArrayList<>();
        for (Path folder : folders) {
            all.add(Marks.read(folder));
        }
        return switch (Marks.all(all)) {
            case Marks.Known known -> known;
            case Marks.Unreadable(String why) ->
                    throw new UnusableFileException(folders.get(0), why, "readable marks");
        };
    }

    private static boolean isFor(Inventory.Item item, Optional<Mailbox> address) {
        return address.map(each -> CertificateFacts.addresses(item.certificate()).contains(each))
                .orElse(true);
    }

    private static boolean isExpiring(Inventory.Item item, Optional<Duration> within, Instant now) {
        return within.map(each -> !end(item).isAfter(now.plus(each))).orElse(true);
    }

    private static Instant end(Inventory.Item item) {
        return item.certificate().getNotAfter().toInstant();
    }
}
