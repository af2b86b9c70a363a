package org.signet.smime.structure;

import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cms.ContentInfoParser;
import org.bouncycastle.asn1.cms.SignedDataParser;
import org.signet.smime.mime.MessageSource;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** What an opaque signature is over, without asking whether the signature is right. */
public final class SignedContent {
    private SignedContent() {}

    /** The content of a message whose body is signed-data; opening it fails if there is none. */
    public static MessageSource of(MessageSource message) {
        return () -> open(message);
    }

    private static InputStream open(MessageSource message) throws IOException {
        Optional<CmsBody> opened = CmsBody.open(message);
        if (opened.isEmpty()) {
            throw new IOException("It is no CMS structure");
        }
        CmsBody body = opened.get();
        try {
            InputStream content = content(body);
            return new FilterInputStream(content) {
                @Override
                public void close() throws IOException {
                    body.close();
                }
            };
        } catch (IOException | RuntimeException damaged) {
            body.close();
            throw damaged instanceof IOException e ? e : new IOException("It is damaged", damaged);
        }
    }

    private static InputStream content(CmsBody body) throws IOException {
        InputStream bounded = new ASN1InputStream(body.stream(), CmsBody.LARGEST_HEAD);
        if (new ASN1StreamParser(bounded).readObject() instanceof ASN1SequenceParser sequence) {
            SignedDataParser parser =
                    SignedDataParser.getInstance(
                            new ContentInfoParser(sequence).getContent(BERTags.SEQUENCE));
            parser.getDigestAlgorithms().toASN1Primitive();
            ContentInfoParser inner = parser.getEncapContentInfo();
            body.endHead();
            if (inner.getContent(BERTags.OCTET_STRING) instanceof ASN1OctetStringParser octets) {
                return octets.getOctetStream();
            }
        }
        throw new IOException("There is no content in it");
    }
}
