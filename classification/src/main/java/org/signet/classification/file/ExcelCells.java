package org.signet.classification.file;

import org.apache.poi.hssf.eventusermodel.HSSFEventFactory;
import org.apache.poi.hssf.eventusermodel.HSSFListener;
import org.apache.poi.hssf.eventusermodel.HSSFRequest;
import org.apache.poi.hssf.record.BoundSheetRecord;
import org.apache.poi.hssf.record.FooterRecord;
import org.apache.poi.hssf.record.FormulaRecord;
import org.apache.poi.hssf.record.HeaderRecord;
import org.apache.poi.hssf.record.LabelRecord;
import org.apache.poi.hssf.record.LabelSSTRecord;
import org.apache.poi.hssf.record.NumberRecord;
import org.apache.poi.hssf.record.RKRecord;
import org.apache.poi.hssf.record.Record;
import org.apache.poi.hssf.record.SSTRecord;
import org.apache.poi.hssf.record.StringRecord;
import org.apache.poi.hssf.record.TextObjectRecord;
import org.apache.poi.poifs.filesystem.DirectoryNode;
import org.jspecify.annotations.Nullable;
import org.signet.classification.text.Fact;

import java.io.IOException;
import java.math.BigDecimal;

/**
 * The cells of an Excel workbook before 2007 ([MS-XLS] §2.4), record by record: texts, numbers in
 * full whatever their format shows, results of formulas, names of sheets, comments, headers and
 * footers; hidden sheets too.
 */
final class ExcelCells implements HSSFListener {
    private final Harvest harvest;
    private @Nullable SSTRecord strings;
    private int row;

    private ExcelCells(Harvest harvest) {
        this.harvest = harvest;
    }

    static void read(DirectoryNode folder, Harvest harvest) throws IOException {
        HSSFRequest request = new HSSFRequest();
        request.addListenerForAllRecords(new ExcelCells(harvest));
        new HSSFEventFactory().processWorkbookEvents(request, folder);
    }

    @Override
    public void processRecord(Record record) {
        switch (record) {
            case SSTRecord shared -> strings = shared;
            case BoundSheetRecord sheet -> {
                apart(sheet.getSheetname());
                if (sheet.isHidden() || sheet.isVeryHidden()) {
                    harvest.fact(Fact.HIDDEN_TEXT);
                }
            }
            case LabelSSTRecord cell -> cell(cell.getRow(), shared(cell.getSSTIndex()));
            case LabelRecord cell -> cell(cell.getRow(), cell.getValue());
            case NumberRecord cell -> cell(cell.getRow(), number(cell.getValue()));
            case RKRecord cell -> cell(cell.getRow(), number(cell.getRKNumber()));
            case FormulaRecord cell -> {
                if (!cell.hasCachedResultString()) {
                    cell(cell.getRow(), number(cell.getValue()));
                }
            }
            case StringRecord result -> cell(row, result.getString());
            case TextObjectRecord box ->
                    apart(box.getStr() == null ? "" : box.getStr().getString());
            case HeaderRecord header -> apart(header.getText());
            case FooterRecord footer -> apart(footer.getText());
            default -> {}
        }
    }

    private String shared(int index) {
        boolean known = strings != null && index >= 0 && index < strings.getNumUniqueStrings();
        return known && strings != null ? strings.getString(index).getString() : "";
    }

    private static String number(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).toPlainString() : "";
    }

    private void cell(int at, String text) {
        harvest.add(at == row ? "\t" : "\n");
        row = at;
        harvest.add(text);
    }

    private void apart(String text) {
        harvest.add("\n\n");
        harvest.add(text);
        harvest.add("\n\n");
    }
}
