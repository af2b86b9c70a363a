package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSEnvelopedDataParser;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.RecipientInformationStore;

import java.io.IOException;
import java.io.InputStream;

/** The two kinds of CMS structure that hold encrypted content, read up to the content. */
sealed interface Envelope {
    /** RFC 5084 §3.2: a tag has 12 to 16 octets. */
    int SHORTEST_TAG = 12;

    int LONGEST_TAG = 16;

    RecipientInformationStore recipients();

    AlgorithmIdentifier algorithm();

    /** Whether what follows the content is as it must be; asked when all content was read. */
    boolean isComplete() throws IOException;

    /** EnvelopedData (RFC 5652 §6.1). */
    record Plain(CMSEnvelopedDataParser parser) implements Envelope {
        @Override
        public RecipientInformationStore recipients() {
            return parser.getRecipientInfos();
        }

        @Override
        public AlgorithmIdentifier algorithm() {
            return parser.getContentEncryptionAlgorithm();
        }

        @Override
        public boolean isComplete() {
            return true;
        }
    }

    /** AuthEnvelopedData (RFC 5083 §2.1). */
    record Authenticated(CMSAuthEnvelopedDataParser parser) implements Envelope {
        @Override
        public RecipientInformationStore recipients() {
            return parser.getRecipientInfos();
        }

        @Override
        public AlgorithmIdentifier algorithm() {
            return parser.getEncryptionAlgOID();
        }

        /** The tag has the length that the parameters say, which has been found sufficient. */
        @Override
        public boolean isComplete() throws IOException {
            return parser.getMac().length == tagLength();
        }

        /** RFC 5084 §3.1 and §3.2: 12 octets if the parameters do not say; RFC 8103 §3: 16. */
        int tagLength() {
            if (algorithm()
                    .getAlgorithm()
                    .equals(PKCSObjectIdentifiers.id_alg_AEADChaCha20Poly1305)) {
                return LONGEST_TAG;
            }
            ASN1Sequence parameters = ASN1Sequence.getInstance(algorithm().getParameters());
            return parameters.size() < 2
                    ? SHORTEST_TAG
                    : ASN1Integer.getInstance(parameters.getObjectAt(1)).intValueExact();
        }
    }

    static Envelope read(ASN1ObjectIdentifier type, InputStream in)
            throws CMSException, IOException {
        return type.equals(CMSObjectIdentifiers.authEnvelopedData)
                ? new Authenticated(new CMSAuthEnvelopedDataParser(in))
                : new Plain(new CMSEnvelopedDataParser(in));
    }

    /** The cipher, if it is one of the allowed for this kind of structure. */
    default ContentAlgorithm allowedAlgorithm(boolean oldMail) throws RefusedException {
        ContentAlgorithm algorithm =
                ContentAlgorithm.of(algorithm().getAlgorithm())
                        .filter(each -> oldMail || !each.isOld())
                        .filter(each -> each.isAuthenticated() == this instanceof Authenticated)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Decryption.Refused.Reason.CONTENT_ALGORITHM));
        if (this instanceof Authenticated authenticated
                && (authenticated.tagLength() < SHORTEST_TAG
                        || authenticated.tagLength() > LONGEST_TAG)) {
            throw new RefusedException(Decryption.Refused.Reason.TAG_TOO_SHORT);
        }
        return algorithm;
    }
}
