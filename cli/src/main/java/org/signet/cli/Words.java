package org.signet.cli;

import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.delivery.Preview;
import org.signet.transport.dns.DnsAnswer;
import org.signet.transport.dns.DnsRecord;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.Security;
import org.signet.transport.policy.TlsPolicy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers, policies and certificates as JSON values. */
final class Words {
    private static final int DNS_NAME = 2;

    private Words() {}

    static Map<String, Object> question(Preview.Question question) {
        DnsAnswer answer = question.answer();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("name", question.name().toString());
        all.put("type", question.type().name());
        all.put("status", status(answer));
        all.put("answer", kind(answer));
        if (!answer.aliases().isEmpty()) {
            all.put("aliases", answer.aliases().stream().map(Words::hop).toList());
        }
        switch (answer) {
            case DnsAnswer.Found found ->
                    all.put("records", found.records().stream().map(Words::record).toList());
            case DnsAnswer.Bogus bogus -> all.put("reason", bogus.reason());
            case DnsAnswer.Failed failed -> all.put("reason", failed.cause());
            case DnsAnswer.NoData none -> {}
            case DnsAnswer.NxDomain none -> {}
        }
        return all;
    }

    /** The status of the answer with all aliases that led to it. */
    static String status(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Bogus bogus -> "bogus";
            case DnsAnswer.Failed failed -> "failed";
            case DnsAnswer any -> any.secureThroughout() ? "secure" : "insecure";
        };
    }

    private static String kind(DnsAnswer answer) {
        return switch (answer) {
            case DnsAnswer.Found found -> "records";
            case DnsAnswer.NoData none -> "no such record";
            case DnsAnswer.NxDomain none -> "no such name";
            case DnsAnswer.Bogus bogus -> "none to be trusted";
            case DnsAnswer.Failed failed -> "none";
        };
    }

    private static Map<String, Object> hop(DnsAnswer.Hop hop) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("from", hop.from().toString());
        all.put("to", hop.to().toString());
        all.put("status", hop.security() == Security.SECURE ? "secure" : "insecure");
        return all;
    }

    private static String record(DnsRecord record) {
        return switch (record) {
            case DnsRecord.Address address -> address.address().getHostAddress();
            case DnsRecord.MailExchange mx -> mx.preference() + " " + mx.host();
            case DnsRecord.Alias alias -> alias.target().toString();
            case DnsRecord.Text text -> text.text();
            case DnsRecord.TlsaData tlsa -> Tlsa.parse(tlsa.rdata()).toString();
        };
    }

    static Map<String, Object> policy(TlsPolicy policy) {
        Map<String, Object> all = new LinkedHashMap<>();
        switch (policy) {
            case TlsPolicy.Authenticated yes -> {
                DanePolicy.Authenticate dane = yes.dane();
                all.put("demand", dane.secureRoute() ? "dane-verified" : "dane-trusted");
                all.put("baseDomain", dane.baseDomain().toString());
                all.put("names", texts(dane.referenceNames()));
                all.put("records", dane.records().stream().map(Tlsa::toString).toList());
            }
            case TlsPolicy.Verified verified -> {
                all.put("demand", "verified");
                all.put("names", texts(verified.names()));
            }
            case TlsPolicy.Encrypted encrypted -> all.put("demand", "encrypted");
            case TlsPolicy.Opportunistic may -> all.put("demand", "opportunistic");
            case TlsPolicy.Plain plain -> all.put("demand", "plain");
            case TlsPolicy.Deferred deferred -> {
                all.put("demand", "none");
                all.put("reason", deferred.reason().code());
                all.put("detail", deferred.detail());
            }
        }
        if (policy instanceof TlsPolicy.UsesTls tls) {
            all.put("lowestTls", tls.lowest().number());
        }
        return all;
    }

    /** What a policy means, in a sentence. */
    static String sentence(TlsPolicy policy) {
        return switch (policy) {
            case TlsPolicy.Authenticated yes ->
                    "TLS, and the server must be the one that the TLSA records of "
                            + yes.dane().baseDomain()
                            + " name"
                            + (yes.dane().secureRoute()
                                    ? ""
                                    : "; only trusted, as the MX records are not signed");
            case TlsPolicy.Verified verified ->
                    "TLS, with a certificate of a well-known authority for one of "
                            + verified.names();
            case TlsPolicy.Encrypted encrypted -> "TLS, whoever answers";
            case TlsPolicy.Opportunistic may ->
                    "TLS if it is offered, otherwise plain text; where TLS fails, plain text on a"
                            + " later try";
            case TlsPolicy.Plain plain -> "plain text, even if TLS is offered";
            case TlsPolicy.Deferred deferred ->
                    "no connection: " + deferred.reason().code() + ": " + deferred.detail();
        };
    }

    static Map<String, Object> certificate(X509Certificate certificate) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("subject", printable(certificate.getSubjectX500Principal().getName()));
        all.put("issuer", printable(certificate.getIssuerX500Principal().getName()));
        all.put("names", names(certificate));
        all.put("from", certificate.getNotBefore().toInstant().toString());
        all.put("until", certificate.getNotAfter().toInstant().toString());
        all.put("keySha256", sha256(certificate.getPublicKey().getEncoded()));
        try {
            all.put("certificateSha256", sha256(certificate.getEncoded()));
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that cannot be encoded", e);
        }
        return all;
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            return names == null
                    ? List.of()
                    : names.stream()
                            .filter(name -> name.get(0).equals(DNS_NAME))
                            .map(name -> printable(String.valueOf(name.get(1))))
                            .toList();
        } catch (CertificateParsingException e) {
            return List.of("(names that cannot be read)");
        }
    }

    private static String sha256(byte[] octets) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(octets));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static List<String> texts(List<DomainName> names) {
        return names.stream().map(DomainName::toString).toList();
    }

    static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7e]", "?");
    }
}
