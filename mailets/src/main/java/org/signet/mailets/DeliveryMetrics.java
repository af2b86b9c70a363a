package org.signet.mailets;

import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.signet.transport.delivery.DeliveryScheduler;
import org.signet.transport.delivery.MailDelivery;
import org.signet.transport.delivery.Outcome;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What James's metrics show of delivery. Names begin with {@code signetDelivery}; {@code
 * outgoingMails} is that of RemoteDelivery.
 */
final class DeliveryMetrics {
    private static final String PREFIX = "signetDelivery-";

    private final MetricFactory factory;
    private final Metric mails;
    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    DeliveryMetrics(MetricFactory factory) {
        this.factory = factory;
        this.mails = factory.generate("outgoingMails");
    }

    /** Counts the recipients of one try, and the mail if any was reached. */
    void tried(Collection<Outcome> outcomes, int reached) {
        if (reached > 0) {
            mails.increment();
        }
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Delivered delivered -> {
                    count("sent");
                    count("tls-" + delivered.tls().level());
                    count(delivered.use() > 1 ? "connection-reused" : "connection-new");
                }
                case Outcome.Temporary later -> {
                    count("deferred");
                    count("reason-" + later.failure().reason().code());
                }
                case Outcome.Permanent never -> {
                    count("bounced");
                    count("reason-" + never.failure().reason().code());
                }
            }
        }
    }

    void suspended() {
        count("suspended");
    }

    void setAside() {
        count("set-aside");
    }

    private void count(String name) {
        counters.computeIfAbsent(name, n -> factory.generate(PREFIX + n)).increment();
    }

    /** Shows what is going on now. */
    static void show(
            GaugeRegistry gauges,
            String queue,
            DeliveryScheduler<?> scheduler,
            MailDelivery delivery) {
        String prefix = PREFIX + queue + "-";
        gauges.register(prefix + "underWay", scheduler::underWay);
        gauges.register(prefix + "held", scheduler::held);
        gauges.register(prefix + "deadDestinations", scheduler::deadDestinations);
        gauges.register(prefix + "idleConnections", delivery::idleConnections);
    }
}
