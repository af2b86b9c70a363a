package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.policy.Policy;
import org.signet.classification.text.Fact;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** What is found in attached files, and in files inside them. */
class AttachedFilesTest {
    private static final String CARD = "4111 1111 1111 1111";
    private static final String POLICY =
            "limits: {text-bytes: 4000000}\nclasses: {cards: {when: payment-card}}\n";

    private static Classification classify(String name, byte[] file) throws Exception {
        return classify(POLICY, name, "application/octet-stream", file);
    }

    private static Classification classify(String policy, String name, String type, byte[] file)
            throws Exception {
        return new Classifier(Policy.parse("p.yaml", policy.getBytes(StandardCharsets.UTF_8)))
                .classify(new ByteArrayInputStream(mail(name, type, file)));
    }

    private static byte[] mail(String name, String type, byte[] file) {
        String mail =
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhello\r\n--b\r\n"
                        + "Content-Type: "
                        + type
                        + "\r\nContent-Disposition: attachment; filename=\""
                        + name
                        + "\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString(file)
                        + "\r\n--b--\r\n";
        return mail.getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasCard(Classification found) {
        return found.verdict("cards").orElseThrow() instanceof Verdict.Applies;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] zip(String name, byte[] content) {
        return zip(Map.of(name, content));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return out.toByteArray();
    }

    private static byte[] tar(String name, byte[] content) {
        byte[] archive = new byte[512 + (content.length + 511) / 512 * 512 + 1024];
        System.arraycopy(bytes(name), 0, archive, 0, name.length());
        byte[] size = bytes("%011o".formatted(content.length));
        System.arraycopy(size, 0, archive, 124, size.length);
        archive[156] = '0';
        System.arraycopy(bytes("ustar\00000"), 0, archive, 257, 8);
        System.arraycopy(content, 0, archive, 512, content.length);
        return archive;
    }

    private static byte[] docx(String body) {
        return office(
                "word/document.xml",
                "<w:document xmlns:w='w'><w:body>" + body + "</w:body></w:document>");
    }

    private static byte[] office(String... parts) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("[Content_Types].xml", bytes("<Types/>"));
        for (int i = 0; i < parts.length; i += 2) {
            entries.put(parts[i], bytes(parts[i + 1]));
        }
        return zip(entries);
    }

    private static byte[] odt(String manifest, String content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("mimetype", bytes("application/vnd.oasis.opendocument.text"));
        entries.put("META-INF/manifest.xml", bytes(manifest));
        entries.put("content.xml", bytes(content));
        return zip(entries);
    }

    static Stream<Arguments> hidingPlaces() {
        String runs =
                "<w:p><w:r><w:t>4111 11</w:t></w:r><w:r><w:rPr/><w:t>11 1111 1111</w:t></w:r></w:p>";
        String strings =
                "<sst><si><r><t>4111 1111</t></r><r><t> 1111 1111</t></r></si><si><t>x</t></si></sst>";
        String sheet =
                "<worksheet><row><c t='s'><v>1</v></c><c t='s'><v>0</v></c></row></worksheet>";
        byte[] eml = bytes("Subject: x\r\n\r\nPay " + CARD + "\r\n");
        return Stream.of(
                Arguments.of("text", "a.txt", bytes("card " + CARD)),
                Arguments.of(
                        "html",
                        "a.html",
                        bytes("<html>4111<b>1111</b>1111 1111".replace("11 11", "1111"))),
                Arguments.of("text with odd bytes", "a.csv", bytes("\0\1\2\3" + CARD)),
                Arguments.of("zip", "a.zip", zip("b.txt", bytes(CARD))),
                Arguments.of("file name in a zip", "a.zip", zip(CARD + ".txt", bytes("x"))),
                Arguments.of(
                        "zip in zip in zip",
                        "a.zip",
                        zip("b.zip", zip("c.zip", zip("d.txt", bytes(CARD))))),
                Arguments.of("wrongly named zip", "a.jpg", zip("b.txt", bytes(CARD))),
                Arguments.of("tar", "a.tar", tar("b.txt", bytes(CARD))),
                Arguments.of("tar.gz", "a.tgz", gzip(tar("b.txt", bytes(CARD)))),
                Arguments.of("gz", "a.txt.gz", gzip(bytes(CARD))),
                Arguments.of("docx, runs", "a.docx", docx(runs)),
                Arguments.of(
                        "docx, deleted",
                        "a.docx",
                        docx("<w:p><w:delText>" + CARD + "</w:delText></w:p>")),
                Arguments.of(
                        "docx, footnote",
                        "a.docx",
                        office("word/footnotes.xml", "<x><t>" + CARD + "</t></x>")),
                Arguments.of(
                        "docx, property",
                        "a.docx",
                        office("docProps/core.xml", "<x><title>" + CARD + "</title></x>")),
                Arguments.of(
                        "docx, embedded file",
                        "a.docx",
                        zip(
                                Map.of(
                                        "[Content_Types].xml",
                                        bytes("<T/>"),
                                        "word/embeddings/o.zip",
                                        zip("x.txt", bytes(CARD))))),
                Arguments.of(
                        "docx in zip in eml in zip",
                        "a.zip",
                        zip("m.eml", mail("z.zip", "application/zip", zip("d.docx", docx(runs))))),
                Arguments.of(
                        "xlsx, shared string",
                        "a.xlsx",
                        office("xl/worksheets/sheet1.xml", sheet, "xl/sharedStrings.xml", strings)),
                Arguments.of(
                        "xlsx, number",
                        "a.xlsx",
                        office(
                                "xl/worksheets/sheet1.xml",
                                "<w><row><c><v>4.111111111111111E15</v></c><c><v>5.105105105105100E15</v></c></row></w>")),
                Arguments.of(
                        "xlsx, inline string",
                        "a.xlsx",
                        office(
                                "xl/worksheets/sheet1.xml",
                                "<w><row><c t='inlineStr'><is><t>"
                                        + CARD
                                        + "</t></is></c></row></w>")),
                Arguments.of(
                        "pptx",
                        "a.pptx",
                        office(
                                "ppt/slides/slide1.xml",
                                "<p><a:t xmlns:a='a'>" + CARD + "</a:t></p>")),
                Arguments.of(
                        "odt",
                        "a.odt",
                        odt(
                                "<m/>",
                                "<x xmlns:t='t'><t:p>4111 1111<t:bookmark/> 1111<t:span> 1111</t:span></t:p></x>")),
                Arguments.of(
                        "ods, value",
                        "a.ods",
                        odt(
                                "<m/>",
                                "<x xmlns:o='o' xmlns:t='t'><t:table-cell o:value='4111111111111111'><t:p>4.1E15</t:p></t:table-cell></x>")),
                Arguments.of("eml in zip", "a.zip", zip("m.eml", eml)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("hidingPlaces")
    void numberShouldBeFound(String place, String name, byte[] file) throws Exception {
        assertThat(hasCard(classify(name, file))).isTrue();
    }

    @Test
    void numberShouldBeFoundWhateverTheDeclaredType() throws Exception {
        byte[] file = docx("<w:p><w:t>" + CARD + "</w:t></w:p>");
        for (String type :
                new String[] {"text/plain", "text/html", "image/png", "audio/x", "x/y"}) {
            assertThat(hasCard(classify(POLICY, "a.dat", type, file))).as(type).isTrue();
        }
    }

    @Test
    void cellsShouldNotBeJoined() throws Exception {
        byte[] file =
                office(
                        "xl/worksheets/sheet1.xml",
                        "<w><row><c><v>4111</v></c><c><v>1111</v></c><c><v>1111</v></c><c><v>1111</v></c>"
                                + "</row></w>");
        assertThat(hasCard(classify("a.xlsx", file))).isFalse();
    }

    @Nested
    class Facts {
        static Stream<Arguments> files() {
            byte[] locked = zip("b.txt", bytes("secret"));
            for (int i = 0; i < locked.length - 4; i++) {
                if (locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1) {
                    locked[i + 8] |= 1;
                }
            }
            byte[] broken = zip("b.txt", bytes("x".repeat(5000)));
            broken[broken.length - 8] ^= 0x55;
            byte[] rar =
                    new byte[] {
                        'R',
                        'a',
                        'r',
                        '!',
                        0x1A,
                        7,
                        0,
                        0,
                        0,
                        0x73,
                        (byte) 0x80,
                        0,
                        13,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0
                    };
            return Stream.of(
                    Arguments.of("a.zip", locked, Fact.PASSWORD_PROTECTED),
                    Arguments.of("a.rar", rar, Fact.PASSWORD_PROTECTED),
                    Arguments.of(
                            "a.odt",
                            odt("<m><encryption-data/></m>", "x"),
                            Fact.PASSWORD_PROTECTED),
                    Arguments.of("a.zip", broken, Fact.PARSER_FAILED),
                    Arguments.of("a.docx", docx("<w:p>"), Fact.PARSER_FAILED),
                    Arguments.of("a.gz", new byte[] {0x1F, (byte) 0x8B, 9, 9}, Fact.PARSER_FAILED),
                    Arguments.of("a.docx", docx("<w:vanish/>"), Fact.HIDDEN_TEXT),
                    Arguments.of("a.zip", zip("run.exe", bytes("x")), Fact.EXECUTABLE),
                    Arguments.of("a.zip", zip("A.class", bytes("x")), Fact.EXECUTABLE),
                    Arguments.of("photo.jpg", zip("b.txt", bytes("x")), Fact.TYPE_MISMATCH),
                    Arguments.of("a.pdf", bytes("just text"), Fact.TYPE_MISMATCH),
                    Arguments.of(
                            "a.png",
                            new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10},
                            Fact.UNREAD));
        }

        @ParameterizedTest
        @MethodSource("files")
        void factShouldBeNoticed(String name, byte[] file, Fact fact) throws Exception {
            assertThat(classify(name, file).facts()).contains(fact);
        }

        @Test
        void soundFilesShouldHaveNone() throws Exception {
            assertThat(classify("a.docx", docx("<w:p><w:t>hello</w:t></w:p>")).facts()).isEmpty();
            assertThat(classify("a.zip", zip("a.txt", bytes("hello"))).facts()).isEmpty();
            assertThat(classify("a.csv", bytes("a;b\n1;2\n")).facts()).isEmpty();
        }
    }

    /** What one program shows and another does not is not known. */
    @Test
    void entryBesideTheDirectoryShouldBeNoticed() throws Exception {
        byte[] hidden = zip("b.txt", bytes(CARD));
        int directory = new String(hidden, StandardCharsets.ISO_8859_1).indexOf("PK\1\2");
        byte[] shown = zip("c.txt", bytes("nothing"));
        byte[] both = Arrays.copyOf(hidden, directory + shown.length);
        System.arraycopy(shown, 0, both, directory, shown.length);

        assertThat(classify("a.zip", both).facts()).contains(Fact.PARSER_FAILED);
    }

    @Nested
    class Hostile {
        @Test
        void bombShouldEndAtTheRatio() throws Exception {
            byte[] bomb = zip("zeros.txt", new byte[30_000_000]);
            Classification found = classify("a.zip", bomb);
            assertThat(found.facts()).contains(Fact.LIMIT_EXCEEDED);
            assertThat(found.verdict("cards").orElseThrow())
                    .isInstanceOf(Verdict.Undecidable.class);
        }

        @Test
        void nestedBombShouldEnd() throws Exception {
            byte[] bomb = zip("zeros.txt", new byte[20_000_000]);
            for (int depth = 0; depth < 5; depth++) {
                Map<String, byte[]> copies = new LinkedHashMap<>();
                for (int i = 0; i < 16; i++) {
                    copies.put(i + ".zip", bomb);
                }
                bomb = zip(copies);
            }
            assertThat(classify("a.zip", bomb).facts()).contains(Fact.LIMIT_EXCEEDED);
        }

        @Test
        void quineOfDepthShouldEnd() throws Exception {
            byte[] nested = bytes(CARD);
            for (int depth = 0; depth < 40; depth++) {
                nested = zip("n.zip", nested);
            }
            assertThat(classify("a.zip", nested).facts()).contains(Fact.LIMIT_EXCEEDED);
        }

        @Test
        void billionLaughsShouldBeRefused() throws Exception {
            String lol =
                    "<!DOCTYPE x [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><x><t>&b;</t></x>";
            assertThat(classify("a.docx", office("word/document.xml", lol)).facts())
                    .contains(Fact.PARSER_FAILED);
        }

        @Test
        void manyFilesShouldBeALimit() throws Exception {
            Map<String, byte[]> entries = new LinkedHashMap<>();
            for (int i = 0; i < 3000; i++) {
                entries.put(i + ".txt", bytes("x"));
            }
            assertThat(classify("a.zip", zip(entries)).facts()).contains(Fact.LIMIT_EXCEEDED);
        }

        @Test
        void hugeExponentShouldNotBeWrittenOut() throws Exception {
            byte[] file =
                    office("xl/worksheets/s.xml", "<w><row><c><v>1E999999999</v></c></row></w>");
            assertThat(classify("a.xlsx", file).facts()).isEmpty();
        }
    }
}
