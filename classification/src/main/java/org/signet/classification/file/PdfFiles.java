package org.signet.classification.file;

import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * The files inside a PDF file (ISO 32000-2 §7.11.4): whatever object of it is a file specification
 * with an embedded file, wherever it is named: in the list of attachments, a comment, or a form.
 */
final class PdfFiles {
    private static final COSName EMBEDDED = COSName.getPDFName("EF");
    private static final List<COSName> NAMES = List.of(COSName.UF, COSName.F);

    private PdfFiles() {}

    static void read(PDDocument document, Harvest harvest) throws IOException {
        COSDocument objects = document.getDocument();
        for (COSObjectKey key : new ArrayList<>(objects.getXrefTable().keySet())) {
            COSObject object = objects.getObjectFromPool(key);
            specifications(object.getObject(), harvest);
        }
    }

    /** Also those that stand in an array or a dictionary, as they do in the tree of names. */
    private static void specifications(COSBase object, Harvest harvest) throws IOException {
        if (object instanceof COSDictionary dictionary) {
            specification(dictionary, harvest);
            for (COSBase value : dictionary.getValues()) {
                if (value instanceof COSArray array) {
                    direct(array, harvest);
                } else if (value instanceof COSDictionary inside) {
                    specification(inside, harvest);
                }
            }
        } else if (object instanceof COSArray array) {
            direct(array, harvest);
        }
    }

    private static void direct(COSArray array, Harvest harvest) throws IOException {
        for (int i = 0; i < array.size(); i++) {
            if (array.get(i) instanceof COSDictionary inside) {
                specification(inside, harvest);
            }
        }
    }

    private static void specification(COSDictionary file, Harvest harvest) throws IOException {
        COSDictionary embedded = file.getCOSDictionary(EMBEDDED);
        if (embedded == null) {
            return;
        }
        for (COSName name : NAMES) {
            COSStream stream = embedded.getCOSStream(name);
            if (stream != null) {
                try (InputStream content = stream.createInputStream()) {
                    String called = file.getString(COSName.UF, file.getString(COSName.F, ""));
                    harvest.file(called == null ? "" : called, content.readAllBytes());
                }
                return;
            }
        }
    }
}
