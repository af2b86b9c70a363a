package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.poi.hslf.usermodel.HSLFSlideShow;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.ss.usermodel.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/** What is found in attached files that foreign libraries read. */
class DocumentsTest {
    private static final String CARD = "4111 1111 1111 1111";
    private static final String POLICY =
            "limits: {file-seconds: 20}\nclasses: {cards: {when: payment-card}}\n";

    private static Classification classify(String policy, String name, byte[] file)
            throws Exception {
        String mail =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n"
                        + "Content-Type: application/octet-stream\r\n"
                        + "Content-Disposition: attachment; filename=\""
                        + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(file)
                        + "\r\n--b--\r\n";
        return new Classifier(Policy.parse("p.yaml", policy.getBytes(StandardCharsets.UTF_8)))
                .classify(new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8)));
    }

    private static Classification classify(String name, byte[] file) throws Exception {
        return classify(POLICY, name, file);
    }

    private static boolean hasCard(Classification found) {
        return found.verdict("cards").orElseThrow() instanceof Verdict.Applies;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource(String name) {
        try (InputStream in = DocumentsTest.class.getResourceAsStream("file/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Fills a PDF file. */
    interface Writing {
        void to(PDDocument document) throws IOException;
    }

    private static byte[] pdf(Writing... writings) throws IOException {
        try (PDDocument document = new PDDocument()) {
            document.addPage(new PDPage());
            for (Writing writing : writings) {
                writing.to(document);
            }
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            document.save(out);
            return out.toByteArray();
        }
    }

    /** Shows words at places; each is three arguments. */
    private static Writing shown(Object... wordsAndPlaces) {
        return document -> {
            PDPage page = document.getPage(0);
            try (PDPageContentStream out = new PDPageContentStream(document, page)) {
                for (int i = 0; i < wordsAndPlaces.length; i += 3) {
                    out.beginText();
                    out.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    out.newLineAtOffset(
                            ((Integer) wordsAndPlaces[i + 1]), ((Integer) wordsAndPlaces[i + 2]));
                    out.showText((String) wordsAndPlaces[i]);
                    out.endText();
                }
            }
        };
    }

    private static Writing locked(String user) {
        return document ->
                document.protect(
                        new StandardProtectionPolicy("owner", user, new AccessPermission()));
    }

    private static Writing holding(byte[] file) {
        return document -> {
            PDComplexFileSpecification specification = new PDComplexFileSpecification();
            specification.setFile("inside.txt");
            specification.setEmbeddedFile(
                    new PDEmbeddedFile(
                            document, new ByteArrayInputStream(file), COSName.FLATE_DECODE));
            PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
            tree.setNames(Map.of("inside.txt", specification));
            PDDocumentNameDictionary names =
                    new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(tree);
            document.getDocumentCatalog().setNames(names);
        };
    }

    private static Writing commented(String comment) {
        return document -> {
            PDAnnotationText annotation = new PDAnnotationText();
            annotation.setContents(comment);
            document.getPage(0).getAnnotations().add(annotation);
        };
    }

    private static byte[] workbook(String password, Object... cells) throws IOException {
        try (HSSFWorkbook workbook = new HSSFWorkbook()) {
            Row row = workbook.createSheet("customers").createRow(0);
            for (int i = 0; i < cells.length; i++) {
                if (cells[i] instanceof Double number) {
                    row.createCell(i).setCellValue(number);
                } else {
                    row.createCell(i).setCellValue((String) cells[i]);
                }
            }
            Biff8EncryptionKey.setCurrentUserPassword(password);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            workbook.write(out);
            return out.toByteArray();
        } finally {
            Biff8EncryptionKey.setCurrentUserPassword(null);
        }
    }

    private static byte[] slides(String text) throws IOException {
        try (HSLFSlideShow show = new HSLFSlideShow()) {
            show.createSlide().addTitle().setText(text);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            show.write(out);
            return out.toByteArray();
        }
    }

    private static byte[] encryptedOffice() throws IOException {
        try (POIFSFileSystem files = new POIFSFileSystem()) {
            files.createDocument(new ByteArrayInputStream(new byte[8]), "EncryptedPackage");
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            files.writeFilesystem(out);
            return out.toByteArray();
        }
    }

    /** An attribute of [MS-OXTNEF]: level, id, length, data, sum of the data. */
    private static byte[] attribute(int level, int id, byte[] data) {
        int sum = 0;
        for (byte b : data) {
            sum += b & 0xFF;
        }
        return ByteBuffer.allocate(11 + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) level)
                .putInt(id)
                .putInt(data.length)
                .put(data)
                .putShort((short) sum)
                .array();
    }

    private static byte[] tnef(byte[]... attributes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {0x78, (byte) 0x9F, 0x3E, 0x22, 1, 0});
        for (byte[] attribute : attributes) {
            out.writeBytes(attribute);
        }
        return out.toByteArray();
    }

    private static byte[] tnefWithFile(String name, byte[] content) {
        return tnef(
                attribute(2, 0x00069002, new byte[14]), // attAttachRendData begins a file
                attribute(2, 0x00018010, bytes(name + "\0")),
                attribute(2, 0x0006800F, content));
    }

    private static byte[] sevenZip(byte[] content) throws IOException {
        SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel();
        try (SevenZOutputFile out = new SevenZOutputFile(channel)) {
            out.putArchiveEntry(out.createArchiveEntry(new java.io.File("pom.xml"), "a.txt"));
            out.write(content);
            out.closeArchiveEntry();
        }
        return Arrays.copyOf(channel.array(), (int) channel.size());
    }

    private static byte[] bzip2(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2CompressorOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] xz(byte[] content) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(packed, new LZMA2Options(1))) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] rtf(String body) {
        return bytes("{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}" + body + "}");
    }

    private static String objectInRtf(byte[] content) {
        byte[] program = bytes("Package\0");
        ByteBuffer packed = ByteBuffer.allocate(64 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        packed.putShort((short) 2).put(bytes("a.txt\0")).put(bytes("C:\\a.txt\0"));
        packed.putInt(0x30000).putInt(9).put(bytes("C:\\a.txt\0"));
        packed.putInt(content.length).put(content);
        ByteBuffer object =
                ByteBuffer.allocate(128 + content.length).order(ByteOrder.LITTLE_ENDIAN);
        object.putInt(0x501).putInt(2).putInt(program.length).put(program);
        object.putInt(0).putInt(0).putInt(packed.position());
        object.put(packed.array(), 0, packed.position());
        String hex = HexFormat.of().formatHex(object.array(), 0, object.position());
        return "{\\object\\objemb{\\*\\objclass Package}{\\*\\objdata " + hex + "}}";
    }

    static Stream<Arguments> hidingPlaces() throws IOException {
        byte[] note = bytes("card " + CARD);
        return Stream.of(
                Arguments.of("pdf", "a.pdf", pdf(shown(CARD, 72, 700))),
                Arguments.of("pdf of an office program", "a.pdf", resource("office.pdf")),
                Arguments.of(
                        "pdf, groups written in another order than shown",
                        "a.pdf",
                        pdf(
                                shown(
                                        "1111", 172, 700, "1111", 105, 700, "4111", 72, 700, "1111",
                                        138, 700))),
                Arguments.of(
                        "pdf, over two lines",
                        "a.pdf",
                        pdf(shown("4111 1111", 72, 700, "1111 1111", 72, 684))),
                Arguments.of("pdf, comment", "a.pdf", pdf(commented(CARD))),
                Arguments.of("pdf, file inside", "a.pdf", pdf(holding(note))),
                Arguments.of(
                        "pdf, property",
                        "a.pdf",
                        pdf(document -> document.getDocumentInformation().setSubject(CARD))),
                Arguments.of(
                        "pdf, only the owner's password",
                        "a.pdf",
                        pdf(shown(CARD, 72, 700), locked(""))),
                Arguments.of("pdf, named otherwise", "a.jpg", pdf(shown(CARD, 72, 700))),
                Arguments.of("doc", "a.doc", resource("word.doc")),
                Arguments.of("xls, text", "a.xls", workbook(null, "Visa", CARD)),
                Arguments.of("xls, number", "a.xls", workbook(null, 4111111111111111d)),
                Arguments.of("ppt", "a.ppt", slides(CARD)),
                Arguments.of("rtf of an office program", "a.rtf", resource("word.rtf")),
                Arguments.of(
                        "rtf, formats inside",
                        "a.rtf",
                        rtf("4111 {\\b 1111 1}1{\\i{\\fs20 11}} 111\\'31")),
                Arguments.of("rtf, unicode", "a.rtf", rtf("4111 1111 1111 111\\u49 ?")),
                Arguments.of("rtf, full-width", "a.rtf", rtf("4111 1111 1111 111\\u-239\\'31")),
                Arguments.of(
                        "rtf, text box",
                        "a.rtf",
                        rtf("{\\shp{\\*\\shpinst{\\shptxt " + CARD + "}}}")),
                Arguments.of("rtf, comment", "a.rtf", rtf("{\\*\\annotation " + CARD + "}")),
                Arguments.of("rtf, hidden", "a.rtf", rtf("{\\v " + CARD + "}")),
                Arguments.of("rtf, around hidden", "a.rtf", rtf("4111 1111{\\v x} 1111 1111")),
                Arguments.of("rtf, file inside", "a.rtf", rtf(objectInRtf(note))),
                Arguments.of("rtf, named doc", "a.doc", rtf(CARD)),
                Arguments.of(
                        "tnef, body",
                        "winmail.dat",
                        tnef(attribute(1, 0x0002800C, bytes(CARD + "\0")))),
                Arguments.of("tnef, file", "winmail.dat", tnefWithFile("a.txt", note)),
                Arguments.of(
                        "tnef, docs in it",
                        "winmail.dat",
                        tnefWithFile("a.pdf", pdf(shown(CARD, 72, 700)))),
                Arguments.of("7z", "a.7z", sevenZip(note)),
                Arguments.of("7z of an rtf", "a.7z", sevenZip(resource("word.rtf"))),
                Arguments.of("bz2", "a.txt.bz2", bzip2(note)),
                Arguments.of("xz", "a.txt.xz", xz(note)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hidingPlaces")
    void numberShouldBeFound(String place, String name, byte[] file) throws Exception {
        Classification found = classify(name, file);

        assertThat(hasCard(found)).isTrue();
        assertThat(found.facts()).doesNotContainAnyElementsOf(Fact.INCOMPLETE);
    }

    @Test
    void cellsShouldNotBeJoined() throws Exception {
        assertThat(hasCard(classify("a.xls", workbook(null, "4111", "1111", "1111", "1111"))))
                .isFalse();
    }

    static Stream<Arguments> facts() throws IOException {
        byte[] pdf = pdf(shown(CARD, 72, 700));
        return Stream.of(
                Arguments.of("a.pdf", pdf(shown("x", 9, 9), locked("u")), Fact.PASSWORD_PROTECTED),
                Arguments.of("a.docx", encryptedOffice(), Fact.PASSWORD_PROTECTED),
                Arguments.of("a.xls", workbook("geheim", CARD), Fact.PASSWORD_PROTECTED),
                Arguments.of("a.7z", resource("password.7z"), Fact.PASSWORD_PROTECTED),
                Arguments.of("a.7z", resource("names.7z"), Fact.PASSWORD_PROTECTED),
                Arguments.of("a.pdf", bytes("%PDF-1.7\nnothing more"), Fact.PARSER_FAILED),
                Arguments.of(
                        "a.doc", Arrays.copyOf(resource("word.doc"), 3000), Fact.PARSER_FAILED),
                Arguments.of(
                        "a.xls", Arrays.copyOf(workbook(null, CARD), 1500), Fact.PARSER_FAILED),
                Arguments.of("a.7z", Arrays.copyOf(sevenZip(bytes(CARD)), 60), Fact.PARSER_FAILED),
                Arguments.of("winmail.dat", tnef(new byte[] {1, 2, 3}), Fact.PARSER_FAILED),
                Arguments.of("a.pdf", pdf(), Fact.UNREAD),
                Arguments.of("a.rtf", rtf("a{\\v hidden}b"), Fact.HIDDEN_TEXT),
                Arguments.of("a.png", pdf, Fact.TYPE_MISMATCH));
    }

    @ParameterizedTest
    @MethodSource("facts")
    void factShouldBeNoticed(String name, byte[] file, Fact fact) throws Exception {
        assertThat(classify(name, file).facts()).contains(fact);
    }

    @Test
    void pdfBombShouldEndAtTheRatio() throws Exception {
        assertThat(classify("a.pdf", pdf(holding(new byte[100_000_000]))).facts())
                .contains(Fact.LIMIT_EXCEEDED);
    }

    @Test
    void deepPdfShouldFailAlone() throws Exception {
        byte[] pdf = bytes("%PDF-1.4\n1 0 obj\n" + "[".repeat(1_000_000) + "\nendobj\n%%EOF");

        assertThat(classify("a.pdf", pdf).facts()).containsAnyElementsOf(Fact.INCOMPLETE);
    }

    @Test
    void xzBombShouldEnd() throws Exception {
        assertThat(classify("a.xz", xz(new byte[50_000_000])).facts())
                .contains(Fact.LIMIT_EXCEEDED);
    }

    @Test
    void timeOfAFileShouldEnd() throws Exception {
        byte[] slow =
                pdf(
                        document -> {
                            for (int i = 0; i < 4000; i++) {
                                document.addPage(document.getPage(0));
                            }
                        },
                        shown(("x".repeat(90) + " ").repeat(400), 10, 700));
        long start = System.nanoTime();

        Classification found =
                classify(POLICY.replace("file-seconds: 20", "file-seconds: 1"), "a.pdf", slow);

        assertThat(found.facts()).contains(Fact.LIMIT_EXCEEDED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
}
