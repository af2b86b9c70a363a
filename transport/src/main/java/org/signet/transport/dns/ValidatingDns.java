package org.signet.transport.dns;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.dnssec.ValidatingResolver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Asks servers for data and signatures, validates them here, and keeps the judged answers. */
public final class ValidatingDns implements DnssecDns {
    private static final Logger LOG = LoggerFactory.getLogger(ValidatingDns.class);
    private static final int MOST_ENTRIES = 20_000;
    private static final int MOST_SIGNERS = 2;

    static {
        Dnsjava.prepare();
    }

    private final CachingHead head;
    private final ValidatingResolver validator;
    private final ExpiringCache<AliasWalk.Question, DnsAnswer> judged;
    private final Duration deadline;
    private final Clock clock;
    private final ExecutorService tasks = Executors.newVirtualThreadPerTaskExecutor();

    public ValidatingDns(DnsSettings settings, Clock clock) {
        this(
                new UpstreamServers(settings, Exchange.Trust.NONE, clock),
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
        for (String keySize : List.of("1024", "2048", "4096")) {
            limits.setProperty(
                    "dnsjava.dnssec.nsec3.iterations." + keySize,
                    String.valueOf(RelevantRecords.MOST_NSEC3_ITERATIONS));
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
    public TimedAnswer lookupTimed(DomainName name, RecordType type) {
        return AliasWalk.walk(
                new AliasWalk.Question(name, type),
                question -> {
                    ExpiringCache.Timed<DnsAnswer> kept =
                            judged.getTimed(question, () -> judgeOrFail(question));
                    return new TimedAnswer(kept.value(), kept.life());
                });
    }

    /** Nothing that a response or a closing brings about leaves a lookup as an exception. */
    private ExpiringCache.Timed<DnsAnswer> judgeOrFail(AliasWalk.Question question) {
        try {
            return judge(question);
        } catch (RuntimeException e) {
            LOG.error("Looking up {} {} broke off", question.name(), question.type(), e);
            DnsAnswer failed = DnsAnswer.Failed.of(question.name() + ": " + e, Optional.empty());
            return new ExpiringCache.Timed<>(failed, Lifetimes.of(failed, Duration.ZERO));
        }
    }

    private ExpiringCache.Timed<DnsAnswer> judge(AliasWalk.Question question) {
        Name name = Records.name(question.name());
        int type = question.type().code();
        CachingHead.Response raw = head.fetch(name, type);
        if (raw.failure().isPresent()) {
            DnsAnswer failed = failed(raw.failure().get());
            return new ExpiringCache.Timed<>(failed, Lifetimes.of(failed, Duration.ZERO));
        }
        fetchKeys(raw.message());
        boolean alias = RelevantRecords.isAlias(raw.message(), type);
        int asked = alias ? RecordType.CNAME.code() : type;
        DnsAnswer answer = explained(validate(name, asked), name);
        if (alias && isDenial(answer)) {
            answer =
                    DnsAnswer.Bogus.of(
                            question.name() + " is an alias in one answer, not in another",
                            Optional.empty());
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
        Duration life = Lifetimes.of(raw.message(), clock.instant());
        return new ExpiringCache.Timed<>(answer, Lifetimes.of(answer, life));
    }

    /**
     * Fetches what the validator is going to ask for one after the other, DS and DNSKEY of the zone
     * that signed, at the same time.
     */
    private void fetchKeys(Message response) {
        Stream.of(Section.ANSWER, Section.AUTHORITY)
                .flatMap(section -> response.getSection(section).stream())
                .filter(RRSIGRecord.class::isInstance)
                .map(signature -> ((RRSIGRecord) signature).getSigner())
                .filter(signer -> !signer.equals(Name.root))
                .distinct()
                .limit(MOST_SIGNERS)
                .forEach(
                        signer -> {
                            tasks.execute(() -> head.fetch(signer, Type.DS));
                            tasks.execute(() -> head.fetch(signer, Type.DNSKEY));
                        });
    }

    private static DnsAnswer failed(CachingHead.Failure failure) {
        return DnsAnswer.Failed.of(failure.text(), failure.error());
    }

    /** Where keys could not be fetched, an answer could not be judged: it failed. */
    private DnsAnswer explained(DnsAnswer answer, Name name) {
        if (!(answer instanceof DnsAnswer.Bogus)) {
            return answer;
        }
        return head.keysAbove(name).stream()
                .flatMap(response -> response.failure().stream())
                .findFirst()
                .map(ValidatingDns::failed)
                .orElse(answer);
    }

    private static boolean isDenial(DnsAnswer answer) {
        return answer instanceof DnsAnswer.NoData || answer instanceof DnsAnswer.NxDomain;
    }

    private DnsAnswer validate(Name name, int type) {
        CachingHead.Response seen = head.fetch(name, type);
        Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
        try {
            Message validated =
                    validator
                            .sendAsync(query, tasks)
                            .toCompletableFuture()
                            .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
            return verdict(validated, seen, name, type);
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

    private DnsAnswer verdict(Message validated, CachingHead.Response seen, Name name, int type) {
        ValidatorReason reason = new ValidatorReason(reason(validated));
        int rcode = validated.getRcode();
        // What is still in the cache is what the validator was given in between.
        if (reason.ignoresNsec3()
                && RelevantRecords.hasTooManyIterations(seen.message())
                && head.fetch(name, type).equals(seen)) {
            // RFC 9276 §3.2: insecure, after the signatures of the records were validated.
            return records(seen.message(), name, type, Security.INSECURE);
        }
        boolean known = rcode == Rcode.NOERROR || rcode == Rcode.NXDOMAIN;
        if (known && validated.getHeader().getFlag(Flags.AD)) {
            return records(validated, name, type, Security.SECURE);
        }
        if (known && reason.provesInsecure()) {
            return records(validated, name, type, Security.INSECURE);
        }
        Optional<ExtendedError> error =
                diagnosis(seen, name)
                        .or(() -> ExtendedError.of(validated).map(ValidatingDns::numberOnly));
        return DnsAnswer.Bogus.of(reason.inWords(), error);
    }

    private Optional<ExtendedError> diagnosis(CachingHead.Response seen, Name name) {
        Instant now = clock.instant();
        return Stream.concat(
                        Stream.of(seen),
                        head.keysAbove(name).stream().filter(r -> hasAnswer(r.message())))
                .map(response -> Diagnosis.of(response.message(), now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A name without keys of its own is no zone: there is nothing to find fault with. */
    private static boolean hasAnswer(Message keys) {
        return !keys.getSection(Section.ANSWER).isEmpty();
    }

    /** The validator repeats its reason as the text. */
    private static ExtendedError numberOnly(ExtendedError error) {
        return new ExtendedError(error.code(), "");
    }

    private static DnsAnswer records(Message message, Name name, int type, Security security) {
        List<Record> answer =
                message.getSection(Section.ANSWER).stream()
                        .filter(r -> r.getType() == type && r.getName().equals(name))
                        .toList();
        if (answer.isEmpty()) {
            return message.getRcode() == Rcode.NXDOMAIN
                    ? new DnsAnswer.NxDomain(security, List.of())
                    : new DnsAnswer.NoData(security, List.of());
        }
        List<DnsRecord> records =
                answer.stream().map(Records::of).flatMap(Optional::stream).toList();
        return records.isEmpty()
                ? failed(name, "no record of the answer holds a usable name")
                : new DnsAnswer.Found(records, security, List.of());
    }

    private static String reason(Message validated) {
        return validated.getSection(Section.ADDITIONAL).stream()
                .filter(r -> r.getDClass() == ValidatingResolver.VALIDATION_REASON_QCLASS)
                .filter(TXTRecord.class::isInstance)
                .map(r -> String.join("", ((TXTRecord) r).getStrings()))
                .findFirst()
                .orElse("");
    }

    /** Stops lookups that are under way. */
    @Override
    public void close() {
        tasks.shutdownNow();
    }
}
