package org.signet.smime.trust;

import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What an operator has said about single certificates: that some are blocked, and some trusted.
 *
 * <p>It stands in the files {@code blocked} and {@code trusted} of a folder, one fingerprint in a
 * line; behind it, after a space, anything, such as when, by whom and why. Empty lines and those
 * that begin with {@code #} say nothing. A file that is not there is an empty one.
 */
public sealed interface Marks {
    /**
     * It is known what was said.
     *
     * @param blocked certificates, and keys all of whose certificates are meant. The same
     *     certificate can be encoded once more by everybody, as the signature of its authority is
     *     not covered by itself: what is blocked by its key stays blocked then
     * @param trusted certificates that need no chain
     */
    record Known(Set<Fingerprint> blocked, Set<Fingerprint> trusted) implements Marks {
        public Known {
            blocked = Set.copyOf(blocked);
            trusted = Set.copyOf(trusted);
        }
    }

    /** What was said cannot be read, so that any certificate may be a blocked one. */
    record Unreadable(String why) implements Marks {}

    /** Nothing was said about any. */
    static Marks none() {
        return new Known(Set.of(), Set.of());
    }

    /**
     * What was said in several places, each of which holds everywhere. As long as one of them
     * cannot be read, nothing is known: the certificate that is blocked may stand just there.
     */
    static Marks all(Collection<Marks> places) {
        Set<Fingerprint> blocked = new LinkedHashSet<>();
        Set<Fingerprint> trusted = new LinkedHashSet<>();
        for (Marks each : places) {
            switch (each) {
                case Unreadable unreadable -> {
                    return unreadable;
                }
                case Known known -> {
                    blocked.addAll(known.blocked());
                    trusted.addAll(known.trusted());
                }
            }
        }
        return new Known(blocked, trusted);
    }

    /** Why the certificate may not be used, whatever else is known of it. */
    default Optional<Trust> objection(X509Certificate certificate) {
        return switch (this) {
            case Unreadable(String why) ->
                    Optional.of(new Trust.Unknown("whether it is blocked: " + why));
            case Known known ->
                    known.blocked().contains(Fingerprint.of(certificate))
                                    || known.blocked().contains(Fingerprint.ofKey(certificate))
                            ? Optional.of(
                                    new Trust.Untrusted(
                                            Trust.Reason.BLOCKED,
                                            "the operator has blocked it or its key"))
                            : Optional.empty();
        };
    }

    /** Whether the certificate needs no chain. */
    default boolean needsNoChain(X509Certificate certificate) {
        return switch (this) {
            case Unreadable unreadable -> false;
            case Known known -> known.trusted().contains(Fingerprint.of(certificate));
        };
    }

    /** Reads the two files of a folder. */
    static Known read(Path folder) throws UnusableFileException {
        if (!Files.isDirectory(folder)) {
            throw new UnusableFileException(
                    folder, "there is no such folder", "a folder that this server may read");
        }
        return new Known(
                fingerprints(folder.resolve("blocked")), fingerprints(folder.resolve("trusted")));
    }

    /**
     * Reads them, and again whenever they have changed. What cannot be read then is unreadable: the
     * state before may lack the very certificate that somebody wants to have blocked.
     *
     * @throws UnusableFileException if they cannot be read the first time
     */
    static Supplier<Marks> watch(Path folder, Clock clock) throws UnusableFileException {
        Reloaded.Loader<Marks> loader = Marks::readOrNot;
        read(folder);
        Reloaded<Marks> files =
                new Reloaded<>(
                        folder,
                        loader,
                        clock,
                        failure -> {
                            throw new IllegalStateException("A failure is a value here", failure);
                        });
        return () -> again(files);
    }

    /**
     * The same for several folders; what was said in one of them holds for all.
     *
     * @throws UnusableFileException if one cannot be read the first time
     */
    static Supplier<Marks> watch(List<Path> folders, Clock clock) throws UnusableFileException {
        List<Supplier<Marks>> all = new ArrayList<>();
        for (Path folder : folders) {
            all.add(watch(folder, clock));
        }
        return () -> all(all.stream().map(Supplier::get).toList());
    }

    private static Marks readOrNot(Path folder) {
        try {
            return read(folder);
        } catch (UnusableFileException e) {
            return new Unreadable(e.why());
        }
    }

    /** What was unreadable may have become readable without any change that is seen. */
    private static Marks again(Reloaded<Marks> files) {
        Marks marks = files.get();
        try {
            return marks instanceof Unreadable ? files.reload() : marks;
        } catch (UnusableFileException e) {
            return new Unreadable(e.why());
        }
    }

    private static Set<Fingerprint> fingerprints(Path file) throws UnusableFileException {
        // A link that leads nowhere is there, and cannot be read.
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        Set<Fingerprint> all = new LinkedHashSet<>();
        int number = 0;
        for (String line : lines(file)) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                all.add(fingerprint(file, number, text));
            }
        }
        return all;
    }

    private static List<String> lines(Path file) throws UnusableFileException {
        long largest = 1024L * 1024;
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > largest) {
                throw unusable(file, "it is no file, or larger than 1 MB");
            }
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read (" + e + ")");
        }
    }

    private static Fingerprint fingerprint(Path file, int number, String text)
            throws UnusableFileException {
        Optional<Fingerprint> found = Fingerprint.parse(text.split("\\s", 2)[0]);
        if (found.isEmpty()) {
            throw unusable(file, "line " + number + " begins with no fingerprint");
        }
        return found.get();
    }

    private static UnusableFileException unusable(Path file, String why) {
        return new UnusableFileException(
                file, why, "lines that begin with a SHA-256 fingerprint, 64 hexadecimal digits");
    }
}
