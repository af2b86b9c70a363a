package org.signet.mailets;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.utils.PropertiesProvider;
import org.apache.james.utils.UserDefinedStartable;
import org.apache.mailet.MailetContext;
import org.jspecify.annotations.Nullable;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches when keys, certificates and revocation lists end: the postmaster gets a mail, {@link
 * ExpiryHealthCheck} tells WebAdmin, and gauges tell the metrics.
 *
 * <p>To be named in {@code conf/extensions.properties}:
 *
 * <pre><code>
 * guice.extension.startable=org.signet.mailets.ExpiryStartable
 * </code></pre>
 *
 * <p>Its settings are in {@code conf/signet-expiry.properties}:
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>key</th><th>default</th><th>meaning</th></tr>
 * <tr><td>keys</td><td>none</td><td>folders of signing keys, with commas between</td></tr>
 * <tr><td>certificates</td><td>none</td><td>folders of recipients' certificates</td></tr>
 * <tr><td>roots</td><td>none</td><td>files or folders of roots</td></tr>
 * <tr><td>lists</td><td>none</td><td>files or folders of revocation lists</td></tr>
 * <tr><td>days</td><td>30</td><td>how long before its end something is reported, 1 to 365; a
 *     recipient's certificate is reported as long after its end</td></tr>
 * <tr><td>mail</td><td>true</td><td>whether the postmaster of {@code mailetcontainer.xml} gets a
 *     mail, once a day (UTC); several nodes with the same folders: {@code true} on one</td></tr>
 * <tr><td>state</td><td>var/signet-expiry-warned</td><td>the file with the day of the last
 *     warning</td></tr>
 * </table>
 *
 * <p>At least one folder is needed. On failure (the file is missing, a key in it is unknown or
 * wrong) James does not start. A folder that cannot be read does not stop the start; it is reported
 * like a key that has expired.
 */
@Singleton
public final class ExpiryStartable implements UserDefinedStartable {
    private static final long FIRST_SECONDS = 10;
    private static final long SECONDS = 3600;

    private final PropertiesProvider properties;
    private final FileSystem files;
    private final MailetContext context;
    private final GaugeRegistry gauges;
    private final Clock clock;
    private @Nullable ScheduledExecutorService rounds;
    private @Nullable ExpiryWatch watch;

    @Inject
    public ExpiryStartable(
            PropertiesProvider properties,
            FileSystem files,
            MailetContext context,
            GaugeRegistry gauges,
            Clock clock) {
        this.properties = properties;
        this.files = files;
        this.context = context;
        this.gauges = gauges;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        ExpiryWatch started = new ExpiryWatch(ExpirySettings.of(properties, files), context, clock);
        started.show(gauges);
        ExpiryHealthCheck.watch(started);
        watch = started;
        rounds = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().factory());
        // What is scheduled never throws, so nothing is lost with the future.
        var unused =
                rounds.scheduleWithFixedDelay(
                        started::round, FIRST_SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    /** Called by James when it stops. */
    @PreDestroy
    public synchronized void stop() {
        if (rounds != null) {
            rounds.shutdownNow();
            rounds = null;
        }
        if (watch != null) {
            ExpiryHealthCheck.forget(watch);
            watch = null;
        }
    }
}
