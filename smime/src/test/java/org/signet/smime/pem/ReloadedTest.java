package org.signet.smime.pem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

class ReloadedTest {
    @TempDir Path folder;
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");
    private final List<String> failures = new ArrayList<>();
    private int loads;

    private Reloaded<Integer> reloaded() throws Exception {
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        return new Reloaded<>(
                folder, this::load, clock, failure -> failures.add(failure.getMessage()));
    }

    private Integer load(Path from) throws UnusableFileException {
        loads++;
        List<Path> files = Folder.files(from, Set.of("pem"));
        if (files.size() == 2) {
            throw new UnusableFileException(from, "two", "not two");
        }
        return files.size();
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void changeShouldBeSeenAfterTheInterval() throws Exception {
        Reloaded<Integer> value = reloaded();
        Files.createFile(folder.resolve("a.pem"));

        assertThat(value.get()).isZero();
        pass(Reloaded.INTERVAL);
        assertThat(value.get()).isEqualTo(1);
    }

    @Test
    void folderShouldNotBeReadAgainWithoutChange() throws Exception {
        Reloaded<Integer> value = reloaded();
        pass(Duration.ofDays(1));
        value.get();

        assertThat(loads).isEqualTo(1);
    }

    @Test
    void formerShouldStayWhenTheNewCannotBeUsed() throws Exception {
        Files.createFile(folder.resolve("a.pem"));
        Reloaded<Integer> value = reloaded();
        Files.createFile(folder.resolve("b.pem"));
        pass(Reloaded.INTERVAL);

        assertThat(value.get()).isEqualTo(1);
        pass(Reloaded.INTERVAL);
        assertThat(value.get()).isEqualTo(1);
        assertThat(failures).containsExactly(folder + ": two; allowed: not two");

        Files.createFile(folder.resolve("c.pem"));
        pass(Reloaded.INTERVAL);
        assertThat(value.get()).isEqualTo(3);
    }

    @Test
    void formerShouldStayWhenTheFolderVanishes() throws Exception {
        Files.createFile(folder.resolve("a.pem"));
        Reloaded<Integer> value = reloaded();
        Files.delete(folder.resolve("a.pem"));
        Files.delete(folder);
        pass(Reloaded.INTERVAL);

        assertThat(value.get()).isEqualTo(1);
        assertThat(failures).hasSize(1);
    }

    @Test
    void firstFailureShouldBeThatOfTheCaller() throws Exception {
        Files.createFile(folder.resolve("a.pem"));
        Files.createFile(folder.resolve("b.pem"));

        assertThatThrownBy(this::reloaded).isInstanceOf(UnusableFileException.class);
    }

    @Test
    void changeOfASingleFileShouldBeSeen() throws Exception {
        Path file = Files.writeString(folder.resolve("a.pem"), "a");
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        Reloaded<Integer> value =
                new Reloaded<>(file, from -> ++loads, clock, failure -> failures.add("failed"));
        Files.writeString(file, "ab");
        pass(Reloaded.INTERVAL);

        assertThat(value.get()).isEqualTo(2);
        assertThat(failures).isEmpty();
    }
}
