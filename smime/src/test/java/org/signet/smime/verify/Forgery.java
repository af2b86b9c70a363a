package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.BEROctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.cms.CMSSignedData;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Structures that nobody makes by accident. */
final class Forgery {
    private Forgery() {}

    /** The same signature, without attributes, over content that is the attributes. */
    static byte[] withoutAttributes(CMSSignedData signed, byte[] content) throws IOException {
        SignedData data = SignedData.getInstance(signed.toASN1Structure().getContent());
        SignerInfo info = SignerInfo.getInstance(data.getSignerInfos().getObjectAt(0));
        SignerInfo bare =
                new SignerInfo(
                        info.getSID(),
                        info.getDigestAlgorithm(),
                        (org.bouncycastle.asn1.ASN1Set) null,
                        info.getDigestEncryptionAlgorithm(),
                        info.getEncryptedDigest(),
                        null);
        return wrap(
                new SignedData(
                        data.getDigestAlgorithms(),
                        new ContentInfo(CMSObjectIdentifiers.data, new BEROctetString(content)),
                        data.getCertificates(),
                        null,
                        new DERSet(bare)));
    }

    /** The same message with copies of its first certificate, each with another number. */
    static byte[] withCertificates(byte[] cms, int count) throws IOException {
        SignedData data = SignedData.getInstance(ContentInfo.getInstance(cms).getContent());
        ASN1Sequence first = ASN1Sequence.getInstance(data.getCertificates().getObjectAt(0));
        TBSCertificate tbs = Certificate.getInstance(first).getTBSCertificate();
        ASN1EncodableVector all = new ASN1EncodableVector();
        for (int i = 0; i < count; i++) {
            ASN1EncodableVector fields = new ASN1EncodableVector();
            ASN1Sequence old = ASN1Sequence.getInstance(tbs.toASN1Primitive());
            for (int j = 0; j < old.size(); j++) {
                fields.add(j == 1 ? new ASN1Integer(i) : old.getObjectAt(j));
            }
            ASN1EncodableVector copy = new ASN1EncodableVector();
            copy.add(new org.bouncycastle.asn1.DERSequence(fields));
            copy.add(first.getObjectAt(1));
            copy.add(first.getObjectAt(2));
            all.add(new org.bouncycastle.asn1.DERSequence(copy));
        }
        return wrap(
                new SignedData(
                        data.getDigestAlgorithms(),
                        data.getEncapContentInfo(),
                        new org.bouncycastle.asn1.BERSet(all),
                        null,
                        data.getSignerInfos()));
    }

    /** SignedData that ends in what claims to be long. */
    static byte[] signedDataWith(byte[] claim) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x30, (byte) 0x80});
        out.writeBytes(CMSObjectIdentifiers.signedData.getEncoded());
        out.writeBytes(new byte[] {(byte) 0xa0, (byte) 0x80, 0x30, (byte) 0x80});
        out.writeBytes(new ASN1Integer(1).getEncoded());
        out.writeBytes(new DERSet().getEncoded());
        out.writeBytes(
                new ContentInfo(CMSObjectIdentifiers.data, new DEROctetString(new byte[3]))
                        .getEncoded());
        out.writeBytes(new byte[] {0x31, (byte) 0x80});
        out.writeBytes(claim);
        return out.toByteArray();
    }

    private static byte[] wrap(SignedData data) throws IOException {
        return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded();
    }
}
