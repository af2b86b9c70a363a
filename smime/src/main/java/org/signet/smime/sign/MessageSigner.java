package org.signet.smime.sign;

import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.MimeLimits;
import org.signet.smime.structure.Protection;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;

/** Turns a message into a signed one. */
public final class MessageSigner {
    private static final int BOUNDARY_BYTES = 16;

    private final Clock clock;
    private final SecureRandom random;
    private final MimeLimits limits;

    public MessageSigner(Clock clock, SecureRandom random) {
        this(clock, random, MimeLimits.DEFAULT);
    }

    MessageSigner(Clock clock, SecureRandom random, MimeLimits limits) {
        this.clock = clock;
        this.random = random;
        this.limits = limits;
    }

    /** Whether a message is signed or encrypted already, so that it should be left alone. */
    public static boolean isProtected(MessageSource message) throws IOException {
        return !(Protection.of(message) instanceof Protection.None);
    }

    /** Writes the signed message. If an exception is thrown, what was written is of no use. */
    public Signing sign(MessageSource message, SigningKey key, OutputStream out)
            throws IOException {
        CanonicalEntity entity;
        try {
            entity = CanonicalEntity.of(message, limits);
        } catch (MimeLimitException e) {
            return new Signing.Refused(e.limit());
        }
        write(entity, key, out);
        return new Signing.Signed(DetachedSignature.micalg(key.kind()), entity.isRobust());
    }

    private void write(CanonicalEntity entity, SigningKey key, OutputStream out)
            throws IOException {
        String boundary = boundary();
        entity.writeOuterFieldsTo(out);
        text(
                out,
                "MIME-Version: 1.0",
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";",
                " micalg=" + DetachedSignature.micalg(key.kind()) + ";",
                " boundary=\"" + boundary + "\"",
                "",
                "This is a message with an S/MIME signature.",
                "",
                "--" + boundary);
        DetachedSignature signature = new DetachedSignature(key, clock.instant(), random);
        entity.writeTo(new Both(out, signature.content()));
        text(
                out,
                "",
                "--" + boundary,
                "Content-Type: application/pkcs7-signature; name=smime.p7s",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=smime.p7s",
                "",
                Base64.getMimeEncoder().encodeToString(signature.end()),
                "--" + boundary + "--");
    }

    /** Cannot occur in quoted-printable or base64 (RFC 2045 §6.7), and elsewhere only by chance. */
    private String boundary() {
        byte[] bytes = new byte[BOUNDARY_BYTES];
        random.nextBytes(bytes);
        return "=_signed_" + HexFormat.of().formatHex(bytes);
    }

    private static void text(OutputStream out, String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Writes to two streams, of which closing closes none. */
    private static final class Both extends OutputStream {
        private final OutputStream first;
        private final OutputStream second;

        Both(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int value) throws IOException {
            first.write(value);
            second.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            first.write(bytes, offset, length);
            second.write(bytes, offset, length);
        }
    }
}
