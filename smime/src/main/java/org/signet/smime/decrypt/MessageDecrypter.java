package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSTypedStream;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.Spool;
import org.signet.smime.structure.CmsBody;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Takes the MIME entity out of an encrypted message. */
public final class MessageDecrypter {
    private static final Set<ASN1ObjectIdentifier> ENVELOPES =
            Set.of(CMSObjectIdentifiers.envelopedData, CMSObjectIdentifiers.authEnvelopedData);
    private static final int CHUNK = 16 * 1024;

    /** Envelopes in each other that are opened. */
    private static final int MOST_LAYERS = 5;

    private final RecipientKeys keys;
    private final Supplier<Spool> spools;
    private final boolean oldMail;

    /**
     * Makes a decrypter.
     *
     * @param spools makes the spool that holds the plaintext while it is not yet known to be right
     */
    public MessageDecrypter(List<DecryptionKey> keys, SecureRandom random, Supplier<Spool> spools) {
        this(keys, random, spools, false);
    }

    /**
     * Makes a decrypter.
     *
     * @param oldMail whether Triple DES is accepted, as mail of former times has it
     */
    public MessageDecrypter(
            List<DecryptionKey> keys,
            SecureRandom random,
            Supplier<Spool> spools,
            boolean oldMail) {
        this.keys = new RecipientKeys(keys, random);
        this.spools = spools;
        this.oldMail = oldMail;
    }

    /**
     * Decrypts a message, and what is encrypted again directly inside. An inner layer that cannot
     * be opened stays as it is; parts of a multipart are never opened, since whoever made the other
     * parts could let them carry the plaintext away.
     *
     * @throws IOException if the message cannot be read or the plaintext cannot be stored; damage
     *     in the message is a verdict
     */
    public Decryption decrypt(MessageSource message) throws IOException {
        Decryption decryption = outermost(message);
        for (int layers = 1; layers < MOST_LAYERS; layers++) {
            if (!(decryption instanceof Decryption.Decrypted outer)) {
                return decryption;
            }
            boolean handedOn = false;
            try {
                if (!(outermost(outer.entity()) instanceof Decryption.Decrypted inner)) {
                    handedOn = true;
                    return outer;
                }
                decryption = inner;
            } finally {
                if (!handedOn) {
                    outer.entity().close();
                }
            }
        }
        return decryption;
    }

    private Decryption outermost(MessageSource message) throws IOException {
        try {
            return decrypt(message, CmsBody.contentType(message).filter(ENVELOPES::contains));
        } catch (MimeLimitException e) {
            return new Decryption.Refused(Decryption.Refused.Reason.HEAD_TOO_LONG);
        }
    }

    private Decryption decrypt(MessageSource message, Optional<ASN1ObjectIdentifier> type)
            throws IOException {
        Optional<CmsBody> opened = type.isEmpty() ? Optional.empty() : CmsBody.open(message);
        if (opened.isEmpty()) {
            return new Decryption.NotEncrypted();
        }
        try (CmsBody body = opened.get()) {
            return decrypt(type.orElseThrow(), body);
        }
    }

    private Decryption decrypt(ASN1ObjectIdentifier type, CmsBody body) throws IOException {
        Envelope envelope;
        ContentAlgorithm algorithm;
        Optional<RecipientKeys.Match> match;
        InputStream content;
        try {
            envelope = Envelope.read(type, body.stream());
            body.endHead();
            algorithm = envelope.allowedAlgorithm(oldMail);
            if (algorithm.needsWhole()) {
                body.limit(ContentAlgorithm.MOST_IN_MEMORY);
            }
            match = keys.match(envelope.recipients());
            if (match.isEmpty()) {
                return new Decryption.NoMatchingKey();
            }
            content = content(match.get(), algorithm);
        } catch (RefusedException e) {
            return new Decryption.Refused(e.reason());
        } catch (CMSException | IOException | RuntimeException damaged) {
            // The parser throws exceptions of many kinds at damaged structures.
            body.rethrowFailureOfSource();
            return body.isHeadTooLong()
                    ? new Decryption.Refused(Decryption.Refused.Reason.HEAD_TOO_LONG)
                    : new Decryption.Broken();
        }
        return spool(content, envelope, algorithm, body);
    }

    private InputStream content(RecipientKeys.Match match, ContentAlgorithm algorithm)
            throws CMSException, IOException, RefusedException {
        CMSTypedStream typed =
                match.recipient().getContentStream(keys.recipient(match.key(), algorithm));
        if (!typed.getContentType().equals(CMSObjectIdentifiers.data)) {
            throw new RefusedException(Decryption.Refused.Reason.CONTENT_TYPE);
        }
        return typed.getContentStream();
    }

    private Decryption spool(
            InputStream content, Envelope envelope, ContentAlgorithm algorithm, CmsBody body)
            throws IOException {
        Spool spool = spools.get();
        boolean released = false;
        try {
            if (!copy(content, spool.output(), body) || !isComplete(envelope, body)) {
                return body.isHeadTooLong()
                        ? new Decryption.Refused(Decryption.Refused.Reason.CONTENT_TOO_LONG)
                        : new Decryption.Broken();
            }
            spool.output().close();
            released = true;
            return new Decryption.Decrypted(spool, algorithm);
        } finally {
            if (!released) {
                spool.close();
            }
        }
    }

    /** Copies all content; false if it is damaged, which with a tag only its end can tell. */
    private static boolean copy(InputStream content, OutputStream out, CmsBody body)
            throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (true) {
            int count;
            try {
                count = content.read(chunk);
            } catch (IOException | RuntimeException damaged) {
                body.rethrowFailureOfSource();
                return false;
            }
            if (count < 0) {
                return true;
            }
            out.write(chunk, 0, count);
        }
    }

    private static boolean isComplete(Envelope envelope, CmsBody body) throws IOException {
        try {
            return envelope.isComplete();
        } catch (IOException | RuntimeException damaged) {
            body.rethrowFailureOfSource();
            return false;
        }
    }
}
