package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.apache.mailet.base.test.FakeMailetConfig;
import org.signet.testing.TestCa;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A folder like that of a James server, with keys and certificates, and mails to run. */
final class SmimeFixture {
    static final String TEXT =
            """
            From: Alice <alice@example.org>\r
            To: bob@example.com\r
            Subject: plan\r
            Message-ID: <1@example.org>\r
            Date: Mon, 23 Nov 2026 12:00:00 +0000\r
            MIME-Version: 1.0\r
            Content-Type: text/plain; charset=utf-8\r
            Content-Transfer-Encoding: 8bit\r
            \r
            The S\u00e4ule is 3 m high. \r
            """;

    private static final TestCa ROOT = TestCa.root("Example Root");
    static final TestCa CA = ROOT.intermediate("Example Mail CA");
    private static final TestCa.Identity ALICE = CA.person("alice@example.org").issue();
    private static final TestCa.Identity BOB =
            CA.person("bob@example.com").key(TestCa.KeyKind.RSA_2048).issue();
    private static final TestCa.Identity CAROL = CA.person("carol@example.com").issue();

    private final Path folder;

    SmimeFixture(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("conf/keys"));
        Files.createDirectories(folder.resolve("conf/certificates"));
        write("conf/keys/alice.pem", ALICE.keyPem() + ALICE.chainPem());
        write("conf/certificates/bob.pem", BOB.certificatePem());
        write("conf/certificates/carol.crt", CAROL.chainPem());
        write("root.pem", ROOT.identity().certificatePem());
        write("bob.key", BOB.keyPem());
        write("bob.crt", BOB.certificatePem());
        write("carol.key", CAROL.keyPem());
        write("carol.crt", CAROL.certificatePem());
    }

    Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    FileSystem files() {
        return new FileSystem() {
            @Override
            public InputStream getResource(String url) throws IOException {
                return Files.newInputStream(getFile(url).toPath());
            }

            @Override
            public File getFile(String url) throws FileNotFoundException {
                File file = folder.resolve(url.substring("file://".length())).toFile();
                if (!file.exists()) {
                    throw new FileNotFoundException(url);
                }
                return file;
            }

            @Override
            public File getBasedir() {
                return folder.toFile();
            }
        };
    }

    SmimeSign signer(String... parameters) throws MessagingException {
        SmimeSign mailet = new SmimeSign(files(), Clock.systemUTC());
        mailet.init(config(parameters));
        return mailet;
    }

    SmimeEncrypt encrypter(FakeMailetConfig config) throws MessagingException {
        SmimeEncrypt mailet = new SmimeEncrypt(files(), Clock.systemUTC());
        mailet.init(config);
        return mailet;
    }

    static FakeMailetConfig config(String... parameters) {
        FakeMailetConfig.Builder builder = FakeMailetConfig.builder().mailetName("test");
        for (int i = 0; i < parameters.length; i += 2) {
            builder.setProperty(parameters[i], parameters[i + 1]);
        }
        return builder.build();
    }

    static MimeMessage message(String text) throws MessagingException {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A mail of Alice, who logged in, as James holds it. */
    static MailImpl mail(String text, String... recipients) throws MessagingException {
        MailImpl.Builder builder =
                MailImpl.builder()
                        .name("mail1")
                        .sender("alice@example.org")
                        .mimeMessage(message(text))
                        .addAttribute(
                                Attribute.convertToAttribute(
                                        Mail.SMTP_AUTH_USER.asString(), "alice"));
        for (String recipient : recipients) {
            builder.addRecipient(new MailAddress(recipient));
        }
        return builder.build();
    }

    static byte[] bytes(Mail mail) throws MessagingException, IOException {
        return bytes(mail.getMessage());
    }

    static byte[] bytes(MimeMessage message) throws MessagingException, IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        return out.toByteArray();
    }

    static String text(Mail mail) throws MessagingException, IOException {
        return new String(bytes(mail), StandardCharsets.UTF_8);
    }

    /** Runs {@code openssl} in the folder, which must succeed, and returns a file that it wrote. */
    String openssl(String output, byte[] input, String... arguments) throws Exception {
        Files.write(folder.resolve("in.eml"), input);
        String[] command = new String[arguments.length + 1];
        command[0] = "openssl";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("log").toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(folder.resolve("log"))).isZero();
        return Files.readString(folder.resolve(output));
    }

    String verified(byte[] message) throws Exception {
        return openssl(
                "content",
                message,
                "cms",
                "-verify",
                "-in",
                "in.eml",
                "-CAfile",
                "root.pem",
                "-out",
                "content");
    }

    String decrypted(byte[] message, String name) throws Exception {
        return openssl(
                "opened",
                message,
                "cms",
                "-decrypt",
                "-in",
                "in.eml",
                "-recip",
                name + ".crt",
                "-inkey",
                name + ".key",
                "-out",
                "opened");
    }
}
