package org.signet.smime.revocation;

import org.signet.smime.provider.Providers;
import org.signet.smime.trust.Certificates;
import org.signet.smime.trust.RevocationSource;
import org.signet.smime.trust.RevocationStatus;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks responders, and fetches lists, at the places that certificates name. */
public final class OnlineRevocation implements RevocationSource {
    private static final Duration FAILURE = Duration.ofMinutes(1);
    private static final Duration LONGEST_ANSWER = Duration.ofHours(12);
    private static final Duration LONGEST_LIST = Duration.ofHours(24);
    private static final int MOST_ANSWER_BYTES = 64 * 1024;
    private static final long ROOM_FOR_ANSWERS = 10_000;
    private static final long ROOM_FOR_LISTS = 64L * 1024 * 1024;

    /** A certificate and whom to ask about it. */
    private record Asked(X509Certificate issuer, BigInteger number, String url) {}

    /** A list, or why there is none. */
    private record Listed(Optional<X509CRL> list, String failure) {}

    private final RevocationSettings settings;
    private final Clock clock;
    private final SecureRandom random;
    private final Fetcher fetcher;
    private final Remembered<Asked, RevocationStatus> answers;
    private final Remembered<String, Listed> lists;

    public OnlineRevocation(RevocationSettings settings, Clock clock, SecureRandom random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
        this.fetcher = new Fetcher(settings);
        this.answers = new Remembered<>(clock, ROOM_FOR_ANSWERS);
        this.lists = new Remembered<>(clock, ROOM_FOR_LISTS);
    }

    @Override
    public RevocationStatus ask(X509Certificate certificate, X509Certificate issuer) {
        if (!settings.ocsp()) {
            return new RevocationStatus.Unknown("responders are not asked");
        }
        List<String> failures = new ArrayList<>();
        for (String url : Places.of(certificate).responders()) {
            RevocationStatus status =
                    answers.get(
                            new Asked(issuer, certificate.getSerialNumber(), url),
                            () -> ask(url, certificate, issuer));
            if (!(status instanceof RevocationStatus.Unknown(String why))) {
                return status;
            }
            failures.add(url + ": " + why);
        }
        return new RevocationStatus.Unknown(
                failures.isEmpty()
                        ? "the certificate names no responder"
                        : String.join("; ", failures));
    }

    private Remembered.Entry<RevocationStatus> ask(
            String url, X509Certificate certificate, X509Certificate issuer) {
        Instant now = clock.instant();
        try {
            OcspQuestion question = OcspQuestion.of(certificate, issuer, random);
            byte[] encoded =
                    fetcher.fetch(
                            url,
                            Fetcher.Question.post("application/ocsp-request", question.encoded()),
                            MOST_ANSWER_BYTES);
            OcspAnswer answer = OcspAnswer.decide(encoded, question, now);
            return new Remembered.Entry<>(
                    answer.status(),
                    answer.status() instanceof RevocationStatus.Unknown
                            ? now.plus(FAILURE)
                            : earlier(answer.until(), now.plus(LONGEST_ANSWER)),
                    1);
        } catch (IOException | GeneralSecurityException e) {
            return new Remembered.Entry<>(
                    new RevocationStatus.Unknown(String.valueOf(e.getMessage())),
                    now.plus(FAILURE),
                    1);
        }
    }

    @Override
    public Fetched fetch(X509Certificate certificate, X509Certificate issuer) {
        if (!settings.lists()) {
            return new Fetched(List.of(), List.of("lists are not fetched"));
        }
        List<X509CRL> found = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (String url : Places.of(certificate).lists()) {
            Listed listed = lists.get(url, () -> fetch(url, issuer));
            listed.list()
                    .ifPresentOrElse(found::add, () -> failures.add(url + ": " + listed.failure()));
        }
        if (found.isEmpty() && failures.isEmpty()) {
            failures.add("the certificate names no list");
        }
        return new Fetched(found, failures);
    }

    private Remembered.Entry<Listed> fetch(String url, X509Certificate issuer) {
        Instant now = clock.instant();
        try {
            byte[] encoded = fetcher.fetch(url, Fetcher.Question.get(), settings.mostListBytes());
            Optional<X509CRL> list = Certificates.parseList(encoded);
            return new Remembered.Entry<>(
                    new Listed(list, list.isEmpty() ? "it is no revocation list" : ""),
                    list.map(each -> until(each, issuer, now)).orElse(now.plus(FAILURE)),
                    encoded.length);
        } catch (IOException e) {
            return new Remembered.Entry<>(
                    new Listed(Optional.empty(), String.valueOf(e.getMessage())),
                    now.plus(FAILURE),
                    1);
        }
    }

    /** A list that the issuer did not sign may be forged, and is soon asked for again. */
    private static Instant until(X509CRL list, X509Certificate issuer, Instant now) {
        try {
            list.verify(issuer.getPublicKey(), Providers.bouncyCastle());
        } catch (GeneralSecurityException | RuntimeException notByIt) {
            return now.plus(FAILURE);
        }
        return list.getNextUpdate() == null || list.getNextUpdate().toInstant().isBefore(now)
                ? now.plus(FAILURE)
                : earlier(list.getNextUpdate().toInstant(), now.plus(LONGEST_LIST));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
