package org.signet.mailets;

import jakarta.mail.internet.AddressException;

import org.apache.james.core.MailAddress;
import org.apache.james.mailrepository.api.MailKey;
import org.apache.james.mailrepository.api.MailRepository;
import org.apache.james.mailrepository.api.MailRepositoryStore;
import org.apache.james.mailrepository.api.MailRepositoryUrl;
import org.apache.james.mailrepository.api.Protocol;
import org.apache.james.metrics.api.Gauge;
import org.apache.james.metrics.api.GaugeRegistry;
import org.apache.james.metrics.api.Metric;
import org.apache.james.metrics.api.MetricFactory;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.apache.mailet.base.test.FakeMailContext;

import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Supplier;

/** What James gives to the delivery mailet, as data. */
final class DeliveryFakes {
    private DeliveryFakes() {}

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Passes all on, and keeps the text of what is sent without a sender. */
    static MailetContext context(MailetContext real, List<String> reports) {
        return fake(
                MailetContext.class,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMail")
                            && arguments.length == 1
                            && arguments[0] instanceof Mail mail
                            && !mail.hasSender()) {
                        ByteArrayOutputStream text = new ByteArrayOutputStream();
                        mail.getMessage().writeTo(text);
                        reports.add(text.toString(StandardCharsets.UTF_8));
                        return null;
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    /** A server with a postmaster. */
    static FakeMailContext mailContext() {
        try {
            return FakeMailContext.builder()
                    .postmaster(new MailAddress("postmaster@sender.example"))
                    .build();
        } catch (AddressException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A server that takes no mail. */
    static MailetContext awayContext() {
        return fake(
                MailetContext.class,
                (proxy, method, arguments) -> {
                    if (method.getName().equals("sendMail")) {
                        throw new jakarta.mail.MessagingException("the spool is away");
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    /** Counts under the names of the metrics. */
    static MetricFactory metrics(Map<String, Integer> counts) {
        return fake(
                MetricFactory.class,
                (proxy, method, arguments) ->
                        fake(
                                Metric.class,
                                (metric, what, none) -> {
                                    if (what.getName().equals("increment")) {
                                        counts.merge((String) arguments[0], 1, Integer::sum);
                                    }
                                    return null;
                                }));
    }

    static MetricFactory metrics() {
        return metrics(new ConcurrentHashMap<>());
    }

    static GaugeRegistry gauges(Map<String, Supplier<?>> gauges) {
        return fake(
                GaugeRegistry.class,
                (proxy, method, arguments) -> {
                    gauges.put((String) arguments[0], (Gauge<?>) arguments[1]);
                    return proxy;
                });
    }

    /** A clock that is set by hand. */
    static final class Hands extends Clock {
        private volatile Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        void turn(Duration on) {
            now = now.plus(on);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** A mail repository in memory that can be away. */
    static final class Repository implements MailRepository {
        final Map<MailKey, Mail> mails =
                new ConcurrentSkipListMap<>(java.util.Comparator.comparing(MailKey::asString));
        volatile boolean storing = true;
        volatile boolean removing = true;
        volatile boolean listing = true;

        @Override
        public long size() {
            return mails.size();
        }

        @Override
        public MailKey store(Mail mail) throws jakarta.mail.MessagingException {
            check(storing);
            MailImpl copy = MailImpl.duplicate(mail);
            copy.setName(mail.getName());
            mails.put(MailKey.forMail(mail), copy);
            return MailKey.forMail(mail);
        }

        private static void check(boolean there) throws jakarta.mail.MessagingException {
            if (!there) {
                throw new jakarta.mail.MessagingException("the repository is away");
            }
        }

        @Override
        public Iterator<MailKey> list() throws jakarta.mail.MessagingException {
            check(listing);
            return List.copyOf(mails.keySet()).iterator();
        }

        @Override
        public Mail retrieve(MailKey key) throws jakarta.mail.MessagingException {
            Mail mail = mails.get(key);
            if (mail == null) {
                return null;
            }
            MailImpl copy = MailImpl.duplicate(mail);
            copy.setName(mail.getName());
            return copy;
        }

        @Override
        public void remove(MailKey key) throws jakarta.mail.MessagingException {
            check(removing);
            mails.remove(key);
        }

        @Override
        public void remove(Collection<MailKey> keys) {
            keys.forEach(mails::remove);
        }

        @Override
        public void removeAll() {
            mails.clear();
        }
    }

    /** A store that has one repository for each URL. */
    static MailRepositoryStore store(Map<String, Repository> repositories) {
        return fake(
                MailRepositoryStore.class,
                (proxy, method, arguments) ->
                        switch (method.getName()) {
                            case "defaultProtocol" -> Optional.of(new Protocol("memory"));
                            case "select" ->
                                    repositories.computeIfAbsent(
                                            ((MailRepositoryUrl) arguments[0]).asString(),
                                            url -> new Repository());
                            default -> throw new UnsupportedOperationException(method.getName());
                        });
    }
}
