package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Mail of 200 MB in a heap of 96 MB; what lies on the disk afterwards. */
class LargeMailTest {
    @TempDir Path folder;

    private Process start(int megabytes, String... more) throws IOException {
        Files.createDirectories(folder.resolve("tmp"));
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx96m",
                                "-XX:+UseSerialGC",
                                "-Djava.io.tmpdir=" + folder.resolve("tmp"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeMail.class.getName(),
                                Integer.toString(megabytes),
                                folder.toString()));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private List<Path> leftOver() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("signet"))
                    .toList();
        }
    }

    @Test
    void mailShouldBeLargerThanTheHeapAndLeaveNothing() throws Exception {
        Process process = start(200);
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("signed: true", "decrypted megabytes: 200", "verdict: valid");
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void processThatIsKilledShouldLeaveNoPlaintext() throws Exception {
        Process process = start(1, "wait");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null && !line.equals("waiting")) {
                line = lines.readLine();
            }
            assertThat(line).isEqualTo("waiting");
        } finally {
            process.destroyForcibly();
        }

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(leftOver()).isEmpty();
    }
}
