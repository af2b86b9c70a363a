package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetStringParser;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1SequenceParser;
import org.bouncycastle.asn1.ASN1SetParser;
import org.bouncycastle.asn1.ASN1StreamParser;
import org.bouncycastle.asn1.BERTags;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfoParser;
import org.bouncycastle.asn1.cms.SignedDataParser;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.jspecify.annotations.Nullable;
import org.signet.smime.structure.CmsBody;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * A CMS SignedData (RFC 5652 §5.1) without its content, which is written elsewhere while it is
 * read.
 *
 * @param contentType what the content is said to be
 * @param hasContent whether the content was in it
 * @param certificates each as DER, those of other kinds than X.509 left out
 * @param lists revocation lists, each as DER
 */
record SignedData(
        ASN1ObjectIdentifier contentType,
        boolean hasContent,
        List<byte[]> certificates,
        List<byte[]> lists,
        List<SignerInfo> signers) {
    private static final int CHUNK = 16 * 1024;

    SignedData {
        certificates = List.copyOf(certificates);
        lists = List.copyOf(lists);
        signers = List.copyOf(signers);
    }

    /**
     * Reads.
     *
     * @throws LimitException if there is more in it than the limits allow
     * @throws IOException if it is no SignedData, or the message cannot be read
     */
    static SignedData read(CmsBody body, VerifyLimits limits, OutputStream content)
            throws IOException {
        // The limit makes the parser refuse single values whose length is said to be larger.
        InputStream bounded = new ASN1InputStream(body.stream(), CmsBody.LARGEST_HEAD);
        ContentInfoParser outer =
                new ContentInfoParser(sequence(new ASN1StreamParser(bounded).readObject()));
        if (!outer.getContentType().equals(CMSObjectIdentifiers.signedData)) {
            throw new IOException("It is " + outer.getContentType() + ", not signed-data");
        }
        SignedDataParser parser = SignedDataParser.getInstance(outer.getContent(BERTags.SEQUENCE));
        skip(parser.getDigestAlgorithms());
        ContentInfoParser inner = parser.getEncapContentInfo();
        body.endHead();
        boolean hasContent = copy(inner.getContent(BERTags.OCTET_STRING), content);
        body.beginTail();
        List<byte[]> certificates =
                members(parser.getCertificates(), limits.certificates(), "certificates");
        List<byte[]> lists = members(parser.getCrls(), limits.lists(), "revocation lists");
        List<SignerInfo> signers = new ArrayList<>();
        for (byte[] each : members(parser.getSignerInfos(), limits.signers(), "signers")) {
            signers.add(SignerInfo.getInstance(each));
        }
        return new SignedData(inner.getContentType(), hasContent, certificates, lists, signers);
    }

    private static ASN1SequenceParser sequence(@Nullable ASN1Encodable value) throws IOException {
        if (value instanceof ASN1SequenceParser sequence) {
            return sequence;
        }
        throw new IOException("It is no sequence");
    }

    private static void skip(@Nullable ASN1SetParser set) throws IOException {
        if (set == null) {
            throw new IOException("The set of digest algorithms is missing");
        }
        set.toASN1Primitive();
    }

    private static boolean copy(@Nullable ASN1Encodable content, OutputStream out)
            throws IOException {
        if (content == null) {
            return false;
        }
        if (!(content instanceof ASN1OctetStringParser octets)) {
            throw new IOException("The content is no octet string");
        }
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = octets.getOctetStream()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                out.write(chunk, 0, count);
            }
        }
        return true;
    }

    /** The members that are sequences, which certificates of other kinds are not. */
    private static List<byte[]> members(@Nullable ASN1SetParser set, int most, String what)
            throws IOException {
        List<byte[]> members = new ArrayList<>();
        if (set == null) {
            return members;
        }
        for (ASN1Encodable each = set.readObject(); each != null; each = set.readObject()) {
            if (members.size() == most) {
                throw new LimitException(what, most);
            }
            // Reading it is what moves the parser on, also for what is then left out.
            byte[] encoded = each.toASN1Primitive().getEncoded();
            if (each instanceof ASN1Sequence || each instanceof ASN1SequenceParser) {
                members.add(encoded);
            }
        }
        return members;
    }
}
