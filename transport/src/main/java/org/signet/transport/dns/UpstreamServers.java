package org.signet.transport.dns;

import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The recursive servers to ask: the one that answered last goes first, the next takes over where it
 * fails. One that did not answer goes last for a while, so that not every question waits for it.
 */
final class UpstreamServers implements Upstream {
    private static final Duration AVOIDED = Duration.ofSeconds(30);
    private static final int MOST_WORDS = 400;

    private final DnsSettings settings;
    private final Exchange.Trust trust;
    private final Clock clock;
    private final AtomicInteger preferred = new AtomicInteger();
    private final Map<InetSocketAddress, Instant> silentUntil = new ConcurrentHashMap<>();

    UpstreamServers(DnsSettings settings, Exchange.Trust trust, Clock clock) {
        this.settings = settings;
        this.trust = trust;
        this.clock = clock;
    }

    @Override
    public Message ask(Name name, int type) throws IOException {
        Failures failures = new Failures();
        long end = System.nanoTime() + settings.deadline().toNanos();
        for (int round = 0; round < settings.rounds(); round++) {
            for (InetSocketAddress server : inOrder()) {
                Duration left = Duration.ofNanos(end - System.nanoTime());
                if (!left.isPositive()) {
                    return failures.result();
                }
                Duration patience =
                        left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
                try {
                    Message answer = new Exchange(server, name, type, trust, patience).run();
                    silentUntil.remove(server);
                    if (isFinal(answer.getRcode())) {
                        preferred.set(settings.servers().indexOf(server));
                        return answer;
                    }
                    failures.answered(answer, server);
                } catch (IOException e) {
                    silentUntil.put(server, clock.instant().plus(AVOIDED));
                    failures.broke(e, server);
                }
            }
        }
        return failures.result();
    }

    /** The preferred one, then the list from there on; silent ones behind the others. */
    private List<InetSocketAddress> inOrder() {
        List<InetSocketAddress> all = settings.servers();
        List<InetSocketAddress> order = new ArrayList<>();
        int first = preferred.get();
        for (int i = 0; i < all.size(); i++) {
            order.add(all.get((first + i) % all.size()));
        }
        Instant now = clock.instant();
        order.sort(Comparator.comparing(server -> isSilent(server, now)));
        return order;
    }

    private boolean isSilent(InetSocketAddress server, Instant now) {
        return silentUntil.getOrDefault(server, Instant.MIN).isAfter(now);
    }

    private static boolean isFinal(int rcode) {
        return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
    }

    /** What went wrong so far; the last answer wins over the last exception. */
    private static final class Failures {
        private final StringBuilder text = new StringBuilder();
        private Message last = new Message();
        private boolean answered;

        void answered(Message answer, InetSocketAddress server) {
            last = answer;
            answered = true;
            note(server, Rcode.string(answer.getRcode()));
        }

        void broke(IOException cause, InetSocketAddress server) {
            String why = cause.getMessage();
            note(server, why == null ? cause.getClass().getSimpleName() : why);
        }

        private void note(InetSocketAddress server, String what) {
            if (text.length() < MOST_WORDS) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(server.getHostString())
                        .append(':')
                        .append(server.getPort())
                        .append(": ")
                        .append(what);
            }
        }

        Message result() throws IOException {
            if (answered) {
                return last;
            }
            throw new IOException(text.isEmpty() ? "there was no time left" : text.toString());
        }
    }
}
