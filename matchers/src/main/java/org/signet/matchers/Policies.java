package org.signet.matchers;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.MetricFactory;
import org.signet.classification.LivePolicy;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The policies that are in force, one for each file, shared by all matchers and mailets of the
 * server: so a mail is scanned once, whoever asks.
 *
 * <p>A policy file is looked at once a second while mail comes, and read again when it has changed.
 * One that is broken or gone is logged as an error and counted in the metric {@code
 * signetClassification-policy-refused}; the policy that was read before stays in force.
 */
@Singleton
public final class Policies {
    /** Where the policy is if nothing else is said. */
    public static final String DEFAULT_FILE = "file://conf/signet-classification.yaml";

    private static final Logger LOGGER = LoggerFactory.getLogger(Policies.class);

    private final FileSystem files;
    private final Clock clock;
    private final ClassificationMetrics metrics;
    private final Map<Path, LivePolicy> byFile = new ConcurrentHashMap<>();

    @Inject
    public Policies(FileSystem files, Clock clock, MetricFactory metrics) {
        this.files = files;
        this.clock = clock;
        this.metrics = new ClassificationMetrics(metrics);
    }

    /**
     * The policy of a file.
     *
     * @param name the file as the configuration names it: a James URL, or an absolute path
     * @throws IOException if it cannot be read
     * @throws PolicyException if it is no policy; the message is for the operator
     */
    public LivePolicy of(String name) throws IOException, PolicyException {
        File file = name.startsWith("file:") ? files.getFile(name) : new File(name);
        Path path = file.toPath().toAbsolutePath().normalize();
        synchronized (byFile) {
            LivePolicy known = byFile.get(path);
            if (known == null) {
                known = new LivePolicy(name, path, clock, listener(name));
                byFile.put(path, known);
            }
            return known;
        }
    }

    ClassificationMetrics metrics() {
        return metrics;
    }

    private LivePolicy.Listener listener(String name) {
        return new LivePolicy.Listener() {
            @Override
            public void reloaded(Policy policy) {
                LOGGER.info("{} has changed and is in force: {}", name, policy.digest());
                metrics.reloaded();
            }

            @Override
            public void refused(String why) {
                LOGGER.error(
                        "{} has changed but is not used; the policy that was read before stays in"
                                + " force: {}",
                        name,
                        why);
                metrics.refused();
            }
        };
    }
}
