package org.signet.transport.dns;

import org.xbill.DNS.DClass;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * What the validator asks: keeps raw responses, filtered by {@link RelevantRecords}, for their time
 * to live, and asks the servers once where many want the same.
 *
 * <p>It never fails with an exception. The validator swallows exceptions while it judges a denial
 * and then calls the denial insecure; a response with code SERVFAIL it calls bogus.
 */
final class CachingHead implements Resolver {
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    /** Also what must not be kept is kept this long, so that one lookup sees one answer. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Why there is no data. */
    record Failure(String text, Optional<ExtendedError> error) {}

    /** A raw response; {@code failure} says why there is no data. */
    record Response(Message message, Optional<Failure> failure) {}

    private record Question(Name name, int type) {}

    private final Upstream upstream;
    private final TrustAnchors anchors;
    private final ExpiringCache<Question, Response> cache;

    CachingHead(Upstream upstream, TrustAnchors anchors, Clock clock, int mostEntries) {
        this.upstream = upstream;
        this.anchors = anchors;
        this.cache = new ExpiringCache<>(clock, mostEntries);
    }

    Response fetch(Name name, int type) {
        Name canonical = name.canonicalize();
        return cache.get(new Question(canonical, type), () -> load(canonical, type));
    }

    /** Drops what may have made an answer bogus, so that a forgery does not outlive the forger. */
    void forget(Name name, int type) {
        Name at = name.canonicalize();
        cache.forget(new Question(at, type));
        for (int i = 0; i < at.labels(); i++) {
            Name above = new Name(at, i);
            cache.forget(new Question(above, Type.DS));
            cache.forget(new Question(above, Type.DNSKEY));
        }
    }

    /** Returns what is known of the keys at and above a name, the closest first. */
    List<Response> keysAbove(Name name) {
        List<Response> known = new ArrayList<>();
        Name at = name.canonicalize();
        for (int i = 0; i < at.labels(); i++) {
            Name above = new Name(at, i);
            for (int type : new int[] {Type.DNSKEY, Type.DS}) {
                cache.peek(new Question(above, type)).ifPresent(known::add);
            }
        }
        return known;
    }

    private ExpiringCache.Timed<Response> load(Name name, int type) {
        try {
            Message raw = upstream.ask(name, type);
            if (raw.getRcode() == Rcode.NOERROR || raw.getRcode() == Rcode.NXDOMAIN) {
                Message filtered = RelevantRecords.of(raw, name, type, anchors);
                return new ExpiringCache.Timed<>(
                        new Response(filtered, Optional.empty()), life(filtered));
            }
            String why = "the server answers " + Rcode.string(raw.getRcode());
            return failed(name, type, why, ExtendedError.of(raw));
        } catch (IOException | RuntimeException e) {
            return failed(name, type, String.valueOf(e.getMessage()), Optional.empty());
        }
    }

    private static ExpiringCache.Timed<Response> failed(
            Name name, int type, String why, Optional<ExtendedError> error) {
        Message message = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        message.getHeader().setRcode(Rcode.SERVFAIL);
        Failure failure =
                new Failure(name.toString(true) + " " + Type.string(type) + ": " + why, error);
        return new ExpiringCache.Timed<>(
                new Response(message, Optional.of(failure)), AFTER_FAILURE);
    }

    private static Duration life(Message message) {
        Duration life = Lifetimes.of(message);
        Duration atLeast = life.compareTo(SHORTEST) > 0 ? life : SHORTEST;
        return atLeast.compareTo(LONGEST) < 0 ? atLeast : LONGEST;
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query, Executor executor) {
        Record question = query.getQuestion();
        return new OwnFuture<Message>(executor)
                .completeAsync(
                        () -> {
                            Message answer =
                                    fetch(question.getName(), question.getType()).message().clone();
                            answer.getHeader().setID(query.getHeader().getID());
                            return answer;
                        });
    }

    /**
     * A future whose dependents run on our executor too: the validator names none for the steps
     * that follow an answer, and they would go to the common pool, which others may keep busy.
     */
    private static final class OwnFuture<T> extends CompletableFuture<T> {
        private final Executor executor;

        OwnFuture(Executor executor) {
            this.executor = executor;
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new OwnFuture<>(executor);
        }

        @Override
        public Executor defaultExecutor() {
            return executor;
        }
    }

    @Override
    public CompletionStage<Message> sendAsync(Message query) {
        return sendAsync(query, Runnable::run);
    }

    @Override
    public void setPort(int port) {
        throw fixed();
    }

    @Override
    public void setTCP(boolean flag) {
        throw fixed();
    }

    @Override
    public void setIgnoreTruncation(boolean flag) {
        if (flag) {
            throw fixed();
        }
    }

    @Override
    public void setEDNS(int version, int payload, int flags, List<EDNSOption> options) {
        // The validator asks for DNSSEC data here; UpstreamServers always does so.
    }

    @Override
    public void setTSIGKey(TSIG key) {
        throw fixed();
    }

    @Override
    public void setTimeout(Duration timeout) {
        throw fixed();
    }

    private static UnsupportedOperationException fixed() {
        return new UnsupportedOperationException("How servers are asked is set when they are made");
    }
}
