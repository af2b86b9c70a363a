package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.smime.mime.Base64Lines;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes a MIME entity of decrypted content. Most content is one already; what lies in an envelope
 * without MIME in between, as CMS allows (RFC 5652 §6.1), becomes {@code application/pkcs7-mime}.
 */
final class TypedContent {
    private final OutputStream out;
    private final boolean entity;
    private final Base64Lines base64;

    TypedContent(ASN1ObjectIdentifier type, OutputStream out) throws IOException {
        this.out = out;
        this.entity = type.equals(CMSObjectIdentifiers.data);
        this.base64 = new Base64Lines(out);
        if (!entity) {
            out.write(
                    "Content-Type: application/pkcs7-mime; name=smime.p7m\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            // A ContentInfo (RFC 5652 §3) whose length is not known yet.
            base64.write(new byte[] {0x30, (byte) 0x80});
            base64.write(type.getEncoded());
            base64.write(new byte[] {(byte) 0xa0, (byte) 0x80});
        }
    }

    /** Takes the content. */
    OutputStream output() {
        return entity ? out : base64;
    }

    void finish() throws IOException {
        if (!entity) {
            base64.write(new byte[] {0, 0, 0, 0});
            base64.end();
        }
    }
}
