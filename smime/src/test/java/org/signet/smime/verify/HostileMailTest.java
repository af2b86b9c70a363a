package org.signet.smime.verify;

import static org.assertj.core.api.Assertions.assertThat;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BERSequenceGenerator;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.testing.TestCa;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Messages that are each larger than the heap in which they are verified and decrypted. */
class HostileMailTest {
    private static final int MEGABYTES = 64;
    private static final String HEAP = "-Xmx32m";
    private static final int CONTEXT_0 = 0xa0;
    private static final int SET = 0x31;
    private static final int CONSTRUCTED_OCTETS = 0x24;
    private static final byte[] INDEFINITE_SEQUENCE = {0x30, (byte) 0x80};

    @TempDir Path folder;
    private final List<String> files = new ArrayList<>();

    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private void file(String name, String head, Content content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(SignedMail.FROM.getBytes(StandardCharsets.US_ASCII));
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            content.writeTo(out);
        }
        files.add(file.toString());
    }

    private void cms(String name, Content content) throws IOException {
        file(
                name,
                """
                Content-Type: application/pkcs7-mime; name=smime.p7m\r
                Content-Transfer-Encoding: base64\r
                \r
                """,
                out -> {
                    // not closed, since the file is closed by whom it belongs to
                    OutputStream base64 = Base64.getMimeEncoder().wrap(new Unclosed(out));
                    content.writeTo(base64);
                    base64.close();
                });
    }

    private static final class Unclosed extends java.io.FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private static void repeat(OutputStream out, byte[] bytes) throws IOException {
        for (long written = 0; written < MEGABYTES * 1024L * 1024; written += bytes.length) {
            out.write(bytes);
        }
    }

    private static void repeat(OutputStream out, String text) throws IOException {
        repeat(out, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** A constructed value of indefinite length. */
    private static void constructed(OutputStream out, int tag, Content content) throws IOException {
        out.write(tag);
        out.write(0x80);
        content.writeTo(out);
        out.write(0);
        out.write(0);
    }

    private static void contentInfo(OutputStream out, ASN1Encodable type, Content content)
            throws IOException {
        BERSequenceGenerator info = new BERSequenceGenerator(out);
        info.addObject(type);
        constructed(
                info.getRawOutputStream(),
                CONTEXT_0,
                inner -> constructed(inner, INDEFINITE_SEQUENCE[0], content));
        info.close();
    }

    private static void signedData(OutputStream out, Content afterContent) throws IOException {
        contentInfo(
                out,
                CMSObjectIdentifiers.signedData,
                data -> {
                    data.write(new ASN1Integer(1).getEncoded());
                    data.write(new DERSet().getEncoded());
                    afterContent.writeTo(data);
                });
    }

    private static byte[] encapsulatedNothing() throws IOException {
        ASN1EncodableVector content = new ASN1EncodableVector();
        content.add(CMSObjectIdentifiers.data);
        return new DERSequence(content).getEncoded();
    }

    private void writeStructures() throws Exception {
        byte[] certificate =
                TestCa.root("Example Root")
                        .person("alice@example.org")
                        .issue()
                        .certificate()
                        .getEncoded();
        cms(
                "certificates",
                out ->
                        signedData(
                                out,
                                data -> {
                                    data.write(encapsulatedNothing());
                                    constructed(data, CONTEXT_0, each -> repeat(each, certificate));
                                    data.write(new DERSet().getEncoded());
                                }));
        cms(
                "signers",
                out ->
                        signedData(
                                out,
                                data -> {
                                    data.write(encapsulatedNothing());
                                    constructed(
                                            data,
                                            SET,
                                            each -> repeat(each, new byte[] {0x30, 0x01, 0x05}));
                                }));
        cms(
                "digests",
                out ->
                        contentInfo(
                                out,
                                CMSObjectIdentifiers.signedData,
                                data -> {
                                    data.write(new ASN1Integer(1).getEncoded());
                                    constructed(
                                            data,
                                            SET,
                                            each -> repeat(each, new DERSequence().getEncoded()));
                                }));
        cms(
                "recipients",
                out ->
                        contentInfo(
                                out,
                                CMSObjectIdentifiers.envelopedData,
                                data -> {
                                    data.write(new ASN1Integer(2).getEncoded());
                                    constructed(
                                            data,
                                            SET,
                                            each -> repeat(each, new DERSequence().getEncoded()));
                                }));
        cms("depth", out -> repeat(out, INDEFINITE_SEQUENCE));
        cms(
                "octets",
                out ->
                        signedData(
                                out,
                                data ->
                                        constructed(
                                                data,
                                                0x30,
                                                content -> {
                                                    content.write(
                                                            CMSObjectIdentifiers.data.getEncoded());
                                                    constructed(
                                                            content,
                                                            CONTEXT_0,
                                                            octets ->
                                                                    repeat(
                                                                            octets,
                                                                            new byte[] {
                                                                                CONSTRUCTED_OCTETS,
                                                                                (byte) 0x80
                                                                            }));
                                                })));
    }

    private void writeParts() throws IOException {
        file("fields", "", out -> repeat(out, "X-Field: value\r\n"));
        file("field", "", out -> repeat(out, "x"));
        file(
                "parts",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\n",
                out -> repeat(out, "--b\r\n\r\n"));
        file(
                "boundaries",
                "",
                out -> repeat(out, "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n"));
        file(
                "signature",
                "Content-Type: multipart/signed; protocol=\"application/pkcs7-signature\";"
                        + " boundary=b\r\n\r\n--b\r\n\r\nx\r\n--b\r\n"
                        + "Content-Type: application/pkcs7-signature\r\n\r\n",
                out -> repeat(out, "x"));
        file("line", "Content-Type: text/plain\r\n\r\n", out -> repeat(out, "x"));
    }

    @Test
    void messagesShouldBeMuchLargerThanTheHeap() throws Exception {
        writeStructures();
        writeParts();

        Path log = folder.resolve("log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                HEAP,
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HostileMail.class.getName()));
        command.addAll(files);
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        String said = Files.readString(log);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said.lines())
                .containsExactly(
                        "certificates: limit-exceeded, NotEncrypted[]",
                        "signers: malformed, NotEncrypted[]",
                        "digests: limit-exceeded, NotEncrypted[]",
                        "recipients: ? encrypted, Refused[reason=HEAD_TOO_LONG]",
                        "depth: malformed, NotEncrypted[]",
                        "octets: malformed, NotEncrypted[]",
                        "fields: limit-exceeded, Refused[reason=HEAD_TOO_LONG]",
                        "field: not-signed, NotEncrypted[]",
                        "parts: limit-exceeded, NotEncrypted[]",
                        "boundaries: limit-exceeded, NotEncrypted[]",
                        "signature: malformed, NotEncrypted[]",
                        "line: not-signed, NotEncrypted[]");
    }
}
