package org.signet.persistent;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import com.google.inject.Singleton;

import org.apache.activemq.store.PersistenceAdapter;
import org.apache.activemq.store.kahadb.KahaDBPersistenceAdapter;
import org.apache.james.FakeSearchMailboxModule;
import org.apache.james.MemoryJamesConfiguration;
import org.apache.james.MemoryJamesServerMain;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.modules.server.JMXServerModule;
import org.apache.james.queue.activemq.ActiveMQMailQueueFactory;
import org.apache.james.queue.activemq.EmbeddedActiveMQ;
import org.apache.james.queue.activemq.metric.ActiveMQMetricCollector;
import org.apache.james.queue.activemq.metric.ActiveMQMetricCollectorNoop;
import org.apache.james.queue.api.MailQueue;
import org.apache.james.queue.api.MailQueueFactory;
import org.apache.james.queue.api.MailQueueItemDecoratorFactory;
import org.apache.james.queue.api.ManageableMailQueue;

/** The memory server with James's own ActiveMQ queue in place of that in memory. */
public final class PersistentJames {
    private PersistentJames() {}

    /** Binds what James's module for ActiveMQ binds, which is not published. */
    static final class OnDisk extends AbstractModule {
        @Override
        protected void configure() {
            bind(PersistenceAdapter.class).to(KahaDBPersistenceAdapter.class).in(Singleton.class);
            bind(ActiveMQMetricCollector.class).to(ActiveMQMetricCollectorNoop.class);
        }

        @Provides
        @Singleton
        KahaDBPersistenceAdapter store() {
            return new KahaDBPersistenceAdapter();
        }

        @Provides
        @Singleton
        ActiveMQMailQueueFactory queues(
                EmbeddedActiveMQ broker,
                MailQueueItemDecoratorFactory decorators,
                MetricFactory metrics,
                GaugeRegistry gauges,
                ActiveMQMetricCollector collector) {
            ActiveMQMailQueueFactory all =
                    new ActiveMQMailQueueFactory(broker, decorators, metrics, gauges, collector);
            all.init();
            return all;
        }

        @Provides
        @Singleton
        MailQueueFactory<? extends ManageableMailQueue> manageable(ActiveMQMailQueueFactory all) {
            return all;
        }

        @Provides
        @Singleton
        MailQueueFactory<?> any(ActiveMQMailQueueFactory all) {
            return all;
        }

        @Provides
        @Singleton
        MailQueueFactory<? extends MailQueue> queues(ActiveMQMailQueueFactory all) {
            return all;
        }
    }

    public static void main(String[] arguments) throws Exception {
        MemoryJamesServerMain.createServer(
                        MemoryJamesConfiguration.builder().useWorkingDirectoryEnvProperty().build())
                .combineWith(new FakeSearchMailboxModule(), new JMXServerModule())
                .overrideWith(new OnDisk())
                .start();
    }
}
