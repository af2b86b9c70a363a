package org.signet.smime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

class LargeMessageTest {
    @TempDir Path folder;

    @Test
    void messageShouldBeMuchLargerThanTheHeap() throws Exception {
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx24m",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LargeMessage.class.getName(),
                                "48",
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        // 48 MB as base64, in lines
        assertThat(Files.readString(log)).contains("decrypted megabytes: 65");
        assertThat(process.exitValue()).isZero();
    }
}
