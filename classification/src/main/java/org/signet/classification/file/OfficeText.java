package org.signet.classification.file;

import org.signet.classification.file.ZipDirectory.Entry;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import javax.xml.stream.XMLStreamReader;

/**
 * The text of Office Open XML (ECMA-376) and OpenDocument (ISO/IEC 26300) files.
 *
 * <p>Every part that can hold words is read, shown or not: body, headers, footers, notes, comments,
 * deleted text, hidden sheets, charts, properties. Runs of one paragraph are joined, so that a
 * number in several formats is one number; cells are columns.
 */
final class OfficeText {
    private static final Set<String> TEXT_ELEMENTS =
            Set.of("t", "delText", "instrText", "v", "f", "text", "lpwstr", "lpstr", "ddList");
    private static final Set<String> BREAKS =
            Set.of("p", "row", "tr", "si", "comment", "h", "table-row", "br", "cr", "line-break");
    private static final Set<String> CELLS = Set.of("tc", "c", "table-cell", "tab", "cell", "pt");
    private static final List<String> WITHOUT_TEXT =
            List.of(
                    "/theme/",
                    "/styles.xml",
                    "/settings.xml",
                    "/fontTable.xml",
                    "/webSettings.xml",
                    "/numbering.xml",
                    "[Content_Types].xml",
                    "/_rels/",
                    "_rels/",
                    "/slideLayouts/",
                    "/printerSettings/",
                    "/calcChain.xml",
                    "/tableStyles.xml",
                    "/presProps.xml",
                    "/viewProps.xml");

    private static final int LONGEST_NUMBER = 24;

    private final FileSink sink;
    private final Place place;
    private final int most;
    private final List<String> shared = new ArrayList<>();
    private int sharedCharacters;

    /**
     * @param most characters of one part
     */
    OfficeText(FileSink sink, Place place, int most) {
        this.sink = sink;
        this.place = place;
        this.most = most;
    }

    /** Whether a part of an Office Open XML package may hold words. */
    static boolean isText(Entry entry) {
        String name = entry.name();
        return name.endsWith(".xml") && WITHOUT_TEXT.stream().noneMatch(name::contains);
    }

    /** Reads the strings that the sheets of a workbook share. */
    void sharedStrings(InputStream part) throws IOException {
        StringBuilder string = new StringBuilder();
        XmlText.walk(
                part,
                new XmlText.Handler() {
                    private boolean text;

                    @Override
                    public void start(String name, XMLStreamReader reader) {
                        text = name.equals("t");
                    }

                    @Override
                    public void end(String name) {
                        text = false;
                        if (name.equals("si")) {
                            shared.add(string.toString());
                            sharedCharacters += string.length();
                            string.setLength(0);
                        }
                    }

                    @Override
                    public void text(String characters) {
                        string.append(text ? characters : "");
                    }

                    @Override
                    public boolean isFull() {
                        return sharedCharacters + string.length() > most;
                    }
                });
        if (sharedCharacters > most) {
            sink.fact(Fact.LIMIT_EXCEEDED);
        }
    }

    /** Hands out the text of a part of an Office Open XML package. */
    void openXml(String partName, InputStream part) throws IOException {
        boolean data = partName.startsWith("docProps/") || partName.startsWith("customXml/");
        walk(part, data ? Mode.DATA : Mode.OPEN_XML);
    }

    /** Hands out the text of a part of an OpenDocument package. */
    void openDocument(String partName, InputStream part) throws IOException {
        walk(part, partName.equals("meta.xml") ? Mode.DATA : Mode.OPEN_DOCUMENT);
    }

    private void walk(InputStream part, Mode mode) throws IOException {
        Walk walk = new Walk(mode);
        try {
            XmlText.walk(part, walk);
        } finally {
            if (walk.isFull()) {
                sink.fact(Fact.LIMIT_EXCEEDED);
            }
            sink.text(place, walk.out.toString());
        }
    }

    /** Where in a part the words are. */
    private enum Mode {
        /** In elements of certain names. */
        OPEN_XML,

        /** In all elements; only some of them end a line. */
        OPEN_DOCUMENT,

        /** In all elements, each a value of its own. */
        DATA
    }

    private final class Walk implements XmlText.Handler {
        private final StringBuilder out = new StringBuilder();
        private final Mode mode;
        private boolean text;
        private boolean index;

        Walk(Mode mode) {
            this.mode = mode;
            this.text = mode != Mode.OPEN_XML;
        }

        @Override
        public void start(String name, XMLStreamReader reader) {
            text = mode != Mode.OPEN_XML || TEXT_ELEMENTS.contains(name);
            if (mode == Mode.OPEN_DOCUMENT && name.equals("s")) {
                out.append(' ');
            } else if (CELLS.contains(name) || name.equals("f")) {
                out.append('\t');
            } else if (mode == Mode.OPEN_DOCUMENT && BREAKS.contains(name)) {
                out.append('\n');
            }
            switch (name) {
                case "c" -> index = XmlText.attribute(reader, "t").equals("s");
                case "table-cell" -> out.append(XmlText.attribute(reader, "value")).append('\t');
                case "vanish", "webHidden" -> sink.fact(Fact.HIDDEN_TEXT);
                case "sheet" -> hidden(XmlText.attribute(reader, "state"));
                default -> {}
            }
        }

        private void hidden(String state) {
            if (state.equals("hidden") || state.equals("veryHidden")) {
                sink.fact(Fact.HIDDEN_TEXT);
            }
        }

        @Override
        public void end(String name) {
            text = mode != Mode.OPEN_XML;
            if (mode == Mode.DATA || BREAKS.contains(name)) {
                out.append('\n');
            } else if (CELLS.contains(name) || name.equals("f")) {
                out.append('\t');
            }
        }

        @Override
        public void text(String characters) {
            if (text) {
                out.append(index ? indexed(characters) : number(characters));
            }
        }

        private String indexed(String characters) {
            try {
                int at = Integer.parseInt(characters.strip());
                return at >= 0 && at < shared.size() ? shared.get(at) : "";
            } catch (NumberFormatException e) {
                return characters; // no index; so it is read as it stands
            }
        }

        @Override
        public boolean isFull() {
            return out.length() > most;
        }
    }

    /** A large number is stored as 4.1E15 and shown in full. */
    private static String number(String characters) {
        if (characters.indexOf('E') < 0 || characters.length() > LONGEST_NUMBER) {
            return characters;
        }
        try {
            BigDecimal number = new BigDecimal(characters.strip());
            return Math.abs(number.scale()) > LONGEST_NUMBER ? characters : number.toPlainString();
        } catch (NumberFormatException e) {
            return characters; // words
        }
    }
}
