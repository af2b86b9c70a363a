package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.KeyTransRecipient;
import org.bouncycastle.cms.Recipient;
import org.bouncycastle.cms.RecipientOperator;
import org.bouncycastle.cms.jcajce.JceKEMRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipient;
import org.bouncycastle.operator.InputDecryptor;
import org.jspecify.annotations.Nullable;
import org.signet.smime.provider.Providers;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;

/** Unwraps the content key for one recipient, and leaves the content alone. */
final class ContentKey {
    private final ContentAlgorithm content;
    private final SecureRandom random;
    private @Nullable Key found;

    private ContentKey(ContentAlgorithm content, SecureRandom random) {
        this.content = content;
        this.random = random;
    }

    static Key unwrap(RecipientKeys.Match match, ContentAlgorithm content, SecureRandom random)
            throws CMSException, IOException {
        ContentKey key = new ContentKey(content, random);
        match.recipient().getContentStream(key.recipient(match.key()));
        if (key.found == null || key.found.getEncoded().length != content.keyBytes()) {
            throw new CMSException("the content key is of another length");
        }
        return key.found;
    }

    private Recipient recipient(DecryptionKey key) {
        return switch (key.kind().family()) {
            case RSA -> transport(key);
            case ML_KEM -> new Encapsulation(key, this).setProvider(Providers.bouncyCastle());
            case EC, XDH, EDDSA, ML_DSA ->
                    new Agreement(key, this).setProvider(Providers.bouncyCastle());
        };
    }

    private KeyTransRecipient transport(DecryptionKey key) {
        return (algorithm, ignored, wrapped) -> {
            try {
                return found(
                        algorithm,
                        RsaTransport.unwrap(key.key(), algorithm, content, wrapped, random));
            } catch (GeneralSecurityException e) {
                throw new CMSException("The content key cannot be unwrapped", e);
            }
        };
    }

    private RecipientOperator found(AlgorithmIdentifier algorithm, Key key) {
        found = key;
        return new RecipientOperator(
                new InputDecryptor() {
                    @Override
                    public AlgorithmIdentifier getAlgorithmIdentifier() {
                        return algorithm;
                    }

                    @Override
                    public InputStream getInputStream(InputStream in) {
                        return in;
                    }
                });
    }

    /** ECDH, X25519 and X448. */
    private static final class Agreement extends JceKeyAgreeRecipient {
        private final ContentKey result;

        Agreement(DecryptionKey key, ContentKey result) {
            super(key.key());
            this.result = result;
        }

        @Override
        public RecipientOperator getRecipientOperator(
                AlgorithmIdentifier algorithm,
                AlgorithmIdentifier content,
                SubjectPublicKeyInfo sender,
                ASN1OctetString material,
                byte[] wrapped)
                throws CMSException {
            return result.found(
                    content, extractSecretKey(algorithm, content, sender, material, wrapped));
        }
    }

    /** ML-KEM. */
    private static final class Encapsulation extends JceKEMRecipient {
        private final ContentKey result;

        Encapsulation(DecryptionKey key, ContentKey result) {
            super(key.key());
            this.result = result;
        }

        @Override
        public RecipientOperator getRecipientOperator(
                AlgorithmIdentifier algorithm, AlgorithmIdentifier content, byte[] wrapped)
                throws CMSException {
            return result.found(content, extractSecretKey(algorithm, content, wrapped));
        }
    }
}
