package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.rights.template.Template;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** A message that is four times the heap goes in and comes out. */
class BoundedMemoryTest {
    private static final int MEGABYTES = 160;

    @TempDir Path base;

    @Test
    void aMessageLargerThanTheHeapShouldBeProtectedAndOpened() throws Exception {
        Process java =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx40m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                base.toString())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(java.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("the same " + MEGABYTES + " megabytes");
        assertThat(java.exitValue()).isZero();
    }

    /** What runs in the small heap. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            try (TestRights rights = new TestRights(Path.of(arguments[0]))) {
                MessageDigest written = MessageDigest.getInstance("SHA-256");
                Protected message =
                        rights.messages.protect(
                                out -> generate(new DigestOutputStream(out, written)),
                                new Protection(
                                        TestRights.ALICE,
                                        List.of(TestRights.BOB),
                                        Template.ENCRYPT_ONLY,
                                        Duration.ofDays(1)));
                MessageDigest read = MessageDigest.getInstance("SHA-256");
                Access found = rights.messages.find(message.links().getFirst().token());
                try (InputStream in = rights.messages.open((Access.Granted) found)) {
                    in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), read));
                }
                System.out.println(
                        HexFormat.of()
                                        .formatHex(written.digest())
                                        .equals(HexFormat.of().formatHex(read.digest()))
                                ? "the same " + MEGABYTES + " megabytes"
                                : "different");
            }
        }

        private static void generate(OutputStream out) throws IOException {
            Random random = new Random(42);
            byte[] block = new byte[1 << 20];
            for (int i = 0; i < MEGABYTES; i++) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }
}
