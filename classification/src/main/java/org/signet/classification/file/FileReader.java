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
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Reads the files of one message, and the files inside them. */
public final class FileReader {
    private final Limits limits;
    private final Patience patience;
    private final FileSink sink;
    private final Archives archives;
    private int files;
    private int open;
    private Patience fileTime;

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
        this.fileTime = patience;
        this.archives = new Archives(limits, sink, this);
    }

    /** Whether the file that is attached, with all inside it, or the message took its time. */
    boolean isOutOfTime() {
        return patience.isExhausted() || (open > 0 && fileTime.isExhausted());
    }

    /** Reads one file and hands out what stands in it. */
    public void read(Source source, InputStream content) throws IOException {
        if (source.depth() > limits.depth() || ++files > limits.parts() || isOutOfTime()) {
            sink.fact(Fact.LIMIT_EXCEEDED);
            return;
        }
        if (open == 0) {
            fileTime = patience.within(Duration.ofSeconds(limits.fileSeconds()));
        }
        open++;
        try {
            readOpened(source, content);
        } finally {
            open--;
        }
    }

    private void readOpened(Source source, InputStream content) throws IOException {
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
        if (type != FileType.UNKNOWN || head.length == 0) {
            return type;
        }
        String extension = Attachment.extension(name);
        if (!TextDecoder.looksLikeText(head, head.length)) {
            boolean text = FileType.TEXT.isNamed(extension);
            return text ? FileType.TEXT : type; // programs show it in spite of a few odd bytes
        }
        return extension.equals("eml") ? FileType.MESSAGE : FileType.TEXT;
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
            case SEVEN_ZIP -> archives.sevenZip(source, bytes, facts);
            case BZIP2, XZ, OTHER_ARCHIVE -> archives.packed(source, bytes, facts);
            case PDF -> aside(source, bytes, this::pdf, facts);
            case OLE -> aside(source, bytes, OldOffice::read, facts);
            case TNEF -> aside(source, bytes, TnefMessage::read, facts);
            case RTF -> aside(source, bytes, RtfText::read, facts);
            default -> facts.add(Fact.UNREAD);
        }
        return type;
    }

    private void pdf(byte[] file, Harvest harvest) throws IOException {
        long most = Math.min(limits.messageBytes(), unpackedBytes(file));
        PdfText.read(file, harvest, most, Math.min(most, limits.fileBytes()));
    }

    private long unpackedBytes(byte[] file) {
        return Math.max(Limits.RATIO_FREE, (long) file.length * limits.unpackedRatio());
    }

    private void aside(Source source, byte[] file, Aside.Parser parser, Set<Fact> facts)
            throws IOException {
        long mostInside = Math.min(limits.fileBytes(), unpackedBytes(file));
        Harvest harvest = new Harvest(limits.textBytes(), mostInside, limits.parts());
        Aside.read(file, parser, harvest, fileTime.left());
        harvest.texts().forEach(text -> sink.text(source.place(), text));
        facts.addAll(harvest.facts());
        int index = 0;
        for (Harvest.Inside inside : harvest.files()) {
            Source place = archives.inside(source, ++index, inside.name());
            read(place, new ByteArrayInputStream(inside.content()));
        }
    }
}
