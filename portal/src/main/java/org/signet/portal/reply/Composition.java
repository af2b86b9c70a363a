package org.signet.portal.reply;

import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.util.MimeUtil;
import org.signet.portal.message.Correspondence;
import org.signet.portal.message.FileName;
import org.signet.portal.reply.Uploaded.SentFile;

import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Writes an answer as a mail (RFC 5322, RFC 2045).
 *
 * @param id the part of {@code Message-ID} before the {@code @}; letters, digits, {@code -_}
 * @param host the part behind it
 */
public record Composition(
        String id,
        String host,
        String from,
        Addressing.Verdict.To recipients,
        Instant date,
        Correspondence answered) {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss xx", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final String BREAK = "\r\n";

    /** Attachments of the answered message that go along. */
    @FunctionalInterface
    public interface Enclosures {
        void writeTo(Sink sink) throws IOException;
    }

    /** Takes one attachment. */
    @FunctionalInterface
    public interface Sink {
        void take(String name, String type, InputStream content) throws IOException;
    }

    /** Writes the whole mail; the same bytes at each call. */
    public void write(Uploaded uploaded, Optional<Enclosures> enclosures, OutputStream out)
            throws IOException {
        header(uploaded.draft().subject(), out);
        if (uploaded.files().isEmpty() && enclosures.isEmpty()) {
            text(uploaded.draft().text(), out);
            return;
        }
        String boundary = "=_" + id;
        ascii(out, "Content-Type: multipart/mixed; boundary=\"" + boundary + "\"" + BREAK);
        ascii(out, BREAK + "--" + boundary + BREAK);
        text(uploaded.draft().text(), out);
        try (InputStream content = uploaded.content()) {
            for (SentFile file : uploaded.files()) {
                ascii(out, BREAK + "--" + boundary + BREAK);
                attachment(file.name(), file.type(), new Slice(content, file.length()), out);
            }
        }
        if (enclosures.isPresent()) {
            enclosures
                    .get()
                    .writeTo(
                            (name, type, content) -> {
                                ascii(out, BREAK + "--" + boundary + BREAK);
                                attachment(name, type, content, out);
                            });
        }
        ascii(out, BREAK + "--" + boundary + "--" + BREAK);
    }

    private void header(String subject, OutputStream out) throws IOException {
        field(out, "Date", DATE.format(date));
        field(out, "From", "<" + from + ">");
        field(out, "To", addresses(recipients.to()));
        if (!recipients.cc().isEmpty()) {
            field(out, "Cc", addresses(recipients.cc()));
        }
        field(out, "Message-ID", "<" + id + "@" + host + ">");
        if (answered.messageId().isPresent()) {
            field(out, "In-Reply-To", answered.messageId().get());
        }
        if (!answered.continued().isEmpty()) {
            field(out, "References", String.join(BREAK + " ", answered.continued()));
        }
        ascii(out, MimeUtil.fold("Subject: " + encoded(subject), 0) + BREAK);
        field(out, "MIME-Version", "1.0");
    }

    /** Encoded words (RFC 2047 §2) for all but plain ASCII that could not be taken for one. */
    private static String encoded(String subject) {
        boolean plain = subject.chars().allMatch(c -> c >= 32 && c < 127);
        return plain && !subject.contains("=?")
                ? subject
                : EncoderUtil.encodeEncodedWord(subject, EncoderUtil.Usage.TEXT_TOKEN, 9);
    }

    private static String addresses(List<String> addresses) {
        return String.join("," + BREAK + " ", addresses.stream().map(a -> "<" + a + ">").toList());
    }

    private static void field(OutputStream out, String name, String value) throws IOException {
        ascii(out, name + ": " + value + BREAK);
    }

    private static void text(String text, OutputStream out) throws IOException {
        ascii(out, "Content-Type: text/plain; charset=utf-8" + BREAK);
        byte[] bytes = text.replace("\n", BREAK).getBytes(StandardCharsets.UTF_8);
        base64(new ByteArrayInputStream(bytes), out);
    }

    private static void attachment(String name, String type, InputStream content, OutputStream out)
            throws IOException {
        ascii(out, "Content-Type: " + Upload.type(type) + BREAK);
        ascii(out, FileName.ofSafe(name).mimeDisposition() + BREAK);
        base64(content, out);
    }

    private static void base64(InputStream content, OutputStream out) throws IOException {
        ascii(out, "Content-Transfer-Encoding: base64" + BREAK + BREAK);
        try (OutputStream encoder = Base64.getMimeEncoder().wrap(new Unclosed(out))) {
            content.transferTo(encoder);
        }
        ascii(out, BREAK);
    }

    private static void ascii(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            out.flush();
        }
    }

    /** The next bytes of a stream; that there are too few is an error and not an end. */
    private static final class Slice extends InputStream {
        private final InputStream input;
        private long left;

        Slice(InputStream input, long length) {
            this.input = input;
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = input.read(buffer, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new IOException("a file that was sent is not all there");
            }
            left -= read;
            return read;
        }
    }
}
