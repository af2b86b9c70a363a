package org.signet.smime.headers;

import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.Multipart;
import org.signet.smime.structure.CmsBody;
import org.signet.smime.structure.SignedContent;

import java.io.IOException;
import java.util.Optional;

/** Finds the header fields that were protected together with a body (RFC 9788 §2.1.1). */
public final class ProtectedHeader {
    private static final int MOST_LAYERS = 5;
    private static final int MOST_PARTS = 100;

    private ProtectedHeader() {}

    /**
     * The header of the payload of an entity, below the signatures around it, if it says that it is
     * protected. What the signatures are worth is not asked.
     */
    public static Optional<Header> of(MessageSource entity) throws IOException {
        MessageSource inner = entity;
        for (int layer = 0; layer <= MOST_LAYERS; layer++) {
            Header header = Header.of(inner);
            ContentType type = ContentType.of(header, "text/plain");
            if (type.parameter("hp").isPresent()) {
                return Optional.of(header);
            }
            Optional<MessageSource> below = below(inner, type);
            if (below.isEmpty()) {
                return Optional.empty();
            }
            inner = below.get();
        }
        return Optional.empty();
    }

    private static Optional<MessageSource> below(MessageSource entity, ContentType type)
            throws IOException {
        if (type.is("multipart/signed") && type.parameter("boundary").isPresent()) {
            return Multipart.split(entity, type.parameter("boundary").get(), MOST_PARTS)
                    .parts()
                    .stream()
                    .findFirst();
        }
        return CmsBody.contentType(entity)
                .filter(CMSObjectIdentifiers.signedData::equals)
                .map(found -> SignedContent.of(entity));
    }
}
