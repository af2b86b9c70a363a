package org.signet.classification.file;

import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.signet.classification.file.FileReader.Source;
import org.signet.classification.file.ZipDirectory.Entry;
import org.signet.classification.message.Attachment;
import org.signet.classification.message.FileType;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Limits;
import org.signet.classification.text.Place;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** Opens archives, and the packages of office documents, which are archives too. */
final class Archives {
    private static final int LONGEST_MANIFEST = 1024 * 1024;
    private static final String SHARED_STRINGS = "xl/sharedStrings.xml";

    private final Limits limits;
    private final FileSink sink;
    private final FileReader reader;
    private final Unpacked unpacked;

    Archives(Limits limits, FileSink sink, FileReader reader) {
        this.limits = limits;
        this.sink = sink;
        this.reader = reader;
        this.unpacked = new Unpacked(limits, reader::isOutOfTime);
    }

    /**
     * Reads a ZIP file or what is packed as one.
     *
     * @return what it is
     */
    FileType zip(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        ZipDirectory zip = ZipDirectory.of(bytes, limits.parts());
        Unpacked.Archive archive = unpacked.archive(bytes.length);
        FileType type = typeOf(zip);
        if (zip.entries().size() > limits.parts()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        if (zip.hidesEntries()) {
            facts.add(Fact.PARSER_FAILED);
        }
        switch (type) {
            case OOXML -> openXml(source, zip, archive, facts);
            case ODF -> openDocument(source, zip, archive, facts);
            default -> entries(source, zip, zip.entries(), archive, facts);
        }
        noteExceeded(facts);
        return type;
    }

    private static FileType typeOf(ZipDirectory zip) {
        if (has(zip, "[Content_Types].xml")) {
            return FileType.OOXML;
        }
        if (has(zip, "META-INF/manifest.xml") && has(zip, "content.xml")) {
            return FileType.ODF;
        }
        boolean program =
                zip.entries().stream()
                        .anyMatch(e -> e.name().endsWith(".class") || e.name().endsWith(".dex"));
        return program ? FileType.JAVA_PROGRAM : FileType.ZIP;
    }

    private static boolean has(ZipDirectory zip, String name) {
        return zip.entries().stream().anyMatch(entry -> entry.name().equals(name));
    }

    private void entries(
            Source source,
            ZipDirectory zip,
            List<Entry> entries,
            Unpacked.Archive archive,
            Set<Fact> facts)
            throws IOException {
        int index = 0;
        for (Entry entry : entries) {
            index++;
            if (entry.isDirectory() || sink.isFull()) {
                continue;
            }
            Source inside = inside(source, index, entry.name());
            if (entry.isReadable()) {
                reader.read(inside, archive.counted(zip.open(entry)));
            } else {
                closed(inside, entry.isEncrypted() ? Fact.PASSWORD_PROTECTED : Fact.UNREAD, facts);
            }
        }
    }

    /** A file inside another one; its name is text too. */
    Source inside(Source source, int index, String name) {
        Place place = source.place().inside(index);
        sink.name(place, name);
        return new Source(place, name, "", source.depth() + 1);
    }

    /** Notes a file that cannot be opened. */
    private void closed(Source source, Fact why, Set<Fact> facts) {
        facts.add(why);
        sink.file(
                new Attachment(
                        source.place().part(),
                        source.name(),
                        "",
                        FileType.promised(Attachment.extension(source.name()))
                                .orElse(FileType.UNKNOWN),
                        0,
                        Set.of(why)));
    }

    private void openXml(Source source, ZipDirectory zip, Unpacked.Archive archive, Set<Fact> facts)
            throws IOException {
        OfficeText text = new OfficeText(sink, source.place(), limits.textBytes());
        Optional<Entry> shared =
                zip.entries().stream().filter(e -> e.name().equals(SHARED_STRINGS)).findFirst();
        if (shared.isPresent() && shared.get().isReadable()) {
            text.sharedStrings(archive.counted(zip.open(shared.get())));
        }
        for (Entry entry : zip.entries()) {
            if (!entry.isReadable()) {
                facts.add(entry.isEncrypted() ? Fact.PASSWORD_PROTECTED : Fact.PARSER_FAILED);
            } else if (OfficeText.isText(entry) && !sink.isFull()) {
                text.openXml(entry.name(), archive.counted(zip.open(entry)));
            } else if (entry.name().endsWith(".bin") && entry.name().contains("/worksheets/")) {
                facts.add(Fact.UNREAD); // the binary form of a sheet, in XLSB
            }
        }
        entries(source, zip, embedded(zip), archive, facts);
    }

    private static List<Entry> embedded(ZipDirectory zip) {
        return zip.entries().stream()
                .filter(e -> e.name().contains("/embeddings/") || e.name().contains("/media/"))
                .toList();
    }

    private void openDocument(
            Source source, ZipDirectory zip, Unpacked.Archive archive, Set<Fact> facts)
            throws IOException {
        OfficeText text = new OfficeText(sink, source.place(), limits.textBytes());
        for (Entry entry : zip.entries()) {
            if (entry.name().equals("META-INF/manifest.xml") && entry.isReadable()) {
                byte[] manifest = archive.counted(zip.open(entry)).readNBytes(LONGEST_MANIFEST);
                if (new String(manifest, StandardCharsets.UTF_8).contains("encryption-data")) {
                    facts.add(Fact.PASSWORD_PROTECTED);
                    return;
                }
            }
        }
        for (Entry entry : zip.entries()) {
            boolean words =
                    List.of("content.xml", "styles.xml", "meta.xml").stream()
                            .anyMatch(name -> entry.name().endsWith(name));
            if (words && entry.isReadable() && !sink.isFull()) {
                text.openDocument(entry.name(), archive.counted(zip.open(entry)));
            }
        }
        entries(source, zip, pictures(zip), archive, facts);
    }

    private static List<Entry> pictures(ZipDirectory zip) {
        return zip.entries().stream()
                .filter(e -> e.name().startsWith("Pictures/") || e.name().startsWith("Object"))
                .filter(e -> !e.name().endsWith(".xml"))
                .toList();
    }

    void tar(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        Unpacked.Archive archive = unpacked.archive(bytes.length);
        int[] index = new int[1];
        TarEntries.walk(
                new ByteArrayInputStream(bytes),
                (name, content) -> {
                    reader.read(inside(source, ++index[0], name), archive.counted(content));
                    return !sink.isFull() && index[0] < limits.parts();
                });
        if (index[0] >= limits.parts()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        noteExceeded(facts);
    }

    void gzip(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        try (InputStream content = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            single(source, bytes.length, content, facts);
        }
    }

    /** Reads what is packed alone by another method than gzip's, if it is one known here. */
    void packed(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        Optional<Packing> packing = Packing.of(bytes);
        if (packing.isEmpty()) {
            facts.add(Fact.UNREAD);
            return;
        }
        try (InputStream content = packing.get().open(new ByteArrayInputStream(bytes))) {
            single(source, bytes.length, content, facts);
        } catch (MemoryLimitException | org.tukaani.xz.MemoryLimitException e) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
    }

    /** Reads a 7z archive; of one that wants a password, the names, unless they are hidden too. */
    void sevenZip(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        Unpacked.Archive archive = unpacked.archive(bytes.length);
        int index = 0;
        try (SevenZFile file = Packing.sevenZip(bytes)) {
            SevenZArchiveEntry entry = file.getNextEntry();
            while (entry != null && !sink.isFull() && index < limits.parts()) {
                index++;
                if (!entry.isDirectory()) {
                    Source inside = inside(source, index, name(entry));
                    reader.read(inside, archive.counted(Packing.current(file)));
                }
                entry = file.getNextEntry();
            }
            if (entry != null) {
                facts.add(Fact.LIMIT_EXCEEDED);
            }
        } catch (PasswordRequiredException e) {
            facts.add(Fact.PASSWORD_PROTECTED);
        } catch (MemoryLimitException e) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
        noteExceeded(facts);
    }

    private static String name(SevenZArchiveEntry entry) {
        return entry.getName() == null ? "" : entry.getName();
    }

    /** Reads what is packed alone, without a name of its own. */
    void single(Source source, int packed, InputStream content, Set<Fact> facts)
            throws IOException {
        Source inside =
                new Source(source.place().inside(1), bare(source.name()), "", source.depth() + 1);
        reader.read(inside, unpacked.archive(packed).counted(content));
        noteExceeded(facts);
    }

    private static String bare(String name) {
        int dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return "";
        }
        boolean tar = List.of("tgz", "tbz", "tbz2", "txz").contains(Attachment.extension(name));
        return name.substring(0, dot) + (tar ? ".tar" : "");
    }

    void rar(Source source, byte[] bytes, Set<Fact> facts) throws IOException {
        RarNames rar = RarNames.of(bytes, limits.parts());
        int index = 0;
        for (String name : rar.names()) {
            Fact why = rar.encrypted() ? Fact.PASSWORD_PROTECTED : Fact.UNREAD;
            closed(inside(source, ++index, name), why, facts);
        }
        facts.add(Fact.UNREAD);
        if (rar.encrypted()) {
            facts.add(Fact.PASSWORD_PROTECTED);
        }
    }

    private void noteExceeded(Set<Fact> facts) {
        if (unpacked.takeExceeded()) {
            facts.add(Fact.LIMIT_EXCEEDED);
        }
    }
}
