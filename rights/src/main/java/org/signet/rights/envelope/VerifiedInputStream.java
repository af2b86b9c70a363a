package org.signet.rights.envelope;

import org.jspecify.annotations.Nullable;
import org.signet.rights.RightsException;

import java.io.IOException;
import java.io.InputStream;

/**
 * Plaintext of verified segments. After the first failure every further read fails in the same way,
 * so that a caller who goes on regardless gets nothing that was not verified.
 */
final class VerifiedInputStream extends InputStream {
    private final InputStream decrypting;
    private final ContentContext context;
    private @Nullable RightsException failure;

    VerifiedInputStream(InputStream decrypting, ContentContext context) {
        this.decrypting = decrypting;
        this.context = context;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (failure != null) {
            throw new RightsException(failure.reason(), messageOf(failure), failure);
        }
        try {
            return decrypting.read(buffer, offset, length);
        } catch (IOException e) {
            failure = explain(e);
            throw failure;
        }
    }

    private RightsException explain(IOException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof RightsException known) {
                return known;
            }
        }
        return Envelope.tampered(
                "a segment does not verify, or the end is missing", context, failed);
    }

    private static String messageOf(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }

    @Override
    public void close() throws IOException {
        decrypting.close();
    }
}
