package org.signet.smime.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.pem.UnusableFileException;
import org.signet.testing.TestCa;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

class MarksTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final X509Certificate BOB = CA.person("bob@example.com").issue().certificate();
    private static final X509Certificate CAROL =
            CA.person("carol@example.com").issue().certificate();
    private static final String OF_BOB = Fingerprint.of(BOB).hex();

    @TempDir Path folder;

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text);
    }

    private boolean isBlocked(X509Certificate certificate) throws Exception {
        return Marks.read(folder).objection(certificate).isPresent();
    }

    @Test
    void nothingShouldBeMarkedWhereNoFileIs() throws Exception {
        assertThat(isBlocked(BOB)).isFalse();
        assertThat(Marks.read(folder).needsNoChain(BOB)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s 2026-11-24T00:00:00Z by ada: lost\n", "# list\n\n%s\r\n"})
    void fingerprintShouldBeReadInAllItsForms(String form) throws Exception {
        String colons = OF_BOB.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
        for (String each : new String[] {OF_BOB, OF_BOB.toUpperCase(Locale.ROOT), colons}) {
            write("blocked", form.formatted(each));
            write("trusted", form.formatted(each));

            assertThat(isBlocked(BOB)).isTrue();
            assertThat(isBlocked(CAROL)).isFalse();
            assertThat(Marks.read(folder).needsNoChain(BOB)).isTrue();
            assertThat(Marks.read(folder).needsNoChain(CAROL)).isFalse();
        }
    }

    @Test
    void keyShouldBlockAllItsCertificatesButTrustNone() throws Exception {
        write("blocked", Fingerprint.ofKey(BOB).hex());
        write("trusted", Fingerprint.ofKey(BOB).hex());

        assertThat(isBlocked(BOB)).isTrue();
        assertThat(Marks.read(folder).needsNoChain(BOB)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@example.com",
                "abcd",
                "0123456789abcdef0123456789abcdef01234567 a digest of SHA-1",
                "-%s",
                "%s0",
                "ok: %s",
            })
    void anythingElseInALineShouldBeRefusedWithItsNumber(String line) throws Exception {
        write("blocked", "# list\n" + line.formatted(OF_BOB) + "\n");

        assertThatThrownBy(() -> Marks.read(folder))
                .isInstanceOf(UnusableFileException.class)
                .hasMessageContaining("blocked: line 2 ");
    }

    @Test
    void whatIsNoReadableFileShouldBeRefused() throws Exception {
        Path file = folder.resolve("blocked");
        Files.createDirectory(file);
        assertThatThrownBy(() -> Marks.read(folder)).isInstanceOf(UnusableFileException.class);

        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("nowhere"));
        assertThatThrownBy(() -> Marks.read(folder)).isInstanceOf(UnusableFileException.class);

        Files.delete(file);
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> Marks.read(folder)).isInstanceOf(UnusableFileException.class);

        Files.writeString(file, "#".repeat(1024 * 1024 + 1));
        assertThatThrownBy(() -> Marks.read(folder)).isInstanceOf(UnusableFileException.class);

        assertThatThrownBy(() -> Marks.read(folder.resolve("nowhere")))
                .isInstanceOf(UnusableFileException.class);
    }

    @Test
    void whatWasSaidInOneFolderShouldHoldForAll(@TempDir Path other) throws Exception {
        write("blocked", OF_BOB);
        Files.writeString(other.resolve("trusted"), Fingerprint.of(CAROL).hex());

        for (List<Path> folders : List.of(List.of(folder, other), List.of(other, folder))) {
            Marks marks = Marks.watch(folders, Clock.systemUTC()).get();
            assertThat(marks.objection(BOB)).isPresent();
            assertThat(marks.objection(CAROL)).isEmpty();
            assertThat(marks.needsNoChain(CAROL)).isTrue();
            assertThat(marks.needsNoChain(BOB)).isFalse();
        }
    }

    @Test
    void oneUnreadableFolderShouldLeaveAllUnknown() {
        Marks unreadable = new Marks.Unreadable("broken");
        Marks known = new Marks.Known(Set.of(Fingerprint.of(BOB)), Set.of(Fingerprint.of(CAROL)));

        for (List<Marks> places : List.of(List.of(unreadable, known), List.of(known, unreadable))) {
            Marks all = Marks.all(places);
            assertThat(all.objection(CAROL))
                    .hasValue(new Trust.Unknown("whether it is blocked: broken"));
            assertThat(all.needsNoChain(CAROL)).isFalse();
        }
        assertThat(Marks.all(List.of())).isEqualTo(Marks.none());
    }

    @Test
    void brokenListShouldObjectToAllUntilItCanBeReadAgain() throws Exception {
        Clock ticking =
                new Clock() {
                    @Override
                    public ZoneOffset getZone() {
                        return ZoneOffset.UTC;
                    }

                    @Override
                    public Clock withZone(ZoneId zone) {
                        return this;
                    }

                    @Override
                    public Instant instant() {
                        return now.updateAndGet(before -> before.plusSeconds(11));
                    }
                };
        Supplier<Marks> marks = Marks.watch(folder, ticking);
        assertThat(marks.get().objection(BOB)).isEmpty();

        write("blocked", "nonsense");
        assertThat(marks.get().objection(BOB))
                .hasValueSatisfying(
                        trust ->
                                assertThat(trust)
                                        .isInstanceOfSatisfying(
                                                Trust.Unknown.class,
                                                unknown ->
                                                        assertThat(unknown.detail())
                                                                .contains("blocked: line 1")));

        write("blocked", OF_BOB);
        assertThat(marks.get().objection(BOB)).get().isInstanceOf(Trust.Untrusted.class);
        assertThat(marks.get().objection(CAROL)).isEmpty();

        Files.delete(folder.resolve("blocked"));
        Files.move(folder, folder.resolveSibling("moved-" + folder.getFileName()));
        assertThat(marks.get().objection(CAROL)).get().isInstanceOf(Trust.Unknown.class);
        Files.move(folder.resolveSibling("moved-" + folder.getFileName()), folder);
        assertThat(marks.get().objection(CAROL)).isEmpty();
    }
}
