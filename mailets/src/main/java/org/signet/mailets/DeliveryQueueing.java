package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.queue.api.MailQueue;
import org.signet.transport.delivery.KeepSettings;
import org.signet.transport.delivery.SchedulerLimits;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of {@link SecureRemoteDelivery} that are about waiting: in the queue, in memory,
 * in a repository.
 *
 * @param pause how long a queue that failed is left alone
 * @param longestHold how long a mail may wait in memory
 * @param stopPatience how long what is under way may take when the server stops
 * @param repository where the retry schedule is kept, if not in the default one
 * @param node the name of this server among those that share the repository
 */
record DeliveryQueueing(
        SchedulerLimits scheduler,
        Duration pause,
        Duration longestHold,
        Duration stopPatience,
        Schedule schedule,
        Optional<String> repository,
        String node) {
    /** Where mails wait for their next try. */
    enum Schedule {
        /** In the queue if it is one of those that can delay, in a repository otherwise. */
        AUTO,
        QUEUE,
        REPOSITORY
    }

    /** What the names of the classes of James's queues that can delay begin with. */
    private static final List<String> DELAYING =
            List.of(
                    "org.apache.james.queue.memory.",
                    "org.apache.james.queue.jms.",
                    "org.apache.james.queue.activemq.",
                    "org.apache.james.queue.pulsar.");

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(10);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);
    private static final int MOST = 100_000;

    static DeliveryQueueing from(Parameters parameters) throws MessagingException {
        return new DeliveryQueueing(
                limits(parameters),
                PAUSE,
                LONGEST_HOLD,
                STOP_PATIENCE,
                parameters.choice("retrySchedule", Schedule.AUTO),
                parameters.optional("retryRepository"),
                node(parameters));
    }

    private static SchedulerLimits limits(Parameters parameters) throws MessagingException {
        int held = parameters.number("mailsInMemory", 1000, 1, MOST);
        int underWay = parameters.number("deliveryThreads", Math.min(200, held), 1, 10_000);
        int initial = parameters.number("initialDestinationConcurrency", 5, 1, 1000);
        int limit =
                parameters.number("destinationConcurrencyLimit", Math.max(20, initial), 1, 1000);
        if (underWay > held) {
            throw parameters.refuse(
                    "deliveryThreads",
                    String.valueOf(underWay),
                    "no more mails can be under way than are in memory",
                    "a whole number up to <mailsInMemory>, which is " + held);
        }
        if (initial > limit) {
            throw parameters.refuse(
                    "initialDestinationConcurrency",
                    String.valueOf(initial),
                    "it is above its limit",
                    "a whole number up to <destinationConcurrencyLimit>, which is " + limit);
        }
        Duration dead = time(parameters, "deadDestinationTime", Duration.ofMinutes(5));
        return new SchedulerLimits(underWay, held, initial, limit, dead);
    }

    /** Reads how long connections are kept. */
    static KeepSettings keeping(Parameters parameters) throws MessagingException {
        KeepSettings usual = KeepSettings.USUAL;
        return new KeepSettings(
                parameters.number("keptConnections", usual.most(), 0, 10_000),
                time(parameters, "connectionIdleTime", usual.idle()),
                time(parameters, "connectionLifetime", usual.lifetime()),
                parameters.number("messagesPerConnection", usual.messages(), 1, 1_000_000));
    }

    /** Reads a time as {@code delayTime} has them. */
    static Duration time(Parameters parameters, String name, Duration otherwise)
            throws MessagingException {
        Optional<String> text = parameters.optional(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return DeliveryDelays.time(text.get());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw parameters.refuse(
                    name,
                    text.get(),
                    DeliveryNetwork.reason(e),
                    "a number and a unit, such as 5m; units ms, s, m, h, d, w; 0: never");
        }
    }

    private static String node(Parameters parameters) throws MessagingException {
        String name = parameters.optional("nodeName").orElseGet(DeliveryQueueing::hostName);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,100}")) {
            throw parameters.refuse(
                    "nodeName", name, "it is no name", "letters, digits, dots and hyphens");
        }
        return name;
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /**
     * Tells whether mails for a later try are put back into the queue. RabbitMQ's queue takes a
     * delay and ignores it, and the interface does not tell; so those that are known to delay are
     * listed, and every other counts as one that does not.
     */
    boolean isKeptIn(MailQueue queue) {
        return switch (schedule) {
            case QUEUE -> true;
            case REPOSITORY -> false;
            case AUTO -> isKnownToDelay(queue.getClass());
        };
    }

    private static boolean isKnownToDelay(Class<?> queue) {
        for (Class<?> type = queue; type != null; type = type.getSuperclass()) {
            String name = type.getName();
            if (DELAYING.stream().anyMatch(name::startsWith)) {
                return true;
            }
        }
        return false;
    }
}
