package org.signet.smime.source;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.CertificateDomains;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Fitness;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.trust.Certificates;

import java.io.IOException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads certificates from what strangers give, and takes those that are for an address. */
final class FoundCertificates {
    /** More in one value is no certificate of a person with its authorities. */
    static final int MOST_IN_ONE = 20;

    private FoundCertificates() {}

    /** Those in a value that is a certificate or a PKCS #7 SignedData; none if it is neither. */
    static List<X509Certificate> parse(byte[] der) {
        List<X509Certificate> all = new ArrayList<>();
        try {
            ASN1Sequence outer = ASN1Sequence.getInstance(der);
            if (outer.size() == 3) {
                Certificates.parse(der).ifPresent(all::add);
                return all;
            }
            ASN1Set set =
                    SignedData.getInstance(ContentInfo.getInstance(outer).getContent())
                            .getCertificates();
            for (ASN1Encodable each : set == null ? new ASN1Encodable[0] : set.toArray()) {
                if (all.size() < MOST_IN_ONE) {
                    Certificates.parse(each.toASN1Primitive().getEncoded()).ifPresent(all::add);
                }
            }
        } catch (IOException | RuntimeException unreadable) {
            // ASN.1 that is not what it says; what was read before is still what it is.
            return all;
        }
        return all;
    }

    /** What a source knows that gave these, of which some may be for other people. */
    static Answer answer(Mailbox address, Collection<X509Certificate> all) {
        List<X509Certificate> ofAddress = new ArrayList<>();
        List<X509Certificate> ofDomain = new ArrayList<>();
        List<X509Certificate> authorities = new ArrayList<>();
        for (X509Certificate each : all) {
            if (each.getBasicConstraints() >= 0) {
                authorities.add(each);
            } else if (Fitness.decide(each, Fitness.Use.ENCRYPT) instanceof Fitness.Fit) {
                if (names(each, address)) {
                    ofAddress.add(each);
                } else if (speaksFor(each, address.domain())) {
                    ofDomain.add(each);
                }
            }
        }
        return ofAddress.isEmpty() && ofDomain.isEmpty()
                ? new Answer.None()
                : new Answer.Found(ofAddress, ofDomain, authorities);
    }

    private static boolean names(X509Certificate certificate, Mailbox address) {
        try {
            return CertificateAddresses.of(certificate).contains(address);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }

    private static boolean speaksFor(X509Certificate certificate, String domain) {
        try {
            return CertificateDomains.of(certificate, Fitness.Use.ENCRYPT).contains(domain);
        } catch (CertificateParsingException unreadable) {
            return false;
        }
    }
}
