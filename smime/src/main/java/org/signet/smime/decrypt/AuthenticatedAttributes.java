package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.smime.structure.EnvelopedStructure;

import java.io.IOException;
import java.util.Optional;

/** The attributes that are authenticated together with the content (RFC 5083 §2.1 and §2.2). */
final class AuthenticatedAttributes {
    private AuthenticatedAttributes() {}

    /**
     * Those of an envelope, if there are any.
     *
     * @throws RefusedException if the type of the content is another than the one they say, or is
     *     said by nothing that is authenticated although it is not plain data
     */
    static Optional<ASN1Set> of(Envelope envelope, EnvelopedStructure.Tail tail)
            throws RefusedException {
        boolean data = envelope.structure().contentType().equals(CMSObjectIdentifiers.data);
        if (tail.attributes().isEmpty()) {
            if (envelope.structure().isAuthenticated() && !data) {
                throw new RefusedException(Decryption.Refused.Reason.CONTENT_TYPE);
            }
            return Optional.empty();
        }
        ASN1Set attributes = tail.attributes().get();
        boolean said = false;
        for (ASN1Encodable each : attributes) {
            Attribute attribute = Attribute.getInstance(each);
            if (attribute.getAttrType().equals(CMSAttributes.contentType)) {
                if (said || !isOnly(attribute, envelope.structure().contentType())) {
                    throw new RefusedException(Decryption.Refused.Reason.CONTENT_TYPE);
                }
                said = true;
            }
        }
        if (!said && !data) {
            throw new RefusedException(Decryption.Refused.Reason.CONTENT_TYPE);
        }
        return tail.attributes();
    }

    /** As they are authenticated. */
    static byte[] encoded(Optional<ASN1Set> attributes) throws IOException {
        return attributes.isEmpty() ? new byte[0] : attributes.get().getEncoded(ASN1Encoding.DER);
    }

    private static boolean isOnly(Attribute attribute, ASN1Encodable value) {
        return attribute.getAttrValues().size() == 1
                && attribute.getAttrValues().getObjectAt(0).equals(value);
    }
}
