package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;

/** How many questions go to the servers, from empty caches to full ones. */
class QueryCountTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final SignedZones zones =
            new SignedZones(NOW)
                    .signed("test.")
                    .signed("dane.test.")
                    .signed("other.test.")
                    .unsigned("plain.test.")
                    .add(
                            "other.test. 300 IN A 192.0.2.9",
                            "dane.test. 300 IN MX 10 mx.dane.test.",
                            "mx.dane.test. 300 IN A 192.0.2.1",
                            "_25._tcp.mx.dane.test. 300 IN TLSA 3 1 1 " + "ab".repeat(32),
                            "mx.plain.test. 300 IN A 192.0.2.2");
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ValidatingDns dns =
            new ValidatingDns(
                    this::ask, zones.anchors(), Duration.ofSeconds(20), new SettableClock(now));

    /** A clock that a test sets. */
    private static final class SettableClock extends Clock {
        private final AtomicReference<Instant> now;

        SettableClock(AtomicReference<Instant> now) {
            this.now = now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now.get();
        }
    }

    @AfterEach
    void close() {
        dns.close();
    }

    private Message ask(Name name, int type) throws IOException {
        asked.add(name.toString(true) + " " + Type.string(type));
        return zones.ask(name, type);
    }

    private List<String> asking(String name, RecordType type) {
        asked.clear();
        dns.lookup(DomainName.of(name), type);
        return List.copyOf(asked);
    }

    @Test
    void firstLookupOfAllShouldFetchTheWholeChainOnce() {
        assertThat(asking("_25._tcp.mx.dane.test", RecordType.TLSA))
                .containsExactlyInAnyOrder(
                        "_25._tcp.mx.dane.test TLSA",
                        ". DNSKEY",
                        "test DS",
                        "test DNSKEY",
                        "dane.test DS",
                        "dane.test DNSKEY");
    }

    @Test
    void coldZoneBelowAKnownOneShouldCostTwoQuestionsBesideTheOneAsked() {
        asking("other.test", RecordType.A);
        assertThat(asking("_25._tcp.mx.dane.test", RecordType.TLSA))
                .containsExactlyInAnyOrder(
                        "_25._tcp.mx.dane.test TLSA", "dane.test DS", "dane.test DNSKEY");
    }

    @Test
    void coldUnsignedZoneBelowAKnownOneShouldCostOneQuestionBesideTheOneAsked() {
        asking("other.test", RecordType.A);
        assertThat(asking("mx.plain.test", RecordType.A))
                .containsExactlyInAnyOrder("mx.plain.test A", "plain.test DS");
        assertThat(asking("mx.plain.test", RecordType.AAAA))
                .as("further questions to it")
                .containsExactly("mx.plain.test AAAA");
    }

    @Test
    void deliveryToAColdDomainShouldAskSixQuestionsInAllAndTheNextOneNone() {
        asking("other.test", RecordType.A);
        assertThat(delivery()).hasSize(6);
        assertThat(delivery()).isEmpty();
    }

    private List<String> delivery() {
        List<String> all = new ArrayList<>(asking("dane.test", RecordType.MX));
        all.addAll(asking("mx.dane.test", RecordType.A));
        all.addAll(asking("mx.dane.test", RecordType.AAAA));
        all.addAll(asking("_25._tcp.mx.dane.test", RecordType.TLSA));
        return all;
    }

    @Test
    void repeatedLookupShouldAskNothingUntilTheTimeToLiveIsOver() {
        asking("mx.dane.test", RecordType.A);
        asking("mx.dane.test", RecordType.AAAA);
        asking("nobody.dane.test", RecordType.A);
        now.set(NOW.plusSeconds(299));
        assertThat(asking("mx.dane.test", RecordType.A)).isEmpty();
        assertThat(asking("mx.dane.test", RecordType.AAAA)).as("a denial").isEmpty();
        assertThat(asking("nobody.dane.test", RecordType.A)).as("a denial").isEmpty();
        now.set(NOW.plusSeconds(301));
        assertThat(asking("mx.dane.test", RecordType.A)).contains("mx.dane.test A");
    }

    @Test
    void answerShouldNotBeKeptBeyondItsSignature() {
        Instant end = NOW.plus(Duration.ofDays(7));
        now.set(end.minusSeconds(10));
        asking("mx.dane.test", RecordType.A);
        now.set(end.minusSeconds(1));
        assertThat(asking("mx.dane.test", RecordType.A)).isEmpty();
        now.set(end.plusSeconds(1));
        assertThat(dns.lookup(DomainName.of("mx.dane.test"), RecordType.A))
                .isInstanceOf(DnsAnswer.Bogus.class);
    }

    @Test
    void bogusAnswerShouldBeKeptForHalfAMinute() {
        zones.fault("mx.dane.test.", "A", QueryCountTest::withoutRecords);
        asking("mx.dane.test", RecordType.A);
        now.set(NOW.plusSeconds(29));
        assertThat(asking("mx.dane.test", RecordType.A)).isEmpty();
        zones.fault("mx.dane.test.", "A", answer -> answer);
        now.set(NOW.plusSeconds(31));
        assertThat(dns.lookup(DomainName.of("mx.dane.test"), RecordType.A).secureThroughout())
                .isTrue();
    }

    private static Message withoutRecords(Message answer) {
        Message empty = new Message();
        empty.addRecord(answer.getQuestion(), Section.QUESTION);
        return empty;
    }

    @Test
    void fiftyEqualColdLookupsShouldAskNoMoreThanOne() throws Exception {
        Upstream slow =
                (name, type) -> {
                    try {
                        gate.await();
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                    return ask(name, type);
                };
        List<Future<DnsAnswer>> answers = new ArrayList<>();
        try (ValidatingDns cold =
                        new ValidatingDns(
                                slow,
                                zones.anchors(),
                                Duration.ofSeconds(20),
                                new SettableClock(now));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CountDownLatch begun = new CountDownLatch(50);
            for (int i = 0; i < 50; i++) {
                answers.add(
                        threads.submit(
                                () -> {
                                    begun.countDown();
                                    return cold.lookup(
                                            DomainName.of("_25._tcp.mx.dane.test"),
                                            RecordType.TLSA);
                                }));
            }
            begun.await();
            gate.countDown();
            for (Future<DnsAnswer> answer : answers) {
                assertThat(answer.get().secureThroughout()).isTrue();
            }
        }
        assertThat(asked).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void cacheShouldNotGrowBeyondItsLimit() {
        ExpiringCache<Integer, Integer> cache =
                new ExpiringCache<>(Clock.fixed(NOW, ZoneOffset.UTC), 100);
        for (int i = 0; i < 10_000; i++) {
            int value = i;
            cache.get(i, () -> new ExpiringCache.Timed<>(value, Duration.ofHours(1)));
            assertThat(cache.size()).isLessThanOrEqualTo(101);
        }
    }

    @Test
    void closedDnsShouldAnswerFailed() {
        dns.close();
        assertThat(dns.lookup(DomainName.of("mx.dane.test"), RecordType.A))
                .isInstanceOf(DnsAnswer.Failed.class);
    }
}
