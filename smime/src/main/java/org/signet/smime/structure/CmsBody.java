package org.signet.smime.structure;

import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.jspecify.annotations.Nullable;
import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeBody;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The CMS structure in the body of a message, as a stream of its bytes. */
public final class CmsBody implements AutoCloseable {
    /**
     * What may come before the content: recipients, mostly. So much is read into memory by the
     * parser.
     */
    public static final int LARGEST_HEAD = 1024 * 1024;

    private static final Set<String> TYPES =
            Set.of("application/pkcs7-mime", "application/x-pkcs7-mime");
    private static final Set<String> SIGNATURES =
            Set.of("application/pkcs7-signature", "application/x-pkcs7-signature");
    private static final Set<String> EXTENSIONS = Set.of("p7m", "p7s", "p7z");
    private static final int OID_WITHIN = 64;

    private final MimeBody body;
    private final Watched source;
    private final Guarded stream;
    private boolean inContent;

    private CmsBody(MimeBody body, Watched source) {
        this.body = body;
        this.source = source;
        this.stream = new Guarded(new BufferedInputStream(body.decoded()));
    }

    /** Opens the body if the header says, in one of the ways in use, that it is CMS. */
    public static Optional<CmsBody> open(MessageSource message) throws IOException {
        Watched source = new Watched(message.open());
        MimeBody body = MimeBody.open(() -> source);
        if (isCms(body.header())) {
            return Optional.of(new CmsBody(body, source));
        }
        body.close();
        return Optional.empty();
    }

    /** The kind of CMS structure that the body of a message begins with, if it is one. */
    public static Optional<ASN1ObjectIdentifier> contentType(MessageSource message)
            throws IOException {
        Optional<CmsBody> opened = open(message);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (CmsBody body = opened.get()) {
            return contentType(body.stream.readNBytes(OID_WITHIN));
        } catch (IOException notBase64) {
            opened.get().rethrowFailureOfSource();
            return Optional.empty();
        }
    }

    private static boolean isCms(Header header) {
        ContentType type = ContentType.of(header, "text/plain");
        if (TYPES.contains(type.value()) || SIGNATURES.contains(type.value())) {
            return true;
        }
        return type.is("application/octet-stream")
                && (type.parameter("name").filter(CmsBody::hasExtension).isPresent()
                        || header.first("Content-Disposition")
                                .map(field -> ContentType.parse(field.body()))
                                .flatMap(disposition -> disposition.parameter("filename"))
                                .filter(CmsBody::hasExtension)
                                .isPresent());
    }

    private static boolean hasExtension(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(lower.substring(lower.lastIndexOf('.') + 1));
    }

    /** ContentInfo is a sequence that begins with an object identifier (RFC 5652 §3). */
    static Optional<ASN1ObjectIdentifier> contentType(byte[] head) {
        if (head.length < 2 || head[0] != 0x30) {
            return Optional.empty();
        }
        int at = 2 + ((head[1] & 0x80) != 0 ? head[1] & 0x7f : 0);
        if (at + 2 > head.length || head[at] != 0x06 || head[at + 1] < 0) {
            return Optional.empty();
        }
        int end = at + 2 + head[at + 1];
        try {
            return end > head.length
                    ? Optional.empty()
                    : Optional.of(
                            (ASN1ObjectIdentifier)
                                    ASN1ObjectIdentifier.fromByteArray(
                                            Arrays.copyOfRange(head, at, end)));
        } catch (IOException | IllegalArgumentException notAnIdentifier) {
            return Optional.empty();
        }
    }

    /** A structure that stands alone, as the message that it would be the body of. */
    public static MessageSource asMessage(MessageSource cms) {
        byte[] header =
                "Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: binary\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII);
        return () -> new SequenceInputStream(new ByteArrayInputStream(header), cms.open());
    }

    /** Opens a part whatever its header says, since the part before it told what it is. */
    public static CmsBody openAny(MessageSource part) throws IOException {
        Watched source = new Watched(part.open());
        return new CmsBody(MimeBody.open(() -> source), source);
    }

    /** Whether a header says that the body is a detached signature (RFC 8551 §3.5.3.1). */
    public static boolean isSignature(Header header) {
        ContentType type = ContentType.of(header, "text/plain");
        return SIGNATURES.contains(type.value())
                || (type.is("application/octet-stream") && isCms(header));
    }

    /** The structure; no more than {@link #LARGEST_HEAD} of it until {@link #endHead()}. */
    public InputStream stream() {
        return stream;
    }

    /** What comes now is read as a stream, and may be long. */
    public void endHead() {
        inContent = true;
        stream.bounded = false;
    }

    /** What comes now must not be longer than this. */
    public void limit(long octets) {
        stream.bounded = true;
        stream.limit = octets;
        stream.count = 0;
    }

    /** What comes now is again read into memory, and must not be longer than the head may be. */
    public void beginTail() {
        inContent = false;
        limit(LARGEST_HEAD);
    }

    public boolean isHeadTooLong() {
        return stream.exceeded;
    }

    /** Whether what is read now is content; only {@link #limit} limits that. */
    public boolean isInContent() {
        return inContent;
    }

    /**
     * Tells damaged input from a source that cannot be read.
     *
     * @throws IOException if the message itself could not be read
     */
    public void rethrowFailureOfSource() throws IOException {
        if (source.failure != null) {
            throw source.failure;
        }
    }

    @Override
    public void close() throws IOException {
        body.close();
    }

    /** Remembers whether it failed. */
    private static final class Watched extends FilterInputStream {
        private @Nullable IOException failure;

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return in.read(bytes, offset, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }

    /** Ends early when the head is too long. */
    private static final class Guarded extends FilterInputStream {
        private boolean bounded = true;
        private boolean exceeded;
        private long limit = LARGEST_HEAD;
        private long count;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (bounded && count >= limit) {
                exceeded = true;
                throw new IOException("The structure before the content is too long");
            }
            int most = bounded ? (int) Math.min(length, limit - count) : length;
            int read = in.read(bytes, offset, most);
            count += Math.max(0, read);
            return read;
        }
    }
}
