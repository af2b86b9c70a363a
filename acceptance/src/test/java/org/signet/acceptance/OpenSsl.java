package org.signet.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code openssl} command: an S/MIME implementation that is not ours. */
final class OpenSsl {
    private OpenSsl() {}

    /** Decrypts a received mail with a person's key and certificate. */
    static byte[] decrypt(Path folder, byte[] mail, Path keyAndCertificate) throws Exception {
        Path in = Files.write(folder.resolve("encrypted.eml"), mail);
        Path out = folder.resolve("decrypted.eml");
        run("cms", "-decrypt", "-in", in, "-recip", keyAndCertificate, "-out", out);
        return Files.readAllBytes(out);
    }

    /** Verifies a signed MIME entity up to an authority and returns what was signed. */
    static byte[] verify(Path folder, byte[] signed, Path authority) throws Exception {
        Path in = Files.write(folder.resolve("signed.eml"), signed);
        Path out = folder.resolve("content.eml");
        run("cms", "-verify", "-in", in, "-CAfile", authority, "-out", out);
        return Files.readAllBytes(out);
    }

    /** Skips the calling test, and says why, on a machine without the command. */
    static void assumePresent() {
        boolean present =
                Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
        assumeTrue(present, "the openssl command is not installed here");
    }

    /** Runs a command of it, which must succeed. */
    static void run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(command + " failed: " + said);
        }
    }
}
