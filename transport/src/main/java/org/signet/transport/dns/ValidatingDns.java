package org.signet.transport.dns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.dnssec.ValidatingResolver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks servers for data and signatures, validates them here, and keeps the judged answers. */
public final class ValidatingDns implements Dns, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatingDns.class);
    private static final int MOST_ALIASES = 16;
    private static final int MOST_ENTRIES = 20_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration AFTER_BOGUS = Duration.ofSeconds(30);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private record Question(DomainName name, RecordType type) {}

    private final CachingHead head;
    private final ValidatingResolver validator;
    private final ExpiringCache<Question, DnsAnswer> judged;
    private final Duration deadline;
    private final Clock clock;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    public ValidatingDns(DnsSettings settings, Clock clock) {
        this(
                new UpstreamServers(settings.servers(), settings.timeout(), settings.rounds()),
                settings.anchors(),
                settings.deadline(),
                clock);
    }

    ValidatingDns(Upstream upstream, TrustAnchors anchors, Duration deadline, Clock clock) {
        this.head = new CachingHead(upstream, anchors, clock, MOST_ENTRIES);
        this.judged = new ExpiringCache<>(clock, MOST_ENTRIES);
        this.deadline = deadline;
        this.clock = clock;
        this.validator = validator(head, anchors, clock);
    }

    private static ValidatingResolver validator(
            CachingHead head, TrustAnchors anchors, Clock clock) {
        Properties limits = new Properties();
        // RFC 9276 §3.2: more iterations than this make a zone insecure.
        for (String keySize : List.of("1024", "2048", "4096")) {
            limits.setProperty("dnsjava.dnssec.nsec3.iterations." + keySize, "150");
        }
        // Against zones made of colliding keys (CVE-2023-50387).
        limits.setProperty("dnsjava.dnssec.max_validate_rrsigs", "8");
        limits.setProperty("dnsjava.dnssec.max_ds_match_failures", "4");
        limits.setProperty("dnsjava.dnssec.keycache.max_size", "5000");
        ValidatingResolver validator = new ValidatingResolver(head, clock);
        try {
            validator.init(limits);
            validator.setAddReasonToAdditional(true);
            validator.getTrustAnchors().clear();
            validator.loadTrustAnchors(
                    new ByteArrayInputStream(anchors.zoneText().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "Trust anchors that were read before are unreadable", e);
        }
        return validator;
    }

    @Override
    public DnsAnswer lookup(DomainName name, RecordType type) {
        List<DnsAnswer.Hop> hops = new ArrayList<>();
        DomainName at = name;
        while (hops.size() <= MOST_ALIASES) {
            Question question = new Question(at, type);
            DnsAnswer answer = judged.get(question, () -> judge(question));
            if (type != RecordType.CNAME
                    && answer instanceof DnsAnswer.Found found
                    && found.records().get(0) instanceof DnsRecord.Alias alias) {
                hops.add(new DnsAnswer.Hop(at, alias.target(), found.security()));
                at = alias.target();
            } else {
                return answer.after(hops);
            }
        }
        return new DnsAnswer.Failed("more than " + MOST_ALIASES + " aliases from " + name, hops);
    }

    /**
     * Asks for something that is known to be signed, the root itself. Returns what is wrong, in
     * words for the operator, if the servers do not answer or do not pass DNSSEC data on.
     */
    public Optional<String> selfCheck() {
        return switch (lookup(DomainName.ROOT, RecordType.TXT)) {
            case DnsAnswer.Failed failed ->
                    Optional.of("the DNS servers do not answer: " + failed.cause());
            case DnsAnswer.Bogus bogus -> Optional.of(notSecure(bogus.reason()));
            case DnsAnswer answer when answer.secureThroughout() -> Optional.empty();
            case DnsAnswer.Found found -> Optional.of(notSecure("insecure"));
            case DnsAnswer.NoData none -> Optional.of(notSecure("insecure"));
            case DnsAnswer.NxDomain none -> Optional.of(notSecure("insecure"));
        };
    }

    private static String notSecure(String reason) {
        return "the root zone does not validate ("
                + reason
                + "): the DNS servers do not pass DNSSEC data on, or the trust anchors are not theirs;"
                + " all mail will wait";
    }

    private ExpiringCache.Timed<DnsAnswer> judge(Question question) {
        Name name = Records.name(question.name());
        int type = question.type().code();
        CachingHead.Response raw = head.fetch(name, type);
        if (raw.failure().isPresent()) {
            return new ExpiringCache.Timed<>(
                    new DnsAnswer.Failed(raw.failure().get(), List.of()), AFTER_FAILURE);
        }
        boolean alias = RelevantRecords.isAlias(raw.message(), type);
        int asked = alias ? RecordType.CNAME.code() : type;
        DnsAnswer answer = validate(name, asked);
        if (alias && !(answer instanceof DnsAnswer.Found) && isDenial(answer)) {
            answer =
                    new DnsAnswer.Bogus(
                            question.name() + " is an alias in one answer, not in another",
                            List.of());
        }
        if (answer instanceof DnsAnswer.Bogus bogus) {
            LOG.info(
                    "dnssec=bogus name={} type={} reason={}",
                    question.name(),
                    question.type(),
                    bogus.reason());
            head.forget(name, type);
            head.forget(name, asked);
        }
        return new ExpiringCache.Timed<>(answer, life(answer, raw.message()));
    }

    private static boolean isDenial(DnsAnswer answer) {
        return answer instanceof DnsAnswer.NoData || answer instanceof DnsAnswer.NxDomain;
    }

    private Duration life(DnsAnswer answer, Message raw) {
        return switch (answer) {
            case DnsAnswer.Bogus bogus -> AFTER_BOGUS;
            case DnsAnswer.Failed failed -> AFTER_FAILURE;
            case DnsAnswer.Found found -> shorter(Lifetimes.of(raw, clock.instant()), LONGEST);
            case DnsAnswer.NoData none -> shorter(Lifetimes.of(raw, clock.instant()), LONGEST);
            case DnsAnswer.NxDomain none -> shorter(Lifetimes.of(raw, clock.instant()), LONGEST);
        };
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private DnsAnswer validate(Name name, int type) {
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        try {
            Message validated =
                    validator
                            .sendAsync(query, tasks)
                            .toCompletableFuture()
                            .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return verdict(validated, name, type);
        } catch (TimeoutException e) {
            return failed(name, "validation took longer than " + deadline.toSeconds() + " s");
        } catch (ExecutionException e) {
            return failed(name, "validation broke off: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(name, "interrupted");
        }
    }

    private static DnsAnswer failed(Name name, String why) {
        return new DnsAnswer.Failed(name.toString(true) + ": " + why, List.of());
    }

    private static DnsAnswer verdict(Message validated, Name name, int type) {
        Optional<String> reason = reason(validated);
        int rcode = validated.getRcode();
        if (rcode != Rcode.NOERROR && rcode != Rcode.NXDOMAIN) {
            return new DnsAnswer.Bogus(reason.orElse(Rcode.string(rcode)), List.of());
        }
        boolean secure = validated.getHeader().getFlag(Flags.AD);
        if (!secure && reason.isEmpty()) {
            // The validator gives a reason for every insecure answer; without one it gave up.
            return new DnsAnswer.Bogus("the status could not be established", List.of());
        }
        Security security = secure ? Security.SECURE : Security.INSECURE;
        List<Record> answer =
                validated.getSection(Section.ANSWER).stream()
                        .filter(r -> r.getType() == type && r.getName().equals(name))
                        .toList();
        if (answer.isEmpty()) {
            return rcode == Rcode.NXDOMAIN
                    ? new DnsAnswer.NxDomain(security, List.of())
                    : new DnsAnswer.NoData(security, List.of());
        }
        List<DnsRecord> records =
                answer.stream().map(Records::of).flatMap(Optional::stream).toList();
        return records.isEmpty()
                ? failed(name, "no record of the answer holds a usable name")
                : new DnsAnswer.Found(records, security, List.of());
    }

    private static Optional<String> reason(Message validated) {
        return validated.getSection(Section.ADDITIONAL).stream()
                .filter(r -> r.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS)
                .filter(TXTRecord.class::isInstance)
                .map(r -> String.join("", ((TXTRecord) r).getStrings()))
                .filter(text -> !text.isBlank())
                .findFirst();
    }

    /** Stops lookups that are under way. */
    @Override
    public void close() {
        tasks.shutdownNow();
    }
}
