package org.signet.transport.dane;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What an operator should know of the TLSA records that a host publishes, seen beside the
 * certificates that it serves: a pure function.
 */
public final class TlsaAdvice {
    private static final Duration SOON = Duration.ofDays(14);

    /** One piece of advice; {@code code} is stable. */
    public record Advice(String code, String text) {}

    private final List<Tlsa> records;
    private final Collection<List<X509Certificate>> served;
    private final Instant now;
    private final List<Advice> advice = new ArrayList<>();

    private TlsaAdvice(List<Tlsa> records, Collection<List<X509Certificate>> served, Instant now) {
        this.records = records;
        this.served = served;
        this.now = now;
    }

    /**
     * Advises.
     *
     * @param served the chains that the host's addresses serve, the server's own certificate first
     */
    public static List<Advice> on(
            List<Tlsa> records, Collection<List<X509Certificate>> served, Instant now) {
        TlsaAdvice made = new TlsaAdvice(records, served, now);
        records.forEach(made::onRecord);
        made.onSet();
        return List.copyOf(made.advice);
    }

    private void onRecord(Tlsa record) {
        switch (record) {
            case Tlsa.Unusable unusable ->
                    add(
                            "unusable",
                            shown(unusable)
                                    + " cannot be used, "
                                    + unusable.why().text()
                                    + ": remove it");
            case Tlsa.Usable usable -> onUsable(usable);
        }
    }

    private void onUsable(Tlsa.Usable record) {
        if (record.matching() == MatchingType.FULL) {
            add(
                    "full-data",
                    shown(record)
                            + " holds the whole object: publish a SHA-256 digest in its place (RFC"
                            + " 7672 §3.1.2)");
        }
        if (record.usage() == CertificateUsage.DANE_EE && record.selector() == Selector.CERT) {
            add(
                    "certificate-not-key",
                    shown(record)
                            + " names the certificate, which changes at each renewal: publish 3 1 1"
                            + " and keep the key");
        }
        if (!served.isEmpty() && served.stream().noneMatch(chain -> matches(record, chain))) {
            onUnmatched(record);
        }
    }

    private void onUnmatched(Tlsa.Usable record) {
        if (record.usage() == CertificateUsage.DANE_TA) {
            add(
                    "anchor-not-served",
                    shown(record)
                            + " names an authority that no served chain includes: let the server"
                            + " send it, the root too (RFC 7672 §3.1.2), or remove the record");
        } else {
            add(
                    "matches-nothing",
                    shown(record)
                            + " matches no served certificate: right for the next key before it is"
                            + " in use, else remove it");
        }
    }

    private static boolean matches(Tlsa.Usable record, List<X509Certificate> chain) {
        return record.usage() == CertificateUsage.DANE_EE
                ? !chain.isEmpty() && record.matches(chain.get(0))
                : record.matching() == MatchingType.FULL
                        || chain.stream().skip(1).anyMatch(record::matches);
    }

    private void onSet() {
        List<Tlsa.Usable> usable =
                records.stream()
                        .filter(Tlsa.Usable.class::isInstance)
                        .map(Tlsa.Usable.class::cast)
                        .toList();
        List<Tlsa.Usable> counting = DigestAgility.apply(usable);
        for (Tlsa.Usable record : usable) {
            if (!counting.contains(record)) {
                add(
                        "weaker-digest",
                        shown(record)
                                + " is not looked at beside a stronger digest of the same usage and"
                                + " selector (RFC 7671 §9)");
            }
        }
        if (counting.size() == 1) {
            add(
                    "no-rollover",
                    "there is one record: before the key changes, publish one for the next key as"
                            + " well, at least two times to live ahead, and remove the old one"
                            + " after");
        }
        if (usable.stream().anyMatch(r -> r.usage() == CertificateUsage.DANE_TA)) {
            served.forEach(this::onDates);
        }
    }

    /** With DANE-TA dates count; with DANE-EE they do not (RFC 7671 §5.1). */
    private void onDates(List<X509Certificate> chain) {
        for (X509Certificate certificate : chain) {
            Instant end = certificate.getNotAfter().toInstant();
            if (end.isBefore(now.plus(SOON))) {
                add(
                        "expiring",
                        "'"
                                + certificate.getSubjectX500Principal().getName()
                                + "' "
                                + (end.isBefore(now) ? "expired" : "expires")
                                + " at "
                                + end
                                + ", which counts with DANE-TA records");
            }
        }
    }

    private static String shown(Tlsa record) {
        String text = record.presentation();
        return text.length() > 30 ? text.substring(0, 30) + "..." : text;
    }

    private void add(String code, String text) {
        Advice one = new Advice(code, text.replaceAll("[^\\x20-\\x7e§]", "?"));
        if (!advice.contains(one)) {
            advice.add(one);
        }
    }
}
