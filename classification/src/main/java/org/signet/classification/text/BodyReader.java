package org.signet.classification.text;

import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeTokenStream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Turns the bodies and header texts of one message into normalised texts, within its limits. */
final class BodyReader {
    private static final int HEAD = 8192;
    private static final String PGP_BLOCK = "-----BEGIN PGP MESSAGE-----";

    private final Set<Fact> facts;
    private final TextSink sink;
    private int left;

    BodyReader(Limits limits, Set<Fact> facts, TextSink sink) {
        this.facts = facts;
        this.sink = sink;
        this.left = limits.textBytes();
    }

    /** Whether no more text may be read. */
    boolean isFull() {
        return left <= 0;
    }

    void header(String part, HeaderFields.Text text) {
        EncodedWords.Decoded decoded = EncodedWords.decode(text.value());
        if (decoded.unknown()) {
            facts.add(Fact.UNDECODABLE);
        }
        left -= text.value().length();
        emit(new Place(part, text.field()), decoded.text());
        checkFull();
    }

    /** Reads a preamble or an epilogue (RFC 2046 §5.1.1). */
    void plain(String part, InputStream content) throws IOException {
        byte[] bytes = bounded(content);
        if (bytes.length > 0) {
            emit(new Place(part, Place.Field.BODY), TextDecoder.guess(bytes));
        }
    }

    void read(String part, BodyKind kind, HeaderFields header, MimeTokenStream stream)
            throws IOException {
        Place place = new Place(part, Place.Field.BODY);
        BodyDescriptor body = stream.getBodyDescriptor();
        switch (kind) {
            case PLAIN -> text(place, bounded(decoded(stream)), charset(body), false);
            case HTML -> text(place, bounded(decoded(stream)), charset(body), true);
            case ENCRYPTED -> facts.add(Fact.ENCRYPTED);
            case CMS -> cms(header.parameter("smime-type"));
            case SIGNATURE, MESSAGE -> {}
            case BINARY -> facts.add(Fact.UNREAD);
            case BY_CONTENT -> byContent(place, decoded(stream), charset(body));
        }
    }

    private static String charset(BodyDescriptor body) {
        return body.getCharset() == null ? "" : body.getCharset();
    }

    private void cms(String smimeType) {
        switch (smimeType.strip().toLowerCase(Locale.ROOT)) {
            case "signed-data", "compressed-data" -> facts.add(Fact.UNDECODABLE);
            case "certs-only" -> facts.add(Fact.UNREAD);
            default -> facts.add(Fact.ENCRYPTED);
        }
    }

    /** The body without its transfer encoding (RFC 2045 §6). */
    InputStream decoded(MimeTokenStream stream) {
        String encoding = stream.getBodyDescriptor().getTransferEncoding();
        InputStream content = stream.getInputStream();
        return switch (encoding.strip().toLowerCase(Locale.ROOT)) {
            case "base64" -> new Base64InputStream(content, DecodeMonitor.SILENT);
            case "quoted-printable" ->
                    new QuotedPrintableInputStream(content, DecodeMonitor.SILENT);
            case "7bit", "8bit", "binary" -> content;
            default -> {
                facts.add(Fact.UNDECODABLE);
                yield content;
            }
        };
    }

    private void byContent(Place place, InputStream content, String charset) throws IOException {
        byte[] head = content.readNBytes(HEAD);
        if (head.length == 0) {
            return;
        }
        String magic = new String(head, 0, Math.min(head.length, 16), StandardCharsets.ISO_8859_1);
        if (magic.startsWith("{\\rtf")) {
            facts.add(Fact.UNREAD); // its control words may split what a reader sees
        }
        if (magic.startsWith("%PDF-") || !TextDecoder.looksLikeText(head, head.length)) {
            facts.add(Fact.UNREAD);
            return;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(head);
        left -= head.length;
        all.write(bounded(content));
        byte[] bytes = all.toByteArray();
        text(place, bytes, charset, isHtml(TextDecoder.guess(head)));
    }

    private static boolean isHtml(String head) {
        String start = head.stripLeading().toLowerCase(Locale.ROOT);
        return start.startsWith("<!doctype html") || start.startsWith("<html");
    }

    /** Reads as much as the limit allows. */
    private byte[] bounded(InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(Math.max(0, left));
        left -= bytes.length;
        checkFull();
        return bytes;
    }

    private void checkFull() {
        if (left <= 0) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
    }

    private void text(Place place, byte[] bytes, String charset, boolean html) {
        TextDecoder.Readings readings = TextDecoder.decode(bytes, charset);
        if (readings.unknown()) {
            facts.add(Fact.UNDECODABLE);
        }
        for (String reading : readings.texts()) {
            emit(place, html ? HtmlText.render(reading) : reading);
        }
    }

    private void emit(Place place, String text) {
        int most = (int) Math.min(Integer.MAX_VALUE - 64, 4L * text.length() + 1024);
        CharSequence normalised = Normaliser.normalise(text, most);
        if (normalised.length() >= most) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        if (containsPgpBlock(normalised)) {
            facts.add(Fact.ENCRYPTED); // RFC 9580 §6.2
        }
        if (!normalised.isEmpty()) {
            sink.accept(place, normalised);
        }
    }

    private static boolean containsPgpBlock(CharSequence text) {
        return text instanceof StringBuilder builder
                ? builder.indexOf(PGP_BLOCK) >= 0
                : text.toString().contains(PGP_BLOCK);
    }
}
