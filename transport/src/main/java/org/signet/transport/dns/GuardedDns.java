package org.signet.transport.dns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Gives no answer at all until the root zone has validated once, because without that everything
 * might look unsigned or bogus. Until then each answer is {@link DnsAnswer.Failed}, which holds
 * mail and weakens nothing.
 *
 * <p>The check is repeated: soon while it fails, now and then afterwards, so that {@link
 * #readiness()} is of today. Once passed, the way stays open: what goes wrong later shows in each
 * answer.
 */
public final class GuardedDns implements Dns, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedDns.class);

    private final DnssecDns dns;
    private final Duration soon;
    private final Duration later;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Readiness readiness = new Readiness.Unreachable("not asked yet");
    private volatile boolean open;

    /** Repeats the check after 30 seconds while it fails, and every 10 minutes afterwards. */
    public GuardedDns(DnssecDns dns) {
        this(dns, Duration.ofSeconds(30), Duration.ofMinutes(10));
    }

    GuardedDns(DnssecDns dns, Duration soon, Duration later) {
        this.dns = dns;
        this.soon = soon;
        this.later = later;
    }

    /** Checks once, and goes on checking in the background until closed. */
    public Readiness start() {
        Readiness first = check();
        Thread.ofVirtual().name("signet-dns-check").start(this::repeat);
        return first;
    }

    /** What the last check said. */
    public Readiness readiness() {
        return readiness;
    }

    private void repeat() {
        try {
            while (!closed.await(pause().toMillis(), TimeUnit.MILLISECONDS)) {
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration pause() {
        return readiness instanceof Readiness.Ready ? later : soon;
    }

    private Readiness check() {
        Readiness before = readiness;
        Readiness now = dns.check();
        readiness = now;
        if (now instanceof Readiness.Ready) {
            open = true;
        }
        if (!now.equals(before)) {
            if (now instanceof Readiness.Ready) {
                LOG.info("DNS: {}", now.inWords());
            } else {
                LOG.error("DNS: {}{}", now.inWords(), open ? "" : "; all mail waits");
            }
        }
        return now;
    }

    @Override
    public DnsAnswer lookup(DomainName name, RecordType type) {
        if (open) {
            return dns.lookup(name, type);
        }
        return new DnsAnswer.Failed("DNSSEC is not available, " + readiness.inWords(), List.of());
    }

    @Override
    public void close() {
        closed.countDown();
        dns.close();
    }
}
