package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.EncryptedContentInfo;
import org.bouncycastle.asn1.cms.EnvelopedData;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSEnvelopedData;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformationStore;
import org.signet.smime.structure.CmsBody;
import org.signet.smime.structure.EnvelopedStructure;

import java.io.IOException;
import java.util.Set;

/**
 * An envelope, read up to the content.
 *
 * @param recipients for whom it is, without the content
 */
record Envelope(EnvelopedStructure structure, RecipientInformationStore recipients) {
    /** RFC 5084 §3.2: a tag has 12 to 16 octets. */
    private static final int SHORTEST_TAG = 12;

    private static final int LONGEST_TAG = 16;

    /** What may be in it (RFC 8551 §2.4): a MIME entity, or another structure without MIME. */
    private static final Set<ASN1ObjectIdentifier> CONTENT_TYPES =
            Set.of(
                    CMSObjectIdentifiers.data,
                    CMSObjectIdentifiers.signedData,
                    CMSObjectIdentifiers.envelopedData,
                    CMSObjectIdentifiers.authEnvelopedData,
                    CMSObjectIdentifiers.compressedData);

    static Envelope read(CmsBody body) throws IOException {
        EnvelopedStructure structure = EnvelopedStructure.read(body);
        try {
            return new Envelope(structure, recipients(structure));
        } catch (CMSException | RuntimeException damaged) {
            throw new IOException("the recipients cannot be read", damaged);
        }
    }

    /** The parser of Bouncy Castle sees the recipients alone. */
    private static RecipientInformationStore recipients(EnvelopedStructure structure)
            throws CMSException {
        return new CMSEnvelopedData(
                        new ContentInfo(
                                CMSObjectIdentifiers.envelopedData,
                                new EnvelopedData(
                                        null,
                                        structure.recipients(),
                                        new EncryptedContentInfo(
                                                CMSObjectIdentifiers.data,
                                                structure.algorithm(),
                                                new DEROctetString(new byte[0])),
                                        (ASN1Set) null)))
                .getRecipientInfos();
    }

    AlgorithmIdentifier algorithm() {
        return structure.algorithm();
    }

    /** The cipher, if it is one of the allowed for this kind of structure. */
    ContentAlgorithm allowedAlgorithm(boolean oldMail) throws RefusedException {
        ContentAlgorithm algorithm =
                ContentAlgorithm.of(algorithm().getAlgorithm())
                        .filter(each -> oldMail || !each.isOld())
                        .filter(each -> each.isAuthenticated() == structure.isAuthenticated())
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Decryption.Refused.Reason.CONTENT_ALGORITHM));
        if (algorithm.isAuthenticated()
                && (tagLength() < SHORTEST_TAG || tagLength() > LONGEST_TAG)) {
            throw new RefusedException(Decryption.Refused.Reason.TAG_TOO_SHORT);
        }
        if (!CONTENT_TYPES.contains(structure.contentType())) {
            throw new RefusedException(Decryption.Refused.Reason.CONTENT_TYPE);
        }
        return algorithm;
    }

    /** RFC 5084 §3.1 and §3.2: 12 octets if the parameters do not say; RFC 8103 §3: 16. */
    int tagLength() {
        if (!(algorithm().getParameters() instanceof ASN1Sequence parameters)) {
            return LONGEST_TAG;
        }
        return parameters.size() < 2
                ? SHORTEST_TAG
                : ASN1Integer.getInstance(parameters.getObjectAt(1)).intValueExact();
    }

    /** The nonce or initialization vector: alone, or with the length of the tag. */
    byte[] nonce() {
        return algorithm().getParameters() instanceof ASN1Sequence parameters
                ? ASN1OctetString.getInstance(parameters.getObjectAt(0)).getOctets()
                : ASN1OctetString.getInstance(algorithm().getParameters()).getOctets();
    }
}
