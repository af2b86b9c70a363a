package org.signet.classification.text;

import org.apache.james.mime4j.codec.Base64InputStream;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.QuotedPrintableInputStream;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.signet.classification.file.FileFacts;
import org.signet.classification.file.FileReader;
import org.signet.classification.file.FileSink;
import org.signet.classification.file.Magic;
import org.signet.classification.message.Attachment;
import org.signet.classification.message.FileType;
import org.signet.classification.message.Structure;
import org.signet.classification.pattern.Patience;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Turns the bodies and header texts of one message into normalised texts, within its limits. */
final class BodyReader implements FileSink {
    private static final String PGP_BLOCK = "-----BEGIN PGP MESSAGE-----";

    private final Set<Fact> facts;
    private final TextSink sink;
    private final Structure structure;
    private final Messages messages;
    private final FileReader files;
    private int left;

    /** Reads messages that stand in files. */
    @FunctionalInterface
    interface Messages {
        void read(Place place, InputStream message) throws IOException;
    }

    /** What the reading of one message shares. */
    record Context(Limits limits, Patience patience, Set<Fact> facts, Structure structure) {}

    BodyReader(Context context, TextSink sink, Messages messages) {
        this.facts = context.facts();
        this.structure = context.structure();
        this.sink = sink;
        this.messages = messages;
        this.files = new FileReader(context.limits(), context.patience(), this);
        this.left = context.limits().textBytes();
    }

    /** Whether no more text may be read. */
    @Override
    public boolean isFull() {
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

    void read(String part, int depth, BodyKind kind, HeaderFields header, MimeTokenStream stream)
            throws IOException {
        BodyDescriptor body = stream.getBodyDescriptor();
        boolean file = header.isAttached();
        Place place = new Place(part, file ? Place.Field.ATTACHMENT : Place.Field.BODY);
        FileReader.Source source =
                new FileReader.Source(
                        place,
                        header.fileName(),
                        body.getMimeType().toLowerCase(Locale.ROOT),
                        depth);
        switch (kind) {
            case PLAIN, HTML -> text(source, kind == BodyKind.HTML, file, stream);
            case ENCRYPTED -> {
                facts.add(Fact.ENCRYPTED);
                noted(source, FileType.PGP, file);
            }
            case CMS -> {
                cms(header.parameter("smime-type"));
                noted(source, FileType.CMS, file);
            }
            case SIGNATURE, MESSAGE -> {}
            case FILE -> files.read(source, decoded(stream));
        }
    }

    /** Reads what is declared to be text, unless its bytes say that it is something else. */
    private void text(FileReader.Source source, boolean html, boolean file, MimeTokenStream stream)
            throws IOException {
        InputStream content = decoded(stream);
        byte[] head = content.readNBytes(Math.min(Magic.HEAD, Math.max(1, left)));
        InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), content);
        FileType type = Magic.of(head, head.length);
        boolean text = type == FileType.UNKNOWN || type.family() == FileType.Family.TEXT;
        if (!text && type != FileType.PGP && type != FileType.SCRIPT) {
            files.read(source, whole);
            return;
        }
        byte[] bytes = bounded(whole);
        boolean markup = html || (file && type == FileType.HTML);
        text(source.place(), bytes, charset(stream.getBodyDescriptor()), markup);
        if (file) {
            Set<Fact> noticed =
                    FileFacts.of(source.name(), type == FileType.UNKNOWN ? FileType.TEXT : type);
            facts.addAll(noticed);
            file(attachment(source, type, bytes.length, noticed));
        }
    }

    private static Attachment attachment(
            FileReader.Source source, FileType type, long bytes, Set<Fact> noticed) {
        return new Attachment(
                source.place().part(), source.name(), source.declared(), type, bytes, noticed);
    }

    private void noted(FileReader.Source source, FileType type, boolean file) {
        if (file) {
            file(attachment(source, type, 0, Set.of(Fact.ENCRYPTED)));
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

    @Override
    public void text(Place place, byte[] bytes, boolean html) {
        byte[] allowed = bytes.length <= left ? bytes : Arrays.copyOf(bytes, Math.max(0, left));
        left -= allowed.length;
        checkFull();
        text(place, allowed, "", html);
    }

    @Override
    public void text(Place place, String text) {
        String allowed = text.length() <= left ? text : text.substring(0, Math.max(0, left));
        left -= allowed.length();
        checkFull();
        emit(place, allowed);
    }

    @Override
    public void name(Place place, String name) {
        text(new Place(place.part(), Place.Field.FILE_NAME), name);
    }

    @Override
    public void message(Place place, InputStream message) throws IOException {
        messages.read(place, message);
    }

    @Override
    public void file(Attachment attachment) {
        structure.attachment(attachment);
    }

    @Override
    public void fact(Fact fact) {
        facts.add(fact);
    }

    private void text(Place place, byte[] bytes, String charset, boolean html) {
        TextDecoder.Readings readings = TextDecoder.decode(bytes, charset);
        if (readings.unknown()) {
            facts.add(Fact.UNDECODABLE);
        }
        for (String reading : readings.texts()) {
            if (html) {
                markup(place, HtmlText.render(reading));
            } else {
                emit(place, reading);
            }
        }
    }

    private void markup(Place place, HtmlText.Rendered rendered) {
        emit(place, rendered.all());
        if (rendered.hasHidden()) {
            facts.add(Fact.HIDDEN_TEXT);
            emit(place, rendered.seen());
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
