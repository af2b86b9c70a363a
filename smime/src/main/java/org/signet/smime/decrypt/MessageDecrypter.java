package org.signet.smime.decrypt;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.cms.CMSException;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.Spool;
import org.signet.smime.structure.CmsBody;
import org.signet.smime.structure.EnvelopedStructure;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Takes the MIME entity out of an encrypted message. */
public final class MessageDecrypter {
    private static final Set<ASN1ObjectIdentifier> ENVELOPES =
            Set.of(CMSObjectIdentifiers.envelopedData, CMSObjectIdentifiers.authEnvelopedData);
    private static final int CHUNK = 64 * 1024;

    /** Envelopes in each other that are opened. */
    private static final int MOST_LAYERS = 5;

    private final RecipientKeys keys;
    private final SecureRandom random;
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
        this.keys = new RecipientKeys(keys);
        this.random = random;
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
        if (type.isEmpty()) {
            return new Decryption.NotEncrypted();
        }
        Attempt first = attempt(message, Optional.empty());
        return first.attributes().isEmpty()
                ? first.decryption()
                : attempt(message, first.attributes()).decryption();
    }

    /**
     * What came of reading a message once.
     *
     * @param attributes those that have to be known before, since they are authenticated first, and
     *     stand last in the message; none if it is done
     */
    private record Attempt(Decryption decryption, Optional<ASN1Set> attributes) {
        static Attempt done(Decryption decryption) {
            return new Attempt(decryption, Optional.empty());
        }
    }

    private Attempt attempt(MessageSource message, Optional<ASN1Set> attributes)
            throws IOException {
        Optional<CmsBody> opened = CmsBody.open(message);
        if (opened.isEmpty()) {
            return Attempt.done(new Decryption.NotEncrypted());
        }
        try (CmsBody body = opened.get()) {
            return attempt(body, attributes);
        }
    }

    private Attempt attempt(CmsBody body, Optional<ASN1Set> attributes) throws IOException {
        try {
            Envelope envelope = Envelope.read(body);
            ContentAlgorithm algorithm = envelope.allowedAlgorithm(oldMail);
            if (algorithm.needsWhole()) {
                body.limit(ContentAlgorithm.MOST_IN_MEMORY);
            }
            Optional<RecipientKeys.Match> match = keys.match(envelope.recipients());
            if (match.isEmpty()) {
                return Attempt.done(new Decryption.NoMatchingKey());
            }
            Key key = ContentKey.unwrap(match.get(), algorithm, random);
            return spool(
                    new Opening(
                            envelope,
                            algorithm,
                            ContentDecipher.of(
                                    algorithm,
                                    key,
                                    envelope,
                                    AuthenticatedAttributes.encoded(attributes)),
                            attributes),
                    body);
        } catch (RefusedException e) {
            return Attempt.done(new Decryption.Refused(e.reason()));
        } catch (StorageException e) {
            throw e.failure();
        } catch (GeneralSecurityException | CMSException | IOException | RuntimeException damaged) {
            // The parsers throw exceptions of many kinds at damaged structures.
            body.rethrowFailureOfSource();
            return Attempt.done(damage(body));
        }
    }

    private static Decryption damage(CmsBody body) {
        if (!body.isHeadTooLong()) {
            return new Decryption.Broken();
        }
        return new Decryption.Refused(
                body.isInContent()
                        ? Decryption.Refused.Reason.CONTENT_TOO_LONG
                        : Decryption.Refused.Reason.HEAD_TOO_LONG);
    }

    /** All that is needed to go through the content once. */
    private record Opening(
            Envelope envelope,
            ContentAlgorithm algorithm,
            ContentDecipher decipher,
            Optional<ASN1Set> attributes) {}

    private Attempt spool(Opening opening, CmsBody body)
            throws IOException, GeneralSecurityException, RefusedException {
        Spool spool = spools.get();
        boolean released = false;
        try {
            Checked output = new Checked(spool.output());
            TypedContent content =
                    new TypedContent(opening.envelope().structure().contentType(), output);
            copy(opening, content.output());
            body.beginTail();
            EnvelopedStructure.Tail tail = opening.envelope().structure().tail();
            Optional<ASN1Set> attributes = AuthenticatedAttributes.of(opening.envelope(), tail);
            if (attributes.isPresent() && opening.attributes().isEmpty()) {
                return new Attempt(new Decryption.Broken(), attributes);
            }
            if (opening.algorithm().isAuthenticated()
                    && (tail.tag().getOctetsLength() != opening.envelope().tagLength()
                            || !attributes.equals(opening.attributes()))) {
                return Attempt.done(new Decryption.Broken());
            }
            opening.decipher().finish(tail.tag().getOctets(), content.output());
            content.finish();
            output.close();
            released = true;
            return Attempt.done(new Decryption.Decrypted(spool, opening.algorithm()));
        } finally {
            if (!released) {
                spool.close();
            }
        }
    }

    private static void copy(Opening opening, OutputStream out)
            throws IOException, GeneralSecurityException {
        byte[] chunk = new byte[CHUNK];
        InputStream in = opening.envelope().structure().content();
        for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
            opening.decipher().update(chunk, count, out);
        }
    }

    /** Tells what cannot be stored from what cannot be read. */
    private static final class Checked extends FilterOutputStream {
        Checked(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            try {
                out.write(bytes, offset, length);
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }

        @Override
        public void close() throws IOException {
            try {
                out.close();
            } catch (IOException e) {
                throw new StorageException(e);
            }
        }
    }

    /** The plaintext cannot be stored; never leaves this class. */
    private static final class StorageException extends IOException {
        private static final long serialVersionUID = 1;
        private final IOException failure;

        StorageException(IOException failure) {
            super(failure);
            this.failure = failure;
        }

        IOException failure() {
            return failure;
        }
    }
}
