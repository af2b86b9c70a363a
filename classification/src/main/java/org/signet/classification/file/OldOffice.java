package org.signet.classification.file;

import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.OldFileFormatException;
import org.apache.poi.hslf.extractor.QuickButCruddyTextExtractor;
import org.apache.poi.hslf.record.CurrentUserAtom;
import org.apache.poi.hssf.extractor.OldExcelExtractor;
import org.apache.poi.hwpf.HWPFDocument;
import org.apache.poi.hwpf.HWPFDocumentCore;
import org.apache.poi.hwpf.HWPFOldDocument;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.apache.poi.poifs.filesystem.DocumentInputStream;
import org.apache.poi.poifs.filesystem.Entry;
import org.apache.poi.poifs.filesystem.Ole10Native;
import org.apache.poi.poifs.filesystem.Ole10NativeException;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.util.IOUtils;
import org.signet.classification.text.Fact;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * The text of Office files before 2007 ([MS-DOC], [MS-XLS], [MS-PPT], [MS-OXMSG] in compound files
 * after [MS-CFB]), by POI, and the files inside them.
 *
 * <p>A compound file is a tree of folders; a document inside a document is a folder that looks like
 * one. None of POI's documents is closed, because that closes the whole file. Word texts are taken
 * whole: notes, headers, comments, text boxes, what fields say and what they show. What is no
 * document of these is {@link Fact#UNREAD}.
 */
final class OldOffice {
    private static final int DEEPEST = 10;

    /** The stream in which an encrypted Office Open XML file stands ([MS-OFFCRYPTO] §2.3.4). */
    private static final String ENCRYPTED = "EncryptedPackage";

    private static final String NATIVE = Ole10Native.OLE10_NATIVE;

    static {
        IOUtils.setByteArrayMaxOverride(64 * 1024 * 1024); // POI's own limits are per record
    }

    private final Harvest harvest;

    private OldOffice(Harvest harvest) {
        this.harvest = harvest;
    }

    static void read(byte[] file, Harvest harvest) throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            new OldOffice(harvest).folder(files.getRoot(), 0);
        }
    }

    private void folder(DirectoryNode folder, int depth) throws IOException {
        if (depth > DEEPEST) {
            harvest.exceeded();
        }
        try {
            document(folder, depth);
        } catch (EncryptedDocumentException e) {
            harvest.fact(Fact.PASSWORD_PROTECTED);
        }
        harvest.endText();
        boolean message = folder.hasEntryCaseInsensitive(OutlookMessage.PROPERTIES);
        for (Entry entry : folder) {
            if (!message && entry instanceof DirectoryNode inside) {
                folder(inside, depth + 1);
            } else if (entry.getName().startsWith("\005") && entry.isDocumentEntry()) {
                OfficeProperties.read(bytes(folder, entry.getName()), harvest);
            }
        }
    }

    private void document(DirectoryNode folder, int depth) throws IOException {
        if (folder.hasEntryCaseInsensitive(ENCRYPTED)) {
            harvest.fact(Fact.PASSWORD_PROTECTED);
        } else if (folder.hasEntryCaseInsensitive("WordDocument")) {
            word(folder);
        } else if (folder.hasEntryCaseInsensitive("Workbook")) {
            ExcelCells.read(folder, harvest);
        } else if (folder.hasEntryCaseInsensitive("Book")) {
            oldExcel(folder);
        } else if (folder.hasEntryCaseInsensitive("PowerPoint Document")) {
            powerPoint(folder);
        } else if (folder.hasEntryCaseInsensitive(OutlookMessage.PROPERTIES)) {
            OutlookMessage.read(folder, harvest, depth);
        } else if (folder.hasEntryCaseInsensitive(NATIVE)) {
            packed(folder);
        } else if (folder.hasEntryCaseInsensitive("Package")) {
            harvest.file("", bytes(folder, "Package"));
        } else if (depth == 0) {
            harvest.fact(Fact.UNREAD);
        }
    }

    private void word(DirectoryNode folder) throws IOException {
        try {
            word(new HWPFDocument(folder));
        } catch (OldFileFormatException e) {
            word(new HWPFOldDocument(folder)); // Word 6 and 95
        }
    }

    private void word(HWPFDocumentCore document) {
        harvest.add(plain(document.getText()));
    }

    /** The special characters of Word texts ([MS-DOC] §2.8.25, §2.9.48) as white space. */
    private static String plain(CharSequence text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case 0x07, 0x13, 0x14 -> plain.append('\t'); // end of cell, of a field's code
                case 0x0B, 0x0C, 0x0E, '\r' -> plain.append('\n');
                case 0x1E -> plain.append('-');
                case 0x01, 0x02, 0x05, 0x08, 0x15, 0x1F -> {} // anchors, optional hyphen
                default -> plain.append(c);
            }
        }
        return plain.toString();
    }

    private void oldExcel(DirectoryNode folder) throws IOException {
        OldExcelExtractor extractor = new OldExcelExtractor(folder);
        harvest.add(extractor.getText());
    }

    private void powerPoint(DirectoryNode folder) throws IOException {
        if (new CurrentUserAtom(folder).isEncrypted()) {
            harvest.fact(Fact.PASSWORD_PROTECTED);
            return;
        }
        try (POIFSFileSystem alone = new POIFSFileSystem()) {
            String stream = "PowerPoint Document";
            alone.createDocument(new ByteArrayInputStream(bytes(folder, stream)), stream);
            for (String text : new QuickButCruddyTextExtractor(alone).getTextAsVector()) {
                harvest.add(text.replace('\r', '\n').replace((char) 0x0B, '\n'));
                harvest.add("\n\n");
            }
        }
    }

    private void packed(DirectoryNode folder) throws IOException {
        try {
            Ole10Native file = Ole10Native.createFromEmbeddedOleObject(folder);
            harvest.file(file.getLabel(), file.getDataBuffer());
        } catch (Ole10NativeException e) {
            throw new IOException("A packed object is broken", e);
        }
    }

    private static byte[] bytes(DirectoryNode folder, String name) throws IOException {
        try (DocumentInputStream in = folder.createDocumentInputStream(name)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            in.transferTo(bytes);
            return bytes.toByteArray();
        }
    }
}
