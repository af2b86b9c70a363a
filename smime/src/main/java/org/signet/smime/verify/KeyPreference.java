package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.cms.IssuerAndSerialNumber;
import org.bouncycastle.asn1.cms.RecipientKeyIdentifier;
import org.bouncycastle.asn1.cms.SignerIdentifier;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The certificate that a signer wants to be encrypted to with (RFC 8551 §2.5.3). */
final class KeyPreference {
    static final ASN1ObjectIdentifier TYPE = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.2.11");

    private static final int ISSUER_AND_SERIAL_NUMBER = 0;
    private static final int RECIPIENT_KEY_IDENTIFIER = 1;
    private static final int SUBJECT_KEY_IDENTIFIER = 2;

    private KeyPreference() {}

    /**
     * Finds the one that is named. None if it is not among those that are there, if more than one
     * fits, or if the value cannot be read; it says nothing about the signature, so a damaged one
     * is no reason to refuse that.
     */
    static Optional<X509Certificate> find(
            ASN1Encodable value, Collection<X509Certificate> certificates) {
        Optional<SignerIdentifier> wanted = parse(value);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<X509Certificate> named =
                certificates.stream()
                        .filter(each -> isNamed(each, wanted.get()))
                        .distinct()
                        .toList();
        return named.size() == 1 ? Optional.of(named.get(0)) : Optional.empty();
    }

    /** Its three forms are the two by which signers are named. */
    private static Optional<SignerIdentifier> parse(ASN1Encodable value) {
        try {
            ASN1TaggedObject choice = ASN1TaggedObject.getInstance(value);
            return switch (choice.getTagNo()) {
                case ISSUER_AND_SERIAL_NUMBER ->
                        Optional.of(
                                new SignerIdentifier(
                                        IssuerAndSerialNumber.getInstance(
                                                ASN1Sequence.getInstance(choice, false))));
                case RECIPIENT_KEY_IDENTIFIER ->
                        Optional.of(
                                new SignerIdentifier(
                                        RecipientKeyIdentifier.getInstance(
                                                        ASN1Sequence.getInstance(choice, false))
                                                .getSubjectKeyIdentifier()));
                case SUBJECT_KEY_IDENTIFIER ->
                        Optional.of(
                                new SignerIdentifier(ASN1OctetString.getInstance(choice, false)));
                default -> Optional.empty();
            };
        } catch (RuntimeException damaged) {
            // The parser throws exceptions of many kinds at damaged structures.
            return Optional.empty();
        }
    }

    private static boolean isNamed(X509Certificate certificate, SignerIdentifier wanted) {
        return SignerCheck.isNamed(certificate, wanted);
    }
}
