package org.signet.smime.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.NoSuchElementException;
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
            assertThat(files()).as("has no name, so that a kill leaves nothing").isEmpty();
        }
    }

    @Test
    void fileShouldBeForThisUserOnlyAndGoneWhenClosed() throws Exception {
        assumeTrue(
                Files.isDirectory(Path.of("/proc/self/fd")),
                "there is no /proc that lists open files");
        try (Spool spool = Spool.in(folder, 0)) {
            spool.output().write(1);

            Path open = openFile();
            assertThat(Files.getPosixFilePermissions(open))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(Files.readSymbolicLink(open).toString()).endsWith("(deleted)");
        }
        assertThatThrownBy(this::openFile).isInstanceOf(NoSuchElementException.class);
    }

    /** That of this process which lies, or lay, in the folder of the test. */
    private Path openFile() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.filter(each -> target(each).startsWith(folder.toString()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedSince) {
            return "";
        }
    }

    @Test
    void readersShouldNotDisturbEachOther() throws Exception {
        try (Spool spool = Spool.in(folder, 0)) {
            spool.output().write(new byte[] {1, 2, 3, 4}, 0, 4);
            try (InputStream one = spool.open();
                    InputStream other = spool.open()) {
                assertThat(one.read()).isEqualTo(1);
                assertThat(other.readAllBytes()).containsExactly(1, 2, 3, 4);
                assertThat(one.readAllBytes()).containsExactly(2, 3, 4);
            }
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
