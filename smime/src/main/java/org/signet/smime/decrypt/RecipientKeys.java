package org.signet.smime.decrypt;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.RecipientInformationStore;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyTransAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientId;
import org.signet.smime.certificate.KeyKind;
import org.signet.smime.provider.Providers;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/** Finds the key that a message is for, and what to read the message with. */
final class RecipientKeys {
    /** One of the recipients named in a message, and the key of it. */
    record Match(RecipientInformation recipient, DecryptionKey key) {}

    private final List<DecryptionKey> keys;
    private final SecureRandom random;

    RecipientKeys(List<DecryptionKey> keys, SecureRandom random) {
        this.keys = List.copyOf(keys);
        this.random = random;
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

    Recipient recipient(DecryptionKey key, ContentAlgorithm algorithm) {
        Provider bouncyCastle = Providers.bouncyCastle();
        boolean tagged = algorithm.isAuthenticated();
        return switch (key.kind().family()) {
            case RSA ->
                    tagged
                            ? new Authenticated(key, algorithm, random).setProvider(bouncyCastle)
                            : new Unauthenticated(key, algorithm, random)
                                    .setProvider(bouncyCastle)
                                    .setContentProvider(Providers.ciphers());
            case ML_KEM ->
                    tagged
                            ? new JceKEMAuthEnvelopedRecipient(key.key()).setProvider(bouncyCastle)
                            : new JceKEMEnvelopedRecipient(key.key())
                                    .setProvider(bouncyCastle)
                                    .setContentProvider(Providers.ciphers());
            case EC, XDH, EDDSA, ML_DSA ->
                    tagged
                            ? new JceKeyAgreeAuthEnvelopedRecipient(key.key())
                                    .setProvider(bouncyCastle)
                            : new JceKeyAgreeEnvelopedRecipient(key.key())
                                    .setProvider(bouncyCastle)
                                    .setContentProvider(Providers.ciphers());
        };
    }

    private static Key unwrap(
            DecryptionKey key,
            ContentAlgorithm content,
            AlgorithmIdentifier algorithm,
            byte[] wrapped,
            SecureRandom random)
            throws CMSException {
        try {
            return RsaTransport.unwrap(key.key(), algorithm, content, wrapped, random);
        } catch (GeneralSecurityException e) {
            throw new CMSException("The content key cannot be unwrapped", e);
        }
    }

    /** AuthEnvelopedData, with our way to unwrap the content key. */
    private static final class Authenticated extends JceKeyTransAuthEnvelopedRecipient {
        private final DecryptionKey key;
        private final ContentAlgorithm content;
        private final SecureRandom random;

        Authenticated(DecryptionKey key, ContentAlgorithm content, SecureRandom random) {
            super(key.key());
            this.key = key;
            this.content = content;
            this.random = random;
        }

        @Override
        protected Key extractSecretKey(
                AlgorithmIdentifier algorithm, AlgorithmIdentifier ignored, byte[] wrapped)
                throws CMSException {
            return unwrap(key, content, algorithm, wrapped, random);
        }
    }

    /** EnvelopedData, with our way to unwrap the content key. */
    private static final class Unauthenticated extends JceKeyTransEnvelopedRecipient {
        private final DecryptionKey key;
        private final ContentAlgorithm content;
        private final SecureRandom random;

        Unauthenticated(DecryptionKey key, ContentAlgorithm content, SecureRandom random) {
            super(key.key());
            this.key = key;
            this.content = content;
            this.random = random;
        }

        @Override
        protected Key extractSecretKey(
                AlgorithmIdentifier algorithm, AlgorithmIdentifier ignored, byte[] wrapped)
                throws CMSException {
            return unwrap(key, content, algorithm, wrapped, random);
        }
    }
}
