package org.signet.smime.structure;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;

import java.io.IOException;
import java.util.Optional;

/** How the outermost layer of a message is protected. */
public sealed interface Protection {
    /** It is not, or what claims to be protection is none. */
    record None() implements Protection {}

    /** It is signed. */
    record Signed(SignedForm form) implements Protection {}

    /** It is encrypted. */
    record Encrypted(EncryptedForm form) implements Protection {}

    /** How a signed message is written. */
    enum SignedForm {
        /** multipart/signed, of S/MIME or of another system such as OpenPGP. */
        MULTIPART,
        /** CMS signed-data, with the content inside. */
        SIGNED_DATA
    }

    /** How an encrypted message is written. */
    enum EncryptedForm {
        ENVELOPED_DATA,
        AUTH_ENVELOPED_DATA,
        /** multipart/encrypted (RFC 1847 §2.2), of OpenPGP for instance. */
        MULTIPART
    }

    /** Looks at a message. */
    static Protection of(MessageSource message) throws IOException {
        ContentType type = ContentType.of(Header.of(message), "text/plain");
        if (type.is("multipart/signed")) {
            return new Signed(SignedForm.MULTIPART);
        }
        if (type.is("multipart/encrypted")) {
            return new Encrypted(EncryptedForm.MULTIPART);
        }
        Optional<ASN1ObjectIdentifier> content = CmsBody.contentType(message);
        if (content.isEmpty()) {
            return new None();
        }
        if (content.get().equals(CMSObjectIdentifiers.signedData)) {
            return new Signed(SignedForm.SIGNED_DATA);
        }
        if (content.get().equals(CMSObjectIdentifiers.envelopedData)) {
            return hasRecipients(message)
                    ? new Encrypted(EncryptedForm.ENVELOPED_DATA)
                    : new None();
        }
        return content.get().equals(CMSObjectIdentifiers.authEnvelopedData)
                        && hasRecipients(message)
                ? new Encrypted(EncryptedForm.AUTH_ENVELOPED_DATA)
                : new None();
    }

    private static boolean hasRecipients(MessageSource message) throws IOException {
        Optional<CmsBody> opened = CmsBody.open(message);
        if (opened.isEmpty()) {
            return false;
        }
        try (CmsBody body = opened.get()) {
            return EnvelopedStructure.read(body).recipients().size() > 0;
        } catch (IOException damaged) {
            opened.get().rethrowFailureOfSource();
            return false;
        }
    }
}
