package org.signet.smime.sign;

import org.signet.smime.key.SigningKey;
import org.signet.smime.mime.Base64Lines;
import org.signet.smime.mime.CanonicalEntity;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeLimitException;
import org.signet.smime.mime.MimeLimits;
import org.signet.smime.structure.Protection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Turns a message into a signed one. */
public final class MessageSigner {
    private static final int BOUNDARY_BYTES = 16;
    private static final int MOST_SIGNERS = 1000;

    private final Clock clock;
    private final SecureRandom random;
    private final SigningOptions options;
    private final MimeLimits limits;
    private final Map<X509Certificate, Signer> signers = new ConcurrentHashMap<>();

    public MessageSigner(Clock clock, SecureRandom random, SigningOptions options) {
        this(clock, random, options, MimeLimits.DEFAULT);
    }

    MessageSigner(Clock clock, SecureRandom random, SigningOptions options, MimeLimits limits) {
        this.clock = clock;
        this.random = random;
        this.options = options;
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
            entity = CanonicalEntity.of(message, limits, options.division());
        } catch (MimeLimitException e) {
            return new Signing.Refused(e.limit());
        }
        try {
            Signer signer = signer(key);
            entity.writeOuterFieldsTo(out);
            switch (options.form()) {
                case DETACHED -> writeDetached(entity, signer, out);
                case OPAQUE -> writeOpaque(entity, signer, out);
            }
            return new Signing.Signed(signer.scheme().digest().micalg(), entity.isRobust());
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot sign with " + key, e);
        }
    }

    /**
     * Writes a CMS structure over some content as it stands, without MIME (RFC 5652 §5): with the
     * content if the form is opaque.
     */
    public void signContent(MessageSource content, SigningKey key, OutputStream out)
            throws IOException {
        try (InputStream in = content.open()) {
            Signer signer = signer(key);
            SignedDataWriter cms =
                    options.form() == SignatureForm.OPAQUE
                            ? SignedDataWriter.opaque(signer, out)
                            : SignedDataWriter.detached(signer, out);
            in.transferTo(cms.content());
            cms.end(clock.instant(), random);
        } catch (GeneralSecurityException e) {
            throw new IOException("Cannot sign with " + key, e);
        }
    }

    /** What was prepared for a key serves all messages; if there are too many, all begin anew. */
    private Signer signer(SigningKey key) throws GeneralSecurityException {
        Signer known = signers.get(key.certificate());
        if (known != null && known.isOf(key)) {
            return known;
        }
        Signer made = new Signer(key, SignatureScheme.of(key.kind(), options.pss()));
        if (signers.size() >= MOST_SIGNERS) {
            signers.clear();
        }
        signers.put(key.certificate(), made);
        return made;
    }

    private void writeDetached(CanonicalEntity entity, Signer signer, OutputStream out)
            throws IOException, GeneralSecurityException {
        String boundary = boundary();
        String micalg = signer.scheme().digest().micalg();
        text(
                out,
                "MIME-Version: 1.0",
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";",
                " micalg=" + micalg + ";",
                " boundary=\"" + boundary + "\"",
                "",
                "This is a message with an S/MIME signature.",
                "",
                "--" + boundary);
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        SignedDataWriter cms = SignedDataWriter.detached(signer, encoded);
        entity.writeTo(new Both(out, cms.content()));
        cms.end(clock.instant(), random);
        text(
                out,
                "",
                "--" + boundary,
                "Content-Type: application/pkcs7-signature; name=smime.p7s",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=smime.p7s",
                "");
        Base64Lines base64 = new Base64Lines(out);
        encoded.writeTo(base64);
        base64.end();
        text(out, "--" + boundary + "--");
    }

    /** RFC 8551 §3.5.2. */
    private void writeOpaque(CanonicalEntity entity, Signer signer, OutputStream out)
            throws IOException, GeneralSecurityException {
        text(
                out,
                "MIME-Version: 1.0",
                "Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m",
                "Content-Transfer-Encoding: base64",
                "Content-Disposition: attachment; filename=smime.p7m",
                "");
        Base64Lines base64 = new Base64Lines(out);
        SignedDataWriter cms = SignedDataWriter.opaque(signer, base64);
        entity.writeTo(cms.content());
        cms.end(clock.instant(), random);
        base64.end();
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
