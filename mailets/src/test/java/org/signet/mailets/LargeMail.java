package org.signet.mailets;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/**
 * Signs and encrypts a mail of the given number of megabytes through the mailets, as James holds
 * it, and decrypts it again; run in a JVM with a small heap.
 */
public final class LargeMail {
    private static final int MEGABYTE = 1024 * 1024;
    private static final int LINE = 64;
    private static final String HEAD =
            """
            From: alice@example.org\r
            Subject: large\r
            Content-Type: application/x\r
            \r
            """;

    private LargeMail() {}

    public static void main(String[] arguments) throws Exception {
        int megabytes = Integer.parseInt(arguments[0]);
        Path folder = Path.of(arguments[1]);
        SmimeFixture fixture = new SmimeFixture(folder);
        Files.createDirectories(folder.resolve("conf/decryption"));
        Files.createDirectories(folder.resolve("conf/roots"));
        MailImpl mail =
                MailImpl.builder()
                        .name("large")
                        .sender("alice@example.org")
                        .addRecipient(new MailAddress("bob@example.com"))
                        .addAttribute(
                                Attribute.convertToAttribute(
                                        Mail.SMTP_AUTH_USER.asString(), "alice"))
                        .build();
        mail.setMessageContent(message(megabytes));
        fixture.signer("keys", "file://conf/keys/").service(mail);
        System.out.println("signed: " + mail.getMessage().getContentType().contains("signed"));
        fixture.encrypter(
                        SmimeFixture.config(
                                "certificates",
                                "file://conf/certificates/",
                                "onNoCertificate",
                                "error"))
                .service(mail);
        try {
            decrypter(fixture).service(mail);
            try (Spool decrypted = MessageBytes.read(mail.getMessage())) {
                System.out.println("decrypted megabytes: " + decrypted.size() / MEGABYTE);
            }
            verifier(fixture).service(mail);
            System.out.println(
                    "verdict: "
                            + mail.getAttribute(SmimeVerify.VERDICT)
                                    .orElseThrow()
                                    .getValue()
                                    .value());
        } finally {
            LifecycleUtil.dispose(mail);
        }
        if (arguments.length > 2) {
            awaitKill();
        }
    }

    private static SmimeDecrypt decrypter(SmimeFixture fixture) throws Exception {
        fixture.write("conf/decryption/bob.pem", fixture.read("bob.key") + fixture.read("bob.crt"));
        SmimeDecrypt mailet = new SmimeDecrypt(fixture.files(), Clock.systemUTC());
        mailet.init(
                SmimeFixture.config(
                        "keys", "file://conf/decryption/", "decryptedProcessor", "decrypted"));
        return mailet;
    }

    private static SmimeVerify verifier(SmimeFixture fixture) throws Exception {
        fixture.write("conf/roots/root.pem", fixture.read("root.pem"));
        SmimeVerify mailet = new SmimeVerify(fixture.files(), Clock.systemUTC());
        mailet.init(SmimeFixture.config("trust", "file://conf/roots/"));
        return mailet;
    }

    /** With a spool open, as in the middle of work. */
    private static void awaitKill() throws Exception {
        try (Spool spool = Spool.inTemporaryFolder();
                OutputStream out = spool.output()) {
            out.write(new byte[2 * Spool.MEMORY]);
            System.out.println("waiting");
            Thread.sleep(Long.MAX_VALUE);
        }
    }

    private static MimeMessageInputStreamSource message(int megabytes) throws Exception {
        return MessageBytes.write(
                out -> {
                    out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
                    writeLines(out, (long) megabytes * MEGABYTE);
                });
    }

    private static void writeLines(OutputStream out, long bytes) throws IOException {
        byte[] line = new byte[LINE];
        Arrays.fill(line, (byte) 'x');
        line[LINE - 2] = '\r';
        line[LINE - 1] = '\n';
        for (long written = 0; written < bytes; written += LINE) {
            out.write(line);
        }
    }
}
