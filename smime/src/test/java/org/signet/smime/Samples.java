package org.signet.smime;

import java.nio.charset.StandardCharsets;

/** Messages that are tricky to sign, each with a name. */
public enum Samples {
    PLAIN("From: a@example.org\r\nSubject: x\r\nContent-Type: text/plain\r\n\r\nHello\r\n"),
    EIGHT_BIT(
            "From: a@example.org\r\nMIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: 8bit\r\n\r\nGr\u00fc\u00dfe aus \u041c\u043e\u0441\u043a\u0432\u0430\r\n"),
    LONG_LINES(
            "From: a@example.org\r\nContent-Type: text/plain\r\n",
            "x".repeat(70_000) + "\r\ny\r\n"),
    LONG_LINE_WITH_BREAK_AT_BUFFER(
            "From: a@example.org\r\nContent-Type: text/plain\r\n",
            "x".repeat(16 * 1024 - 53) + "\r\nnext\r\n"),
    TRAILING_SPACE(
            "From: a@example.org\r\nContent-Type: text/plain; format=flowed\r\n",
            "a flowed \r\nline\t\r\n-- \r\nsignature"),
    NO_FINAL_NEWLINE("From: a@example.org\r\nContent-Type: text/plain\r\n\r\nHello"),
    DOTS("From: a@example.org\r\nContent-Type: text/plain\r\n\r\n.\r\n..\r\n.x\r\n"),
    FROM_LINE("From: a@example.org\r\nContent-Type: text/plain\r\n\r\nFrom here on\r\n>From\r\n"),
    EMPTY_BODY("From: a@example.org\r\nSubject: nothing\r\n\r\n"),
    NO_BODY("From: a@example.org\r\nSubject: nothing\r\n"),
    NO_CONTENT_TYPE("From: a@example.org\r\n\r\nJust text\r\n"),
    BARE_LF("From: a@example.org\nContent-Type: text/plain\n\none\ntwo\n"),
    MIXED_LINE_ENDS("From: a@example.org\nContent-Type: text/plain\r\n\none\r\ntwo\nthree\rfour"),
    BLANK_LINES_AT_END("From: a@example.org\r\nContent-Type: text/plain\r\n\r\nx\r\n\r\n\r\n"),
    FOLDED_HEADER(
            "From: a@example.org\r\nSubject: a long\r\n\tsubject\r\n  in lines",
            "Content-Type: text/plain;\r\n\tcharset=\"us-ascii\";\r\n name=\"a b\"\r\n\r\nx\r\n"),
    BINARY_ATTACHMENT(
            "From: a@example.org\r\nMIME-Version: 1.0",
            "Content-Type: application/octet-stream; name=x.bin",
            "Content-Transfer-Encoding: binary\r\n\r\n\u0000\u0001\n\r\n\r\u00ff\u00fe  \n"),
    BASE64_ATTACHMENT(
            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=b\r\n",
            "--b\r\nContent-Type: text/plain\r\n\r\nsee there",
            "--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64",
            "Content-Disposition: attachment; filename*=utf-8''%C3%BC.pdf\r\n",
            "JVBERi0xLjQ=\r\n--b--\r\n"),
    BASE64_IN_ONE_LINE(
            "From: a@example.org\r\nContent-Type: application/pdf",
            "Content-Transfer-Encoding: base64\r\n",
            "QUJD".repeat(1000) + " \r\n"),
    QUOTED_PRINTABLE_WITH_LONG_LINE(
            "From: a@example.org\r\nContent-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: quoted-printable\r\n",
            "=C3=BC a =\r\nb  ",
            "From=20 me=",
            "z".repeat(2000) + "=3D=0D=0A=\r\n\r\n=zz="),
    NESTED(
            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=\"out er\"",
            "Content-Transfer-Encoding: 8bit\r\n\r\nThis is a multi-part message",
            "--out er \r\nContent-Type: multipart/alternative; boundary=in\r\n",
            "--in\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\u00fc",
            "--in\r\nContent-Type: text/html\r\n\r\n<p>x</p>\r\n--in--\r\n",
            "--out er\r\nContent-Type: message/rfc822\r\n",
            "Subject: inside \u00fc\r\nContent-Type: text/plain\r\n\r\ninner \u00e4",
            "--out er--\r\nepilogue"),
    UNCLOSED_BOUNDARIES(
            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=o\r\n",
            "--o\r\nContent-Type: multipart/mixed; boundary=i\r\n\r\n--i\r\n\r\nx",
            "--o\r\nContent-Type: text/plain\r\n--o\r\n\r\nlast\u00fc"),
    SIGNED_INSIDE(
            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=o\r\n",
            "--o\r\nContent-Type: multipart/signed; boundary=s;",
            " protocol=\"application/pkcs7-signature\"; micalg=sha-256\r\n",
            "--s\r\nContent-Type: text/plain\r\n\r\nwith space ",
            "--s\r\nContent-Type: application/pkcs7-signature\r\n\r\nx\r\n--s--",
            "--o--\r\n"),
    EIGHT_BIT_FILE_NAME(
            "From: a@example.org\r\nContent-Type: multipart/mixed; boundary=o\r\n",
            "--o\r\nContent-Type: application/pdf; name=\"Pr\u00fcfung.pdf\"",
            "Content-Description: Pr\u00fcfung der Vorg\u00e4nge am Bahnhof in allen Einzelheiten",
            "Content-Disposition: attachment; filename=\"Pr\u00fcfung \\\"1\\\".pdf\"",
            "Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQ=\r\n--o--\r\n"),
    JUNK_IN_HEADER("From: a@example.org\r\nno field here\r\nContent-Type: text/html\r\n\r\nx\r\n"),
    TWO_TYPES(
            "From: a@example.org\r\nContent-Type: text/plain\r\nContent-Type: text/html",
            "Content-Length: 17\r\n\r\nx\r\n"),
    DIGEST(
            "From: a@example.org\r\nContent-Type: multipart/digest; boundary=d\r\n",
            "--d\r\n\r\nSubject: one\r\n\r\nfirst\u00fc\r\n--d--\r\n");

    private final String text;

    Samples(String... lines) {
        this.text = String.join("\r\n", lines);
    }

    public byte[] bytes() {
        boolean binary = text.indexOf('\0') >= 0;
        return text.getBytes(binary ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
