package org.signet.smime.headers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.mime.EntityHeader;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;
import org.signet.smime.mime.MessageSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

class HeaderProtectionTest {
    private static final List<String> MESSAGE =
            List.of(
                    "Return-Path: <a@example.org>",
                    "Received: from x by y; Mon, 23 Nov 2026 10:00:00 +0000",
                    "DKIM-Signature: v=1; d=example.org",
                    "From: Alice <a@example.org>",
                    "To: b@example.org",
                    "Bcc: c@example.org",
                    "Subject: take over\r\n of the rival",
                    "Keywords: secret",
                    "Comments: secret too",
                    "Message-ID: <1@example.org>",
                    "MIME-Version: 1.0",
                    "Content-Type: text/html; charset=utf-8",
                    "Content-Transfer-Encoding: 7bit");

    private static Header header(List<String> fields) throws IOException {
        String text = String.join("\r\n", fields) + "\r\n\r\n";
        return Header.of(MessageSource.of(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static List<String> texts(List<HeaderField> fields) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (HeaderField field : fields) {
            field.writeTo(out);
        }
        return List.of(out.toString(StandardCharsets.ISO_8859_1).split("\r\n(?! )"));
    }

    @Nested
    class None {
        @Test
        void entityShouldHaveTheFieldsOfMimeAlone() throws Exception {
            assertThat(texts(HeaderProtection.NONE.inner(header(MESSAGE))))
                    .containsExactly(
                            "Content-Type: text/html; charset=utf-8",
                            "Content-Transfer-Encoding: 7bit");
        }
    }

    @Nested
    class Clear {
        @Test
        void entityShouldRepeatWhatTheSenderWrote() throws Exception {
            assertThat(texts(HeaderProtection.CLEAR.inner(header(MESSAGE))))
                    .containsExactly(
                            "Content-Type: text/html; charset=utf-8;\r\n hp=\"clear\"",
                            "Content-Transfer-Encoding: 7bit",
                            "From: Alice <a@example.org>",
                            "To: b@example.org",
                            "Subject: take over\r\n of the rival",
                            "Keywords: secret",
                            "Comments: secret too",
                            "Message-ID: <1@example.org>");
        }

        @Test
        void fieldsOutsideShouldStay() throws Exception {
            assertThat(HeaderProtection.CLEAR.outer(header(MESSAGE)))
                    .isEqualTo(EntityHeader.CONTENT.outer(header(MESSAGE)));
        }
    }

    @Nested
    class Cipher {
        @Test
        void fieldsOutsideShouldHideSubjectKeywordsAndComments() throws Exception {
            assertThat(texts(HeaderProtection.CIPHER.outer(header(MESSAGE))))
                    .containsExactly(
                            "Return-Path: <a@example.org>",
                            "Received: from x by y; Mon, 23 Nov 2026 10:00:00 +0000",
                            "DKIM-Signature: v=1; d=example.org",
                            "From: Alice <a@example.org>",
                            "To: b@example.org",
                            "Bcc: c@example.org",
                            "Subject: [...]",
                            "Message-ID: <1@example.org>");
        }

        @Test
        void entityShouldTellWhatStandsOutside() throws Exception {
            assertThat(texts(HeaderProtection.CIPHER.inner(header(MESSAGE))))
                    .startsWith("Content-Type: text/html; charset=utf-8;\r\n hp=\"cipher\"")
                    .contains("Subject: take over\r\n of the rival", "Keywords: secret")
                    .endsWith(
                            "HP-Outer: From: Alice <a@example.org>",
                            "HP-Outer: To: b@example.org",
                            "HP-Outer: Subject: [...]",
                            "HP-Outer: Message-ID: <1@example.org>");
        }

        @Test
        void messageWithoutSubjectShouldGetNone() throws Exception {
            Header header = header(List.of("From: a@example.org"));

            assertThat(texts(HeaderProtection.CIPHER.outer(header)))
                    .containsExactly("From: a@example.org");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain; hp=\"cipher\"; charset=utf-8 | text/plain;~ charset=\"utf-8\";~ hp=\"clear\"",
                "text/plain; HP=clear                     | text/plain;~ hp=\"clear\"",
                "text/plain;                              | text/plain;~ hp=\"clear\"",
            })
    void markShouldBeThereOnce(String given, String expected) throws Exception {
        Header header = header(List.of("Content-Type: " + given));

        assertThat(texts(HeaderProtection.CLEAR.inner(header)))
                .containsExactly("Content-Type: " + expected.replace("~", "\r\n"));
    }

    @Test
    void messageWithoutTypeShouldGetOneWithTheMark() throws Exception {
        assertThat(texts(HeaderProtection.CIPHER.inner(header(List.of("Subject: x")))))
                .containsExactly(
                        "Content-Type: text/plain;\r\n hp=\"cipher\"",
                        "Subject: x",
                        "HP-Outer: Subject: [...]");
    }

    /** What somebody put there already must not pass for ours. */
    @Test
    void fieldsOfAnEarlierProtectionShouldNotBeCopied() throws Exception {
        assertThat(
                        texts(
                                HeaderProtection.CIPHER.inner(
                                        header(List.of("Subject: x", "HP-Outer: Subject: open")))))
                .doesNotContain("HP-Outer: HP-Outer: Subject: open", "HP-Outer: Subject: open");
    }

    @Test
    void lineOfFieldShouldNotBecomeTooLong() throws Exception {
        String longest = "References: " + "x".repeat(998 - 12);

        assertThat(texts(HeaderProtection.CIPHER.inner(header(List.of(longest)))))
                .contains("HP-Outer:\r\n " + longest);
    }
}
