package org.signet.smime.decrypt;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceKEMRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.signet.smime.certificate.KeyKind;

import java.util.List;
import java.util.Optional;

/** Finds the key that a message is for. */
final class RecipientKeys {
    /** One of the recipients named in a message, and the key of it. */
    record Match(RecipientInformation recipient, DecryptionKey key) {}

    private final List<DecryptionKey> keys;

    RecipientKeys(List<DecryptionKey> keys) {
        this.keys = List.copyOf(keys);
    }

    Optional<Match> match(RecipientInformationStore recipients) throws RefusedException {
        for (DecryptionKey key : keys) {
            RecipientId id = id(key);
            for (RecipientInformation recipient : recipients.getRecipients(id)) {
                checkAlgorithm(recipient.getKeyEncryptionAlgorithm(), key.kind());
                return Optional.of(new Match(recipient, key));
            }
        }
        return Optional.empty();
    }

    private static RecipientId id(DecryptionKey key) {
        return switch (key.kind().family()) {
            case RSA -> new JceKeyTransRecipientId(key.certificate());
            case ML_KEM -> new JceKEMRecipientId(key.certificate());
            case EC, XDH, EDDSA, ML_DSA -> new JceKeyAgreeRecipientId(key.certificate());
        };
    }

    private static void checkAlgorithm(AlgorithmIdentifier algorithm, KeyKind kind)
            throws RefusedException {
        boolean known =
                switch (kind.family()) {
                    case RSA -> RsaTransport.isKnown(algorithm);
                    case EC, XDH -> KeyAgreement.isKnown(algorithm);
                    case ML_KEM -> KeyAgreement.isEncapsulation(algorithm.getAlgorithm());
                    case EDDSA, ML_DSA -> false;
                };
        if (!known) {
            throw new RefusedException(Decryption.Refused.Reason.KEY_ALGORITHM);
        }
    }
}
