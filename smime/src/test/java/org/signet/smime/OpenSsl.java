package org.signet.smime;

import static org.assertj.core.api.Assertions.assertThat;

import org.signet.testing.TestCa;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The {@code openssl} command as the other side: its files lie in one folder. */
public final class OpenSsl {
    private final Path folder;

    public OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** What a run gave. */
    public record Result(int status, String text) {}

    public Path write(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    public Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    public byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /** Writes {@code name.crt} and {@code name.key}. */
    public void identity(String name, TestCa.Identity identity) throws IOException {
        write(name + ".crt", identity.certificatePem());
        write(name + ".key", identity.keyPem());
    }

    public Result run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("log");
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("openssl ends").isTrue();
        return new Result(process.exitValue(), Files.readString(log));
    }

    public void done(String... arguments) throws Exception {
        Result result = run(arguments);
        assertThat(result.status())
                .as("openssl %s: %s", String.join(" ", arguments), result.text())
                .isZero();
    }
}
