package org.signet.matchers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

class SharedFoldersTest {
    private static final Clock CLOCK = Clock.systemUTC();
    private final SharedFolders<StringBuilder> folders = new SharedFolders<>();

    @Test
    void folderShouldBeReadOnce() throws Exception {
        StringBuilder first = folders.get(Path.of("/a/b"), CLOCK, StringBuilder::new);

        assertThat(folders.get(Path.of("/a/c/../b"), CLOCK, StringBuilder::new)).isSameAs(first);
        assertThat(folders.get(Path.of("/a/c"), CLOCK, StringBuilder::new)).isNotSameAs(first);
        assertThat(
                        folders.get(
                                Path.of("/a/b"),
                                Clock.offset(CLOCK, Duration.ofDays(1)),
                                StringBuilder::new))
                .isNotSameAs(first);
    }

    @Test
    void failureShouldNotBeShared() throws Exception {
        assertThatThrownBy(
                        () ->
                                folders.get(
                                        Path.of("/a"),
                                        CLOCK,
                                        () -> {
                                            throw new MessagingException("unreadable");
                                        }))
                .hasMessage("unreadable");

        assertThat(folders.get(Path.of("/a"), CLOCK, StringBuilder::new)).isNotNull();
    }
}
