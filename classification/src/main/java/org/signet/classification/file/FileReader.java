package org.signet.classification.file;

import org.signet.classification.message.Attachment;
import org.signet.classification.message.FileType;
import org.signet.classification.pattern.Patience;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Limits;
import org.signet.classification.text.Place;
import org.signet.classification.text.TextDecoder;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/** Reads the files of one message, and the files inside them. */
public final class FileReader {
    /** The stream in which an encrypted Office Open XML file stands ([MS-OFFCRYPTO] §2.3.4). */
    private static final String ENCRYPTED_OFFICE =
            "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

    private final Limits limits;
    private final Patience patience;
    private final FileSink sink;
    private final Archives archives;
    private int files;

    /**
     * Where a file comes from.
     *
     * @param declared the media type that the message claims; empty inside archives
     * @param depth how many parts, messages and files it stands in
     */
    public record Source(Place place, String name, String declared, int depth) {}

    public FileReader(Limits limits, Patience patience, FileSink sink) {
        this.limits = limits;
        this.patience = patience;
        this.sink = sink;
        this.archives = new Archives(limits, sink, this);
    }

    /** Reads one file and hands out what stands in it. */
    public void read(Source source, InputStream content) throws IOException {
        if (source.depth() > limits.depth() || ++files > limits.parts() || patience.isExhausted()) {
            sink.fact(Fact.LIMIT_EXCEEDED);
            return;
        }
        byte[] head = content.readNBytes(Magic.HEAD);
        FileType type = type(head, source.name());
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        long bytes;
        if (isHeld(type)) {
            byte[] all = all(head, content, facts);
            bytes = all.length;
            type = contents(source, type, all, facts);
        } else {
            bytes = head.length + content.skip(Long.MAX_VALUE);
            if (bytes > 0) {
                facts.add(Fact.UNREAD);
            }
        }
        facts.addAll(FileFacts.of(source.name(), type));
        if (type == FileType.OLE && facts.contains(Fact.PASSWORD_PROTECTED)) {
            facts.remove(Fact.TYPE_MISMATCH); // ECMA-376 files are wrapped when encrypted
        }
        facts.forEach(sink::fact);
        sink.file(
                new Attachment(
                        source.place().part(),
                        source.name(),
                        source.declared(),
                        type,
                        bytes,
                        facts));
    }

    private static FileType type(byte[] head, String name) {
        FileType type = Magic.of(head, head.length);
        boolean text = type == FileType.UNKNOWN && head.length > 0;
        if (!text || !TextDecoder.looksLikeText(head, head.length)) {
            return type;
        }
        return Attachment.extension(name).equals("eml") ? FileType.MESSAGE : FileType.TEXT;
    }

    private static boolean isHeld(FileType type) {
        return switch (type.family()) {
            case TEXT -> true;
            case DOCUMENT, MESSAGE, ARCHIVE, CRYPTOGRAPHIC -> true;
            case EXECUTABLE -> type == FileType.SCRIPT;
            case PICTURE, SOUND, VIDEO, OTHER -> false;
        };
    }

    private byte[] all(byte[] head, InputStream content, Set<Fact> facts) throws IOException {
        if (head.length < Magic.HEAD) {
            return head;
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream(head.length * 4);
        all.write(head);
        all.write(content.readNBytes(Math.max(0, limits.fileBytes() - head.length)));
        if (all.size() >= limits.fileBytes() && content.read() >= 0) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        return all.toByteArray();
    }

    /** Reads what stands in a file, and says what it is after a closer look. */
    private FileType contents(Source source, FileType type, byte[] bytes, Set<Fact> facts) {
        try {
            return opened(source, type, bytes, facts);
        } catch (IOException | RuntimeException e) {
            facts.add(Fact.PARSER_FAILED); // nothing else is known about a broken file
            return type;
        }
    }

    private FileType opened(Source source, FileType type, byte[] bytes, Set<Fact> facts)
            throws IOException {
        switch (type) {
            case TEXT, XML, SCRIPT -> sink.text(source.place(), bytes, false);
            case PGP -> {
                facts.add(Fact.ENCRYPTED);
                sink.text(source.place(), bytes, false);
            }
            case HTML -> sink.text(source.place(), bytes, true);
            case MESSAGE -> sink.message(source.place(), new ByteArrayInputStream(bytes));
            case ZIP, ODF, OOXML, EPUB -> {
                return archives.zip(source, bytes, facts);
            }
            case TAR -> archives.tar(source, bytes, facts);
            case GZIP -> archives.gzip(source, bytes, facts);
            case RAR -> archives.rar(source, bytes, facts);
            case RTF -> {
                facts.add(Fact.UNREAD); // its control words may split what a reader sees
                sink.text(source.place(), bytes, false);
            }
            default -> unread(bytes, facts);
        }
        return type;
    }

    private static void unread(byte[] bytes, Set<Fact> facts) {
        facts.add(Fact.UNREAD);
        String whole = new String(bytes, StandardCharsets.ISO_8859_1);
        if (whole.startsWith("%PDF-")
                ? whole.contains("/Encrypt")
                : whole.contains(ENCRYPTED_OFFICE)) {
            facts.add(Fact.PASSWORD_PROTECTED);
        }
    }
}
