package org.signet.portal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.portal.message.MessageReader.Delivery;
import org.signet.portal.message.MessageReader.Reading;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

class MessageReaderTest {
    private final MessageReader reader = new MessageReader(Bounds.STANDARD);

    private MessageView view(String message) throws IOException {
        return view(message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private MessageView view(byte[] message) throws IOException {
        Reading reading = reader.read(new ByteArrayInputStream(message));
        assertThat(reading).isInstanceOf(Reading.Shown.class);
        return ((Reading.Shown) reading).view();
    }

    private Reading read(Bounds bounds, String message) throws IOException {
        return new MessageReader(bounds)
                .read(
                        new ByteArrayInputStream(
                                message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    private static String part(String headers, String body) {
        return "--b\n" + headers + "\n\n" + body + "\n";
    }

    private static String mixed(String... parts) {
        return "Subject: s\nContent-Type: multipart/mixed; boundary=b\n\n"
                + String.join("", parts)
                + "--b--\n";
    }

    @Nested
    class Text {
        @Test
        void plainTextShouldBeShownWhenThereIsNoStructure() throws Exception {
            MessageView view = view("Subject: s\n\nHello\nBob\n");

            assertThat(view.plain()).hasValue("Hello\r\nBob\r\n");
            assertThat(view.html()).isEmpty();
            assertThat(view.attachments()).isEmpty();
        }

        @Test
        void bothFormsShouldBeShownWhenTheyAreAlternatives() throws Exception {
            MessageView view =
                    view(
                            """
                            Content-Type: multipart/alternative; boundary=a

                            --a

                            plain
                            --a
                            Content-Type: multipart/related; boundary=r

                            --r
                            Content-Type: text/html

                            <p>html</p>
                            --r
                            Content-Type: image/png; name=logo.png
                            Content-Disposition: inline

                            x
                            --r--
                            --a--
                            """);

            assertThat(view.plain()).hasValue("plain");
            assertThat(view.html().orElseThrow().html()).isEqualTo("<p>html</p>");
            assertThat(view.attachments())
                    .extracting(attachment -> attachment.name().text())
                    .containsExactly("logo.png");
        }

        @Test
        void secondTextShouldBeAnAttachmentWhenItIsNoAlternative() throws Exception {
            MessageView view =
                    view(
                            mixed(
                                    part("Content-Type: text/plain", "the contract"),
                                    part("Content-Type: text/html", "<p>other words</p>")));

            assertThat(view.plain()).hasValue("the contract");
            assertThat(view.html()).isEmpty();
            assertThat(view.attachments())
                    .extracting(attachment -> attachment.name().text())
                    .containsExactly("part-2.html");
        }

        @Test
        void textShouldBeAnAttachmentWhenItIsMarkedAsOne() throws Exception {
            MessageView view =
                    view(
                            mixed(
                                    part(
                                            "Content-Type: text/html\n"
                                                    + "Content-Disposition: attachment;"
                                                    + " filename=page.html",
                                            "<p>x</p>"),
                                    part("Content-Type: text/plain", "text")));

            assertThat(view.html()).isEmpty();
            assertThat(view.plain()).hasValue("text");
        }

        @ParameterizedTest
        @CsvSource({
            "utf-8,        UTF-8,        Grüße €",
            "iso-8859-1,   windows-1252, Grüße €",
            "iso-8859-15,  ISO-8859-15,  Grüße €",
            "utf-16,       UTF-16,       Grüße €",
            "koi8-r,       KOI8-R,       Привет",
            "shift_jis,    Shift_JIS,    こんにちは",
            "us-ascii,     UTF-8,        Grüße €",
            "'',           windows-1252, Grüße €",
            "no-such-set,  UTF-8,        Grüße €",
            "'\"utf-8\"',  UTF-8,        Grüße €"
        })
        void textShouldBeDecodedInItsCharacterSet(String named, String real, String text)
                throws Exception {
            String type = named.isEmpty() ? "text/plain" : "text/plain; charset=" + named;
            byte[] head =
                    ("Content-Type: " + type + "\r\nContent-Transfer-Encoding: base64\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] body =
                    java.util.Base64.getMimeEncoder().encode(text.getBytes(Charset.forName(real)));
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            message.writeBytes(head);
            message.writeBytes(body);

            assertThat(view(message.toByteArray()).plain()).hasValue(text);
        }
    }

    @Nested
    class Fields {
        @Test
        void fieldsShouldBeDecodedAndInAFixedOrder() throws Exception {
            MessageView view =
                    view(
                            "Subject: =?utf-8?B?R3LDvMOfZQ==?=\n =?utf-8?Q?_aus?=\nBcc: x@y\n"
                                    + "From: =?iso-8859-1?Q?J=F6rg?= <a@b>\n\nx");

            assertThat(view.fields())
                    .containsExactly(
                            new MessageView.HeaderField("From", "Jörg <a@b>"),
                            new MessageView.HeaderField("Subject", "Grüße aus"));
        }

        @Test
        void rawUtf8ShouldBeRead() throws Exception {
            assertThat(view("Subject: Grüße\n\nx").subject()).hasValue("Grüße");
        }

        @Test
        void invisibleOrdersShouldBeTakenOut() throws Exception {
            String subject = "=?utf-8?Q?invoice_=E2=80=AEfdp.exe=0D=0AX-Evil:_1=00=E2=80=8B?=";

            assertThat(view("Subject: " + subject + "\n\nx").subject())
                    .hasValue("invoice fdp.exe X-Evil: 1");
        }

        @Test
        void fieldsOfPartsShouldNotStandForThoseOfTheMessage() throws Exception {
            assertThat(
                            view("Content-Type: multipart/mixed; boundary=b\n\n"
                                            + part("Subject: forged\nFrom: x@y", "t")
                                            + "--b--\n")
                                    .fields())
                    .isEmpty();
        }

        @Test
        void firstOfSeveralShouldCount() throws Exception {
            assertThat(view("Subject: one\nSubject: two\n\nx").subject()).hasValue("one");
        }
    }

    @Nested
    class Limits {
        @Test
        void messageShouldNotBeShownWhenItHasTooManyParts() throws Exception {
            String parts = part("Content-Type: image/png", "x").repeat(4);

            assertThat(read(new Bounds(4, 5, 100), mixed(parts))).isInstanceOf(Reading.Shown.class);
            assertThat(read(new Bounds(3, 5, 100), mixed(parts)))
                    .isEqualTo(new Reading.TooComplex(Bounds.Name.PARTS));
        }

        @Test
        void messageShouldNotBeShownWhenItIsNestedTooDeep() throws Exception {
            StringBuilder message = new StringBuilder();
            for (int i = 0; i < 6; i++) {
                message.append(
                        "Content-Type: multipart/mixed; boundary=b" + i + "x\n\n--b" + i + "x\n");
            }
            message.append("\ntext\n");

            assertThat(read(new Bounds(10, 6, 100), message.toString()))
                    .isInstanceOf(Reading.Shown.class);
            assertThat(read(new Bounds(10, 5, 100), message.toString()))
                    .isEqualTo(new Reading.TooComplex(Bounds.Name.DEPTH));
        }

        @Test
        void messageShouldNotBeShownWhenItsHeaderIsTooLong() throws Exception {
            assertThat(read(Bounds.STANDARD, "X-A: 1\n".repeat(1001) + "\nx"))
                    .isEqualTo(new Reading.TooComplex(Bounds.Name.HEADER_FIELDS));
            assertThat(read(Bounds.STANDARD, "X-A: " + "y".repeat(70_000) + "\n\nx"))
                    .isEqualTo(new Reading.TooComplex(Bounds.Name.HEADER_FIELDS));
        }

        @Test
        void textShouldBeAnAttachmentAndSaidToBeWhenItIsTooLong() throws Exception {
            Reading reading = read(new Bounds(10, 5, 100), "\n" + "z".repeat(101));

            MessageView view = ((Reading.Shown) reading).view();
            assertThat(view.plain()).isEmpty();
            assertThat(view.tooLong()).isTrue();
            assertThat(view.attachments())
                    .containsExactly(
                            new MessageView.Attachment(
                                    1, new FileName("part-1.txt"), "text/plain", 101));
        }

        @Test
        void largeAttachmentShouldBeCountedAndNotHeld() throws Exception {
            long size = 300L * 1024 * 1024;
            byte[] head =
                    mixed(part("Content-Type: text/plain", "t"))
                            .replace("--b--\n", "--b\nContent-Type: video/mp4\n\n")
                            .replace("\n", "\r\n")
                            .getBytes(StandardCharsets.US_ASCII);
            byte[] tail = "\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII);
            InputStream message =
                    new SequenceInputStream(
                            new SequenceInputStream(new ByteArrayInputStream(head), zeros(size)),
                            new ByteArrayInputStream(tail));

            MessageView view = ((Reading.Shown) reader.read(message)).view();

            assertThat(view.attachments().getFirst().bytes()).isEqualTo(size);
        }

        private static InputStream zeros(long size) {
            AtomicLong left = new AtomicLong(size);
            return new InputStream() {
                @Override
                public int read() {
                    return left.getAndDecrement() > 0 ? 'z' : -1;
                }

                @Override
                public int read(byte[] buffer, int offset, int length) {
                    int count = (int) Math.min(length, left.get());
                    java.util.Arrays.fill(buffer, offset, offset + count, (byte) 'z');
                    left.addAndGet(-count);
                    return count == 0 ? -1 : count;
                }
            };
        }
    }

    @Nested
    class Attachments {
        private final String message =
                mixed(
                        part("Content-Type: text/plain", "text"),
                        part(
                                """
                                Content-Type: application/pdf
                                Content-Disposition: attachment;
                                 filename*0*=utf-8''Gr%C3%BC;
                                 filename*1*=%C3%9Fe.pdf
                                Content-Transfer-Encoding: base64""",
                                "JVBERi0x"),
                        part(
                                "Content-Type: message/rfc822",
                                "Subject: inner\nContent-Type: multipart/mixed; boundary=i\n\n--i\n\nx\n--i--"));

        @Test
        void attachmentsShouldBeListedWithNumberNameAndSize() throws Exception {
            assertThat(view(message).attachments())
                    .containsExactly(
                            new MessageView.Attachment(
                                    2, new FileName("Grüße.pdf"), "application/pdf", 6),
                            new MessageView.Attachment(
                                    3, new FileName("part-3.eml"), "message/rfc822", 76));
        }

        @Test
        void copyShouldDeliverTheDecodedPart() throws Exception {
            ByteArrayOutputStream copied = new ByteArrayOutputStream();
            AtomicReference<FileName> name = new AtomicReference<>();

            Delivery delivery =
                    reader.copy(
                            new ByteArrayInputStream(
                                    message.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                            2,
                            given -> {
                                name.set(given);
                                return copied;
                            });

            assertThat(delivery).isEqualTo(Delivery.DELIVERED);
            assertThat(copied).hasToString("%PDF-1");
            assertThat(name.get().text()).isEqualTo("Grüße.pdf");
        }

        @ParameterizedTest
        @CsvSource({"0", "4", "-1", "99999"})
        void copyShouldSayWhenThereIsNoSuchPart(int number) throws Exception {
            assertThat(
                            reader.copy(
                                    new ByteArrayInputStream(
                                            message.replace("\n", "\r\n")
                                                    .getBytes(StandardCharsets.UTF_8)),
                                    number,
                                    name -> {
                                        throw new AssertionError("nothing is to be delivered");
                                    }))
                    .isEqualTo(Delivery.NO_SUCH_PART);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    plain         | report.pdf                | report.pdf
                    path          | ../../etc/passwd          | _.._etc_passwd
                    windows path  | C:\\\\temp\\\\x.exe       | C_temp_x.exe
                    quotes        | a"; filename="b.exe       | a_ filename=_b.exe
                    hidden        | .htaccess                 | htaccess
                    dots          | ...                       | part-7.bin
                    reversed      | a\u202Efdp.exe            | afdp.exe
                    percent       | a%0d%0ab                  | a_0d_0ab
                    """)
    void fileNameShouldBeOneHarmlessSegment(String label, String given, String expected) {
        FileName name = FileName.of(java.util.Optional.of(given), 7, "application/octet-stream");

        assertThat(name.text()).as(label).isEqualTo(expected);
        assertThat(name.contentDisposition()).doesNotContain("\r", "\n").startsWith("attachment;");
    }

    @Test
    void contentDispositionShouldCarryThePlainAndTheFullName() {
        assertThat(new FileName("Grüße 2026.pdf").contentDisposition())
                .isEqualTo(
                        "attachment; filename=\"Gr__e 2026.pdf\";"
                                + " filename*=UTF-8''Gr%C3%BC%C3%9Fe%202026.pdf");
    }

    @Test
    void longFileNameShouldKeepItsEnding() {
        FileName name =
                FileName.of(java.util.Optional.of("n".repeat(500) + ".docx"), 1, "text/plain");

        assertThat(name.text()).hasSize(120).endsWith("n.docx");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    filename*=utf-8''%zz%
                    filename*=nosuch''abc
                    filename*=''
                    filename*0*=utf-8''a; filename*9=b
                    filename*99999999999999=b
                    filename="=?utf-8?B?!!!?="
                    filename="=?nosuch?Q?a?="
                    filename=
                    filename
                    ;;;=;"
                    """)
    void malformedParametersShouldNotKeepTheMessageFromBeingShown(String parameters)
            throws Exception {
        MessageView view =
                view(
                        mixed(
                                part("Content-Type: text/plain", "text"),
                                part(
                                        "Content-Type: image/png; "
                                                + parameters
                                                + "\nContent-Disposition: attachment; "
                                                + parameters,
                                        "x")));

        assertThat(view.plain()).hasValue("text");
        assertThat(view.attachments()).hasSize(1);
    }

    /** Prints its seed with the bytes that failed. */
    @Test
    void onlyReadingsShouldComeOutOfDamagedMessages() throws Exception {
        byte[] sound =
                new String(
                                """
                                From: =?utf-8?Q?a?= <a@b>
                                Subject: =?utf-8?B?R3LDvMOfZQ==?=
                                Content-Type: multipart/mixed; boundary="b"

                                --b
                                Content-Type: multipart/alternative; boundary=a

                                --a
                                Content-Type: text/plain; charset=utf-8
                                Content-Transfer-Encoding: quoted-printable

                                =E2=82=AC
                                --a
                                Content-Type: text/html; charset="iso-8859-1"

                                <p style="color:red">x</p>
                                --a--
                                --b
                                Content-Type: image/png; name*0*=utf-8''a%20; name*1*=b
                                Content-Disposition: attachment; filename="x.png"
                                Content-Transfer-Encoding: base64

                                AAAA
                                --b--
                                """)
                        .replace("\n", "\r\n")
                        .getBytes(StandardCharsets.UTF_8);
        long seed = 20261123;
        java.util.Random random = new java.util.Random(seed);
        byte[] tokens = "\r\n\r\n--b--a:;=?\"%*'<>\0\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        for (int round = 0; round < 20_000; round++) {
            byte[] damaged = sound.clone();
            for (int i = random.nextInt(6); i >= 0; i--) {
                damaged[random.nextInt(damaged.length)] = tokens[random.nextInt(tokens.length)];
            }
            int length = random.nextInt(4) == 0 ? random.nextInt(damaged.length) : damaged.length;
            try {
                assertThat(reader.read(new ByteArrayInputStream(damaged, 0, length))).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError(
                        "seed "
                                + seed
                                + " round "
                                + round
                                + ": "
                                + new String(damaged, 0, length, StandardCharsets.ISO_8859_1),
                        e);
            }
        }
    }
}
