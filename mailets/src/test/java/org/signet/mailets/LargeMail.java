package org.signet.mailets;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.james.server.core.MimeMessageInputStreamSource;
import org.apache.mailet.Attribute;
import org.apache.mailet.Mail;
import org.signet.smime.decrypt.Decryption;
import org.signet.smime.decrypt.DecryptionKey;
import org.signet.smime.decrypt.MessageDecrypter;
import org.signet.smime.mime.Spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

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
        DecryptionKey key =
                DecryptionKey.read(folder.resolve("bob.key"), folder.resolve("bob.crt"));
        try (Spool sealed = MessageBytes.read(mail.getMessage())) {
            Decryption decryption =
                    new MessageDecrypter(List.of(key), new SecureRandom(), Spool::inTemporaryFolder)
                            .decrypt(sealed);
            if (!(decryption instanceof Decryption.Decrypted decrypted)) {
                throw new IllegalStateException(decryption.toString());
            }
            try (Spool entity = decrypted.entity()) {
                System.out.println("decrypted megabytes: " + entity.size() / MEGABYTE);
            }
        } finally {
            LifecycleUtil.dispose(mail);
        }
        if (arguments.length > 2) {
            awaitKill();
        }
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
