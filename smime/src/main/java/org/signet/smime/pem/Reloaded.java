package org.signet.smime.pem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Something that was read from a file, or the files of a folder, and is read again on a change. If
 * it cannot be read again, what was read before stays in use, and the failure is reported once.
 */
public final class Reloaded<T> {
    /** How long a change may go unnoticed. */
    public static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Reads the folder. */
    @FunctionalInterface
    public interface Loader<T> {
        T load(Path folder) throws UnusableFileException;
    }

    private final Path folder;
    private final Loader<T> loader;
    private final Clock clock;
    private final Consumer<UnusableFileException> onFailure;
    private Instant checked;
    private Set<List<String>> seen;
    private T value;

    /** Reads the folder for the first time, when a failure is the caller's. */
    public Reloaded(
            Path folder, Loader<T> loader, Clock clock, Consumer<UnusableFileException> onFailure)
            throws UnusableFileException {
        this.folder = folder;
        this.loader = loader;
        this.clock = clock;
        this.onFailure = onFailure;
        this.checked = clock.instant();
        this.seen = state(folder);
        this.value = loader.load(folder);
    }

    public synchronized T get() {
        Instant now = clock.instant();
        if (Duration.between(checked, now).compareTo(INTERVAL) >= 0) {
            checked = now;
            Set<List<String>> state = state(folder);
            if (!state.equals(seen)) {
                reload(state);
            }
        }
        return value;
    }

    /**
     * Reads anew although no file has changed, as when what the files name has.
     *
     * @throws UnusableFileException if it cannot be read; what was read before stays in use
     */
    public synchronized T reload() throws UnusableFileException {
        value = loader.load(folder);
        return value;
    }

    private void reload(Set<List<String>> state) {
        seen = state;
        try {
            value = loader.load(folder);
        } catch (UnusableFileException e) {
            onFailure.accept(e);
        }
    }

    /** Names, sizes and times of the files: what differs after every change that is worth it. */
    private static Set<List<String>> state(Path folder) {
        if (Files.isRegularFile(folder)) {
            return Set.of(ofFile(folder));
        }
        try (Stream<Path> files = Files.list(folder)) {
            return Set.copyOf(files.map(Reloaded::ofFile).toList());
        } catch (IOException e) {
            return Set.of(List.of(e.toString()));
        }
    }

    private static List<String> ofFile(Path file) {
        try {
            return List.of(
                    file.toString(),
                    Long.toString(Files.size(file)),
                    Files.getLastModifiedTime(file).toString());
        } catch (IOException e) {
            return List.of(file.toString(), e.toString());
        }
    }
}
