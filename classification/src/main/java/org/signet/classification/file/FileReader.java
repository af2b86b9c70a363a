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
import java.util.EnumSet;
import java.util.Set;

/** Reads the files of one message, and the files inside them. */
public final class FileReader {
    private final Limits limits;
    private final Patience patience;
    private final FileSink sink;
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
    }

    /** Reads one file and hands out what stands in it. */
    public void read(Source source, InputStream content) throws IOException {
        if (source.depth() > limits.depth() || ++files > limits.parts() || patience.isExhausted()) {
            sink.fact(Fact.LIMIT_EXCEEDED);
            return;
        }
        byte[] head = content.readNBytes(Magic.HEAD);
        FileType type = type(head);
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        facts.addAll(FileFacts.of(source.name(), type));
        long bytes = head.length;
        if (isHeld(type)) {
            byte[] all = all(head, content, facts);
            bytes = all.length + content.skip(Long.MAX_VALUE);
            contents(source, type, all, facts);
        } else {
            bytes += content.skip(Long.MAX_VALUE);
            if (bytes > 0) {
                facts.add(Fact.UNREAD);
            }
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

    private static FileType type(byte[] head) {
        FileType type = Magic.of(head, head.length);
        boolean text = type == FileType.UNKNOWN && head.length > 0;
        return text && TextDecoder.looksLikeText(head, head.length) ? FileType.TEXT : type;
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

    private void contents(Source source, FileType type, byte[] bytes, Set<Fact> facts)
            throws IOException {
        switch (type) {
            case TEXT, XML, SCRIPT, PGP -> sink.text(source.place(), bytes, false);
            case HTML -> sink.text(source.place(), bytes, true);
            case MESSAGE -> sink.message(source.place(), new ByteArrayInputStream(bytes));
            default -> facts.add(Fact.UNREAD);
        }
    }
}
