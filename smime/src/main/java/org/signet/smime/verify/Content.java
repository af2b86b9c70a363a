package org.signet.smime.verify;

import org.signet.smime.mime.MessageSource;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.EnumMap;
import java.util.Map;

/** Content that was signed, in one of the forms in which it may have been signed. */
final class Content {
    private static final int CHUNK = 64 * 1024;

    /** Some algorithms keep all they verify in memory when there are no signed attributes. */
    private static final long MOST_IN_MEMORY = 16L * 1024 * 1024;

    private final MessageSource source;
    private final Map<DigestAlgorithm, byte[]> digests = new EnumMap<>(DigestAlgorithm.class);

    Content(MessageSource source) {
        this.source = source;
    }

    /** Reads it once for each algorithm. */
    byte[] digest(DigestAlgorithm algorithm) throws IOException {
        byte[] known = digests.get(algorithm);
        if (known != null) {
            return known;
        }
        MessageDigest digest = algorithm.digest();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = source.open()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                digest.update(chunk, 0, count);
            }
        }
        byte[] result = digest.digest();
        digests.put(algorithm, result);
        return result;
    }

    /** Lets a signature without signed attributes read it. */
    void update(Signature signature, boolean inMemory)
            throws IOException, GeneralSecurityException, Refusal {
        long read = 0;
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = source.open()) {
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                read += count;
                if (inMemory && read > MOST_IN_MEMORY) {
                    throw new Refusal(
                            Verdict.Reason.LIMIT_EXCEEDED,
                            "more than 16 MB signed without signed attributes");
                }
                signature.update(chunk, 0, count);
            }
        }
    }

    boolean looksLikeAttributes() throws IOException {
        try (InputStream in = source.open()) {
            byte[] head = in.readNBytes(SignedAttributes.mostOfContent() + 1);
            return SignedAttributes.looksLikeAttributes(head, head.length);
        }
    }
}
