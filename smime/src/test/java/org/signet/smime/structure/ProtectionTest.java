package org.signet.smime.structure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.OpenSsl;
import org.signet.smime.mime.MessageSource;
import org.signet.testing.TestCa;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;

class ProtectionTest {
    @TempDir static Path folder;

    @BeforeAll
    static void makeStructures() throws Exception {
        OpenSsl openssl = new OpenSsl(folder);
        openssl.identity("a", TestCa.root("Root").person("a@example.org").issue());
        openssl.write("entity", "Content-Type: text/plain\r\n\r\nhello\r\n");
        openssl.done(
                "cms",
                "-sign",
                "-nodetach",
                "-in",
                "entity",
                "-signer",
                "a.crt",
                "-inkey",
                "a.key",
                "-outform",
                "DER",
                "-out",
                "signed");
        openssl.done(
                "cms",
                "-encrypt",
                "-aes-256-cbc",
                "-in",
                "entity",
                "-recip",
                "a.crt",
                "-outform",
                "DER",
                "-out",
                "enveloped");
        openssl.done(
                "cms",
                "-encrypt",
                "-aes-256-gcm",
                "-in",
                "entity",
                "-recip",
                "a.crt",
                "-outform",
                "DER",
                "-out",
                "authenveloped");
        openssl.done("cms", "-data_create", "-in", "entity", "-outform", "DER", "-out", "data");
        openssl.write("empty", "");
        openssl.write("text", "hello");
    }

    private static Protection of(String type, String body) throws Exception {
        String base64 = Base64.getMimeEncoder().encodeToString(new OpenSsl(folder).read(body));
        return Protection.of(
                MessageSource.of(
                        ("Content-Type: "
                                        + type.replace('_', ' ')
                                        + "\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                                        + base64)
                                .getBytes(StandardCharsets.US_ASCII)));
    }

    @ParameterizedTest
    @CsvSource({
        // What the header says, in the ways in use
        "application/pkcs7-mime;_smime-type=enveloped-data,   enveloped,     ENVELOPED_DATA",
        "APPLICATION/PKCS7-MIME;_smime-type=\"Enveloped-Data\", enveloped,   ENVELOPED_DATA",
        "application/x-pkcs7-mime;_name=smime.p7m,            enveloped,     ENVELOPED_DATA",
        "application/pkcs7-mime,                              enveloped,     ENVELOPED_DATA",
        "application/octet-stream;_name=SMIME.P7M,            enveloped,     ENVELOPED_DATA",
        "application/pkcs7-mime;_smime-type=authEnveloped-data, authenveloped, AUTH_ENVELOPED_DATA",
        "application/pkcs7-mime;_smime-type=signed-data,      signed,        SIGNED_DATA",
        // What it says and what is there
        "application/pkcs7-mime;_smime-type=signed-data,      enveloped,     ENVELOPED_DATA",
        "application/pkcs7-mime;_smime-type=enveloped-data,   signed,        SIGNED_DATA",
        "application/pkcs7-mime;_smime-type=enveloped-data,   data,          none",
        "application/pkcs7-mime;_smime-type=enveloped-data,   text,          none",
        "application/pkcs7-mime;_smime-type=enveloped-data,   empty,         none",
        "application/octet-stream;_name=x.bin,                enveloped,     none",
        "text/plain,                                          enveloped,     none",
        "multipart/signed;_boundary=b,                        text,          MULTIPART signed",
        "Multipart/Encrypted;_boundary=b,                     text,          MULTIPART encrypted",
    })
    void structureShouldSayWhatItIs(String type, String body, String expected) throws Exception {
        assertThat(of(type, body))
                .isEqualTo(
                        switch (expected) {
                            case "ENVELOPED_DATA" ->
                                    new Protection.Encrypted(
                                            Protection.EncryptedForm.ENVELOPED_DATA);
                            case "AUTH_ENVELOPED_DATA" ->
                                    new Protection.Encrypted(
                                            Protection.EncryptedForm.AUTH_ENVELOPED_DATA);
                            case "SIGNED_DATA" ->
                                    new Protection.Signed(Protection.SignedForm.SIGNED_DATA);
                            case "MULTIPART signed" ->
                                    new Protection.Signed(Protection.SignedForm.MULTIPART);
                            case "MULTIPART encrypted" ->
                                    new Protection.Encrypted(Protection.EncryptedForm.MULTIPART);
                            default -> new Protection.None();
                        });
    }

    @Test
    void envelopeThatIsCutOffShouldNotPass() throws Exception {
        byte[] enveloped = new OpenSsl(folder).read("authenveloped");
        new OpenSsl(folder).write("cut", java.util.Arrays.copyOf(enveloped, 40));

        assertThat(of("application/pkcs7-mime", "cut")).isEqualTo(new Protection.None());
    }
}
