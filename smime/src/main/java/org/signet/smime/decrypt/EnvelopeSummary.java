package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cms.KEMRecipientId;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.KeyTransRecipientId;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.jspecify.annotations.Nullable;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.structure.CmsBody;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What can be seen of an encrypted message without a key.
 *
 * @param cipher the content cipher, or its object identifier if it is not known
 * @param recipients for whom it is, each with the way the content key comes
 */
public record EnvelopeSummary(String cipher, boolean authenticated, List<String> recipients) {
    public EnvelopeSummary {
        recipients = List.copyOf(recipients);
    }

    /** Looks; nothing if the message is not encrypted, or damaged before the content. */
    public static Optional<EnvelopeSummary> of(MessageSource message) throws IOException {
        Optional<ASN1ObjectIdentifier> type = CmsBody.contentType(message);
        boolean authenticated =
                type.filter(CMSObjectIdentifiers.authEnvelopedData::equals).isPresent();
        if (!authenticated && type.filter(CMSObjectIdentifiers.envelopedData::equals).isEmpty()) {
            return Optional.empty();
        }
        Optional<CmsBody> opened = CmsBody.open(message);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (CmsBody body = opened.get()) {
            return Optional.of(of(Envelope.read(body), authenticated));
        } catch (IOException | RuntimeException damaged) {
            // The parser throws exceptions of many kinds at damaged structures.
            opened.get().rethrowFailureOfSource();
            return Optional.empty();
        }
    }

    private static EnvelopeSummary of(Envelope envelope, boolean authenticated) {
        ASN1ObjectIdentifier cipher = envelope.algorithm().getAlgorithm();
        List<String> recipients = new ArrayList<>();
        for (RecipientInformation each : envelope.recipients()) {
            recipients.add(name(each.getRID()) + ", " + each.getKeyEncryptionAlgOID());
        }
        return new EnvelopeSummary(
                ContentAlgorithm.of(cipher)
                        .map(known -> known.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                        .orElse(cipher.getId()),
                authenticated,
                recipients);
    }

    private static String name(RecipientId id) {
        return switch (id) {
            case KeyTransRecipientId rsa ->
                    name(rsa.getIssuer(), rsa.getSerialNumber(), rsa.getSubjectKeyIdentifier());
            case KeyAgreeRecipientId agree ->
                    name(
                            agree.getIssuer(),
                            agree.getSerialNumber(),
                            agree.getSubjectKeyIdentifier());
            case KEMRecipientId kem ->
                    name(kem.getIssuer(), kem.getSerialNumber(), kem.getSubjectKeyIdentifier());
            default -> "password or shared key";
        };
    }

    private static String name(
            @Nullable X500Name issuer, @Nullable BigInteger serial, byte @Nullable [] key) {
        if (issuer != null && serial != null) {
            return "issuer " + issuer + " serial " + serial.toString(16);
        }
        return key == null ? "unnamed" : "key " + HexFormat.of().formatHex(key);
    }
}
