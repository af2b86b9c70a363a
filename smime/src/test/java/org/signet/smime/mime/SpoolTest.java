package org.signet.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class SpoolTest {
    @TempDir Path folder;

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 99, 100, 101, 10_000})
    void bytesShouldBeReadAgainAndAgain(int length) throws Exception {
        byte[] bytes = new byte[length];
        new Random(1).nextBytes(bytes);
        try (Spool spool = Spool.in(folder, 100)) {
            try (OutputStream out = spool.output()) {
                for (int i = 0; i < length; i += 7) {
                    out.write(bytes, i, Math.min(7, length - i));
                }
            }

            for (int i = 0; i < 3; i++) {
                try (InputStream in = spool.open()) {
                    assertThat(in.readAllBytes()).isEqualTo(bytes);
                }
            }
            assertThat(spool.size()).isEqualTo(length);
            assertThat(files()).hasSize(length > 100 ? 1 : 0);
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void fileShouldBeForThisUserOnly() throws Exception {
        try (Spool spool = Spool.in(folder, 0)) {
            spool.output().write(1);

            assertThat(Files.getPosixFilePermissions(files().get(0)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void closedOutputShouldTakeNoMore() throws Exception {
        try (Spool spool = Spool.in(folder)) {
            spool.output().close();

            assertThatThrownBy(() -> spool.output().write(1)).isInstanceOf(IOException.class);
        }
    }
}
