package org.signet.classification.file;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineItem;
import org.apache.pdfbox.pdmodel.interactive.documentnavigation.outline.PDOutlineNode;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDField;
import org.apache.pdfbox.text.PDFTextStripper;
import org.signet.classification.text.Fact;

import java.io.IOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.Set;

/**
 * The text of a PDF file (ISO 32000-2), by PDFBox: its pages in the order in which they are written
 * and in the order in which they are seen, form fields, comments, bookmarks, properties, and the
 * files inside it.
 *
 * <p>A file that opens with the empty password, as one does whose owner only forbids printing, is
 * read like any other. Pages that hold no text, such as scanned ones, are {@link Fact#UNREAD}.
 */
final class PdfText {
    private static final int MOST_BOOKMARKS = 100_000;

    private final Harvest harvest;
    private final PDDocument document;

    private PdfText(Harvest harvest, PDDocument document) {
        this.harvest = harvest;
        this.document = document;
    }

    /**
     * @param mostOfAll bytes of all streams of the file together, as they are unpacked
     * @param mostOfOne bytes of one of them
     */
    static void read(byte[] file, Harvest harvest, long mostOfAll, long mostOfOne)
            throws IOException {
        NoSystemFonts.use();
        BoundedFilters.use(harvest, mostOfAll, mostOfOne);
        try (PDDocument document =
                Loader.loadPDF(
                        new RandomAccessReadBuffer(file),
                        "",
                        null,
                        null,
                        IOUtils.createMemoryOnlyStreamCache())) {
            new PdfText(harvest, document).run();
        } catch (InvalidPasswordException e) {
            harvest.fact(Fact.PASSWORD_PROTECTED);
        } finally {
            BoundedFilters.end();
        }
    }

    private void run() throws IOException {
        properties();
        PdfFiles.read(document, harvest);
        pages(false);
        pages(true);
        for (PDPage page : document.getPages()) {
            for (PDAnnotation annotation : page.getAnnotations()) {
                word(annotation.getContents());
            }
        }
        harvest.endText();
        PDAcroForm form = document.getDocumentCatalog().getAcroForm(null);
        if (form != null) {
            for (PDField field : form.getFieldTree()) {
                word(field.getValueAsString());
            }
            harvest.endText();
        }
        PDOutlineNode outline = document.getDocumentCatalog().getDocumentOutline();
        if (outline != null) {
            bookmarks(outline, new HashSet<>());
            harvest.endText();
        }
    }

    private void properties() {
        PDDocumentInformation properties = document.getDocumentInformation();
        for (String key : properties.getMetadataKeys()) {
            word(properties.getCustomMetadataValue(key));
        }
        harvest.endText();
    }

    private void pages(boolean sorted) throws IOException {
        Written written = new Written();
        for (int page = 1; page <= document.getNumberOfPages(); page++) {
            PDFTextStripper stripper = new PDFTextStripper();
            stripper.setSortByPosition(sorted);
            stripper.setStartPage(page);
            stripper.setEndPage(page);
            written.any = false;
            stripper.writeText(document, written);
            if (!written.any) {
                harvest.fact(Fact.UNREAD);
            }
            harvest.add("\n\n");
        }
        harvest.endText();
    }

    private void bookmarks(PDOutlineNode node, Set<Object> seen) {
        for (PDOutlineItem item : node.children()) {
            if (seen.size() >= MOST_BOOKMARKS) {
                harvest.exceeded();
            }
            if (!seen.add(item.getCOSObject())) {
                return;
            }
            word(item.getTitle());
            bookmarks(item, seen);
        }
    }

    private void word(@org.jspecify.annotations.Nullable String text) {
        if (text != null && !text.isBlank()) {
            harvest.add(text);
            harvest.add("\n\n");
        }
    }

    private final class Written extends Writer {
        private boolean any;

        @Override
        public void write(char[] characters, int offset, int length) {
            String text = new String(characters, offset, length);
            any |= !text.isBlank();
            harvest.add(text);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
