package org.signet.smime.source;

import org.signet.smime.certificate.CertificateSource;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.trust.Certificates;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Certificates in the DNS, as the owner of a domain publishes them (RFC 8162). */
public final class SmimeaSource implements CertificateSource {
    /** More records at one name are no certificates of one person. */
    private static final int MOST_RECORDS = 20;

    private static final int HEAD = 3;
    private static final int PKIX_TA = 0;
    private static final int PKIX_EE = 1;
    private static final int DANE_TA = 2;
    private static final int DANE_EE = 3;

    private final SmimeaLookup dns;
    private final boolean roots;

    /**
     * A source.
     *
     * @param roots whether there are roots that a chain is demanded to; without them a record that
     *     asks for one as well (PKIX-EE) cannot be used
     */
    public SmimeaSource(SmimeaLookup dns, boolean roots) {
        this.dns = dns;
        this.roots = roots;
    }

    @Override
    public String name() {
        return "DNS (SMIMEA)";
    }

    @Override
    public Answer find(Mailbox address, Instant now) {
        return switch (dns.lookup(SmimeaName.of(address))) {
            case SmimeaLookup.Records.None() -> new Answer.None();
            case SmimeaLookup.Records.Failed(String why) -> new Answer.Failed(why);
            case SmimeaLookup.Records.Secure(List<byte[]> data) ->
                    data.size() > MOST_RECORDS
                            ? new Answer.Failed("more than " + MOST_RECORDS + " SMIMEA records")
                            : decide(address, data, roots);
        };
    }

    /** What records say of an address. */
    static Answer decide(Mailbox address, List<byte[]> records, boolean roots) {
        Set<X509Certificate> vouched = new LinkedHashSet<>();
        Set<X509Certificate> others = new LinkedHashSet<>();
        for (byte[] each : records) {
            Optional<X509Certificate> certificate = certificate(each);
            if (certificate.isPresent()) {
                boolean authority = certificate.get().getBasicConstraints() >= 0;
                switch (each[0]) {
                    case DANE_EE -> vouched.add(certificate.get());
                    case PKIX_EE -> {
                        if (roots) {
                            others.add(certificate.get());
                        }
                    }
                    case PKIX_TA, DANE_TA -> {
                        if (authority) {
                            others.add(certificate.get());
                        }
                    }
                    default -> {
                        // A usage that is not known is one that cannot be used (RFC 6698 §4.1).
                    }
                }
            }
        }
        others.addAll(vouched);
        return FoundCertificates.answer(address, others) instanceof Answer.Found found
                ? new Answer.Found(
                        found.ofAddress(), found.ofDomain(), found.authorities(), vouched)
                : new Answer.None();
    }

    /** Selector 0 and matching type 0: the whole certificate, and nothing behind it. */
    private static Optional<X509Certificate> certificate(byte[] record) {
        if (record.length <= HEAD || record[1] != 0 || record[2] != 0) {
            return Optional.empty();
        }
        byte[] der = Arrays.copyOfRange(record, HEAD, record.length);
        return Certificates.parse(der).filter(each -> isEncodedAs(each, der));
    }

    private static boolean isEncodedAs(X509Certificate certificate, byte[] der) {
        try {
            return Arrays.equals(certificate.getEncoded(), der);
        } catch (CertificateEncodingException e) {
            return false;
        }
    }
}
