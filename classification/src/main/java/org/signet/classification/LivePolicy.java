package org.signet.classification;

import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A policy file that is read again when it changes. A file that cannot be read or is refused
 * changes nothing: the policy that was read before stays in force, and the listener is told once.
 *
 * <p>Users of the policy may ask for conditions of their own, written as in the policy file; they
 * are decided in the same scan as its classes.
 */
public final class LivePolicy {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final String name;
    private final Path file;
    private final Clock clock;
    private final Listener listener;
    private final Set<String> required = new TreeSet<>();
    private final Map<String, String> asked = new TreeMap<>();
    private byte[] content;
    private Classifier classifier;
    private Stamp seen;
    private Instant nextLook;

    /** Is told of changes. */
    public interface Listener {
        void reloaded(Policy policy);

        /**
         * A changed file is not used.
         *
         * @param why for the operator
         */
        void refused(String why);
    }

    /** By what a change of the file is noticed. */
    private record Stamp(Instant modified, long size, String key) {
        static Stamp of(Path file) throws IOException {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    found.lastModifiedTime().toInstant(),
                    found.size(),
                    String.valueOf(found.fileKey()));
        }
    }

    /**
     * Reads the file.
     *
     * @param name what messages call the file
     * @throws IOException if it cannot be read
     * @throws PolicyException if it is no policy
     */
    public LivePolicy(String name, Path file, Clock clock, Listener listener)
            throws IOException, PolicyException {
        this.name = name;
        this.file = file;
        this.clock = clock;
        this.listener = listener;
        this.seen = Stamp.of(file);
        this.content = Files.readAllBytes(file);
        this.classifier = new Classifier(Policy.parse(name, content));
        this.nextLook = clock.instant().plus(BETWEEN_LOOKS);
    }

    /** The classifier by the policy as it stands now. */
    public synchronized Classifier current() {
        Instant now = clock.instant();
        if (!now.isBefore(nextLook)) {
            nextLook = now.plus(BETWEEN_LOOKS);
            look();
        }
        return classifier;
    }

    private void look() {
        try {
            Stamp stamp = Stamp.of(file);
            if (!stamp.equals(seen)) {
                seen = stamp;
                reload();
            }
        } catch (IOException e) {
            if (seen.size() >= 0) {
                seen = new Stamp(Instant.EPOCH, -1, "");
                listener.refused(name + " cannot be read (" + e + ")");
            }
        }
    }

    private void reload() throws IOException {
        try {
            byte[] changed = Files.readAllBytes(file);
            Policy policy = Policy.parse(name, changed, asked);
            for (String className : required) {
                if (policy.find(className).isEmpty()) {
                    listener.refused(
                            name + ": the class '" + className + "' is gone, but is asked");
                    return;
                }
            }
            content = changed;
            classifier = new Classifier(policy);
            listener.reloaded(policy);
        } catch (PolicyException e) {
            listener.refused(String.valueOf(e.getMessage()));
        }
    }

    /** The classes that stand in the file. */
    public synchronized List<String> classNames() {
        return classifier.policy().classNames().stream()
                .filter(className -> !asked.containsKey(className))
                .toList();
    }

    /** Demands that the policy keeps a class; false if it has none of this name. */
    public synchronized boolean require(String className) {
        boolean known = classifier.policy().find(className).isPresent();
        if (known) {
            required.add(className);
        }
        return known;
    }

    /**
     * Asks for a condition besides the classes of the policy.
     *
     * @param condition in the language of the policy file
     * @return the name of the class that holds its verdict
     * @throws PolicyException if it is no condition
     */
    public synchronized String ask(String condition) throws PolicyException {
        String className = Policy.nameOf(condition);
        if (!asked.containsKey(className)) {
            Map<String, String> all = new TreeMap<>(asked);
            all.put(className, condition);
            Policy policy = Policy.parse(name, content, all);
            asked.put(className, condition);
            classifier = new Classifier(policy);
        }
        return className;
    }
}
