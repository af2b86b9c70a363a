package org.signet.transport.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.ExtendedFlags;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SimpleResolver;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The recursive servers to ask: the one that answered last goes first, the next takes over where it
 * fails. UDP with TCP where an answer is cut short.
 */
final class UpstreamServers implements Upstream {
    /** Below the path MTU of nearly all networks, so that answers do not come in fragments. */
    private static final int UDP_PAYLOAD = 1232;

    private final List<SimpleResolver> servers;
    private final int rounds;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger preferred = new AtomicInteger();

    UpstreamServers(List<InetSocketAddress> addresses, Duration timeout, int rounds) {
        if (addresses.isEmpty()) {
            throw new IllegalArgumentException("There is no DNS server to ask");
        }
        this.servers = addresses.stream().map(address -> resolver(address, timeout)).toList();
        this.rounds = rounds;
    }

    private static SimpleResolver resolver(InetSocketAddress address, Duration timeout) {
        SimpleResolver resolver = new SimpleResolver(address);
        resolver.setTimeout(timeout);
        resolver.setIgnoreTruncation(false);
        resolver.setEDNS(0, UDP_PAYLOAD, ExtendedFlags.DO, List.of());
        return resolver;
    }

    @Override
    public Message ask(Name name, int type) throws IOException {
        Failures failures = new Failures();
        int first = preferred.get();
        for (int i = 0; i < servers.size() * rounds; i++) {
            int index = Math.floorMod(first + i, servers.size());
            SimpleResolver server = servers.get(index);
            try {
                Message answer = exchange(server, query(name, type));
                if (isFinal(answer.getRcode())) {
                    preferred.set(index);
                    return answer;
                }
                failures.answered(answer, server);
            } catch (IOException e) {
                failures.broke(e, server);
            }
        }
        return failures.result();
    }

    /** Does not use the common pool, which others may keep busy. */
    private Message exchange(SimpleResolver server, Message query) throws IOException {
        // Twice the time: an answer cut short is asked for again over TCP.
        Duration patience = server.getTimeout().multipliedBy(2);
        try {
            return server.sendAsync(query, tasks)
                    .toCompletableFuture()
                    .get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new IOException("timed out", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(String.valueOf(cause.getMessage()), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static Message query(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        query.getHeader().setFlag(Flags.RD);
        // Validation happens here, so the server shall pass on what it holds to be bogus
        // (RFC 4035 §3.2.2).
        query.getHeader().setFlag(Flags.CD);
        return query;
    }

    private static boolean isFinal(int rcode) {
        return rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
    }

    /** What went wrong so far; the last answer wins over the last exception. */
    private static final class Failures {
        private final StringBuilder text = new StringBuilder();
        private Message last = new Message();
        private boolean answered;

        void answered(Message answer, SimpleResolver server) {
            last = answer;
            answered = true;
            note(server, Rcode.string(answer.getRcode()));
        }

        void broke(IOException cause, SimpleResolver server) {
            String why = cause.getMessage();
            note(server, why == null ? cause.getClass().getSimpleName() : why);
        }

        private void note(SimpleResolver server, String what) {
            if (text.length() < 400) {
                text.append(text.isEmpty() ? "" : "; ").append(server.getAddress()).append(": ");
                text.append(what);
            }
        }

        Message result() throws IOException {
            if (answered) {
                return last;
            }
            throw new IOException(text.toString());
        }
    }
}
