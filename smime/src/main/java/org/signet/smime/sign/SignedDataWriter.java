package org.signet.smime.sign;

import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetStringGenerator;
import org.bouncycastle.asn1.BERSequenceGenerator;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.SignerInfo;

import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;

/**
 * Writes a CMS SignedData (RFC 5652 §5) over what is written to {@link #content()}, which is read
 * once, and uses the private key once.
 */
final class SignedDataWriter {
    private static final int CHUNK = 32 * 1024;

    /** RFC 5652 §5.1: nothing in it is newer. */
    private static final ASN1Integer VERSION = new ASN1Integer(1);

    private final Signer signer;
    private final MessageDigest digest;
    private final OutputStream content;
    private final Ending ending;

    /** Writes what comes after the content. */
    @FunctionalInterface
    private interface Ending {
        void write(SignerInfo signature) throws IOException;
    }

    private SignedDataWriter(
            Signer signer, MessageDigest digest, OutputStream content, Ending ending) {
        this.signer = signer;
        this.digest = digest;
        this.content = content;
        this.ending = ending;
    }

    /** Without the content, in DER, which is written at the end. */
    static SignedDataWriter detached(Signer signer, OutputStream out)
            throws GeneralSecurityException {
        MessageDigest digest = signer.scheme().digest().start();
        return new SignedDataWriter(
                signer,
                digest,
                new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                signature -> out.write(encoded(signer, signature)));
    }

    private static byte[] encoded(Signer signer, SignerInfo signature) throws IOException {
        SignedData data =
                new SignedData(
                        new DERSet(signer.scheme().digest().identifier()),
                        new ContentInfo(CMSObjectIdentifiers.data, null),
                        signer.certificates(),
                        null,
                        new DERSet(signature));
        return new ContentInfo(CMSObjectIdentifiers.signedData, data).getEncoded(ASN1Encoding.DER);
    }

    /** With the content inside, in BER, written as it comes. */
    static SignedDataWriter opaque(Signer signer, OutputStream out)
            throws IOException, GeneralSecurityException {
        BERSequenceGenerator info = new BERSequenceGenerator(out);
        info.addObject(CMSObjectIdentifiers.signedData);
        BERSequenceGenerator data = new BERSequenceGenerator(info.getRawOutputStream(), 0, true);
        data.addObject(VERSION);
        data.addObject(new DERSet(signer.scheme().digest().identifier()));
        BERSequenceGenerator encapsulated = new BERSequenceGenerator(data.getRawOutputStream());
        encapsulated.addObject(CMSObjectIdentifiers.data);
        OutputStream octets =
                new BEROctetStringGenerator(encapsulated.getRawOutputStream(), 0, true)
                        .getOctetOutputStream(new byte[CHUNK]);
        MessageDigest digest = signer.scheme().digest().start();
        return new SignedDataWriter(
                signer,
                digest,
                new DigestOutputStream(octets, digest),
                signature -> {
                    octets.close();
                    encapsulated.close();
                    data.addObject(new DERTaggedObject(false, 0, signer.certificates()));
                    data.addObject(new DERSet(signature));
                    data.close();
                    info.close();
                });
    }

    OutputStream content() {
        return content;
    }

    /** Signs what was written, and writes the rest. */
    void end(Instant time, SecureRandom random) throws IOException, GeneralSecurityException {
        content.flush();
        ending.write(signer.sign(digest.digest(), time, random));
    }
}
