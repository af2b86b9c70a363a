package org.signet.smime.certificate;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.OtherName;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the mail addresses a certificate speaks for. */
public final class CertificateAddresses {
    private static final Integer OTHER_NAME = 0;
    private static final Integer RFC822_NAME = 1;
    private static final ASN1ObjectIdentifier SMTP_UTF8_MAILBOX =
            new ASN1ObjectIdentifier("1.3.6.1.5.5.7.8.9");

    private CertificateAddresses() {}

    /** The addresses (RFC 8550 §3), in no order of importance; none if it has none. */
    public static Set<Mailbox> of(X509Certificate certificate) throws CertificateParsingException {
        Set<Mailbox> addresses = new LinkedHashSet<>();
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        if (names != null) {
            for (List<?> name : names) {
                if (RFC822_NAME.equals(name.get(0)) && name.get(1) instanceof String text) {
                    Mailbox.parse(text).ifPresent(addresses::add);
                } else if (OTHER_NAME.equals(name.get(0)) && name.get(1) instanceof byte[] der) {
                    international(der).flatMap(Mailbox::parse).ifPresent(addresses::add);
                }
            }
        }
        return addresses.isEmpty() ? ofSubject(certificate) : addresses;
    }

    /** SmtpUTF8Mailbox, for addresses that are not ASCII before the at sign (RFC 9598 §3). */
    private static Optional<String> international(byte[] der) {
        try {
            OtherName name =
                    OtherName.getInstance(
                            ASN1Sequence.getInstance(ASN1TaggedObject.getInstance(der), false));
            return name.getTypeID().equals(SMTP_UTF8_MAILBOX)
                            && name.getValue() instanceof ASN1UTF8String text
                    ? Optional.of(text.getString())
                    : Optional.empty();
        } catch (IllegalArgumentException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    private static Set<Mailbox> ofSubject(X509Certificate certificate) {
        Set<Mailbox> addresses = new LinkedHashSet<>();
        X500Name subject = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        for (RDN rdn : subject.getRDNs(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)) {
            for (AttributeTypeAndValue attribute : rdn.getTypesAndValues()) {
                if (attribute.getType().equals(PKCSObjectIdentifiers.pkcs_9_at_emailAddress)
                        && attribute.getValue() instanceof ASN1String text) {
                    Mailbox.parse(text.getString()).ifPresent(addresses::add);
                }
            }
        }
        return addresses;
    }
}
