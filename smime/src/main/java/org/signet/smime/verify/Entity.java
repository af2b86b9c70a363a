package org.signet.smime.verify;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeBody;
import org.signet.smime.mime.Multipart;
import org.signet.smime.structure.CmsBody;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a MIME entity is, as far as protection goes: by its header, and by what is really in it. */
sealed interface Entity {
    /** {@code multipart/signed} of S/MIME (RFC 8551 §3.5.3). */
    record Detached(MessageSource content, MessageSource signature) implements Entity {}

    /** CMS signed-data (RFC 8551 §3.5.2). */
    record Opaque() implements Entity {}

    /** CMS enveloped-data or authEnveloped-data. */
    record Encrypted() implements Entity {}

    /** Protected by something else. */
    record Foreign() implements Entity {}

    /** It claims to be S/MIME and is not, or is ambiguous. */
    record Malformed(boolean multipart, String detail) implements Entity {}

    /** Other parts. */
    record Parts(List<MessageSource> parts) implements Entity {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /** A message. */
    record Attached(MessageSource message) implements Entity {}

    /** Anything else. */
    record Plain() implements Entity {}

    Set<String> FOREIGN_PROTOCOLS =
            Set.of("application/pgp-signature", "application/pgp-encrypted");
    int SIGNED_PARTS = 2;

    static Entity of(MessageSource source, Header header, int mostParts) throws IOException {
        ContentType type = ContentType.of(header, "text/plain");
        List<HeaderField> types = header.all("Content-Type");
        if (types.size() > 1 && types.stream().anyMatch(Entity::isProtection)) {
            return new Malformed(type.isMultipart(), "there is more than one field Content-Type");
        }
        if (type.is("multipart/encrypted")) {
            return new Foreign();
        }
        if (type.isMultipart()) {
            return multipart(source, type, mostParts);
        }
        if (type.is("message/rfc822") || type.is("message/global")) {
            return new Attached(body(source));
        }
        return cms(source, type);
    }

    private static boolean isProtection(HeaderField field) {
        String value = ContentType.parse(field.body()).value();
        return value.equals("multipart/signed") || value.contains("pkcs7");
    }

    private static Entity multipart(MessageSource source, ContentType type, int mostParts)
            throws IOException {
        Optional<String> boundary = type.parameter("boundary").filter(text -> !text.isEmpty());
        boolean signed = type.is("multipart/signed");
        if (boundary.isEmpty()) {
            return signed ? new Malformed(true, "multipart/signed without boundary") : new Plain();
        }
        Multipart multipart = Multipart.split(source, boundary.get(), mostParts);
        return signed ? signed(multipart, type) : new Parts(multipart.parts());
    }

    private static Entity signed(Multipart multipart, ContentType type) throws IOException {
        if (type.parameter("protocol").map(String::strip).filter(Entity::isForeign).isPresent()) {
            return new Foreign();
        }
        if (multipart.parts().size() != SIGNED_PARTS) {
            // RFC 1847 §2.1: what a third part says would be shown, and is not signed.
            return new Malformed(
                    true, "multipart/signed has " + multipart.parts().size() + " parts, not two");
        }
        MessageSource signature = multipart.parts().get(1);
        return CmsBody.isSignature(Header.of(signature))
                ? new Detached(multipart.parts().get(0), signature)
                : new Malformed(true, "the second part of multipart/signed is no signature");
    }

    private static boolean isForeign(String protocol) {
        return FOREIGN_PROTOCOLS.contains(protocol.toLowerCase(Locale.ROOT));
    }

    private static Entity cms(MessageSource source, ContentType type) throws IOException {
        Optional<ASN1ObjectIdentifier> content = CmsBody.contentType(source);
        if (content.isPresent()) {
            if (content.get().equals(CMSObjectIdentifiers.signedData)) {
                return new Opaque();
            }
            if (content.get().equals(CMSObjectIdentifiers.envelopedData)
                    || content.get().equals(CMSObjectIdentifiers.authEnvelopedData)) {
                return new Encrypted();
            }
        }
        boolean claims =
                type.value().contains("pkcs7-mime")
                        && type.parameter("smime-type")
                                .filter("signed-data"::equalsIgnoreCase)
                                .isPresent();
        return claims || (type.value().contains("pkcs7-mime") && content.isEmpty())
                ? new Malformed(false, "the body is no CMS structure")
                : new Plain();
    }

    /** What comes after the header. */
    static MessageSource body(MessageSource source) {
        return () -> MimeBody.open(source).detached();
    }
}
