package org.signet.smime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.smime.certificate.CertificateChain;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.certificate.RecipientCertificates;
import org.signet.smime.trust.Fingerprint;
import org.signet.smime.trust.Marks;
import org.signet.smime.trust.RecipientTrust;
import org.signet.testing.TestCa;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class CertificateStoreTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final Mailbox BOB = Mailbox.parse("bob@example.com").orElseThrow();

    @TempDir Path folder;
    private final Instant now = Instant.now();
    private CertificateStore store;

    @BeforeEach
    void open() throws Exception {
        store = CertificateStore.open(folder, new StoreLimits(2, 5));
    }

    private X509Certificate bob(int hoursOld) {
        Instant from = now.minusSeconds(3600L * hoursOld);
        return CA.person(BOB.toString()).valid(from, now.plusSeconds(9999)).issue().certificate();
    }

    private static X509Certificate of(String... addresses) {
        return CA.person(addresses).issue().certificate();
    }

    private Path file(X509Certificate certificate) {
        return folder.resolve(Fingerprint.of(certificate) + ".pem");
    }

    private static Addition refused(Addition.Reason reason) {
        return new Addition.Refused(reason);
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(each -> each.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void addedCertificateShouldBeReadByWhoReadsTheFolder() throws Exception {
        X509Certificate bob = bob(1);

        assertThat(store.add(bob)).isInstanceOf(Addition.Added.class);
        assertThat(store.add(bob)).isEqualTo(new Addition.Known());
        assertThat(
                        new CertificateChain(
                                        List.of(RecipientCertificates.load(folder)), Marks.none())
                                .lookup(BOB, now, RecipientTrust.BY_FOLDER))
                .extracting("certificate")
                .isEqualTo(bob);
        assertThat(Files.getPosixFilePermissions(file(bob)))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(names()).containsExactly(StoreFiles.LOCK, Fingerprint.of(bob) + ".pem");
    }

    @Test
    void newestShouldBeKeptForEachAddress() throws Exception {
        X509Certificate oldest = bob(5);
        X509Certificate older = bob(4);
        X509Certificate newer = bob(3);
        X509Certificate newest = bob(2);
        store.add(older);
        store.add(newer);

        assertThat(store.add(oldest)).isEqualTo(refused(Addition.Reason.OLDER));
        assertThat(store.add(newest))
                .isEqualTo(
                        new Addition.Added(file(newest).toRealPath(), List.of(realFolder(older))));
        assertThat(store.find(BOB)).extracting(Stored::certificate).containsExactly(newest, newer);
    }

    private Path realFolder(X509Certificate certificate) throws IOException {
        return folder.toRealPath().resolve(file(certificate).getFileName());
    }

    @Test
    void fullFolderShouldTakeNoOtherAddress() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(store.add(of(i + "@example.com"))).isInstanceOf(Addition.Added.class);
        }

        assertThat(store.add(of("one.more@example.com"))).isEqualTo(refused(Addition.Reason.FULL));
        assertThat(store.list()).hasSize(5);
    }

    @Test
    void whatCannotBeEncryptedToShouldBeRefused() throws Exception {
        String[] many = new String[CertificateStore.MOST_ADDRESSES + 1];
        for (int i = 0; i < many.length; i++) {
            many[i] = i + "@example.com";
        }

        assertThat(store.add(CA.certificate())).isEqualTo(refused(Addition.Reason.AUTHORITY));
        assertThat(store.add(CA.person("bob").withoutNames().issue().certificate()))
                .isEqualTo(refused(Addition.Reason.NO_ADDRESS));
        assertThat(store.add(of(many))).isEqualTo(refused(Addition.Reason.TOO_MANY_ADDRESSES));
        assertThat(store.add(CA.person(BOB.toString()).forClients().issue().certificate()))
                .isEqualTo(refused(Addition.Reason.UNFIT));
        assertThat(store.list()).isEmpty();
    }

    @Test
    void filesOfOthersShouldNeitherCountNorBeRemoved() throws Exception {
        X509Certificate other = bob(9);
        Path named = folder.resolve("bob.pem");
        Path posing = folder.resolve("0".repeat(64) + ".pem");
        store.add(other);
        Files.copy(file(other), named);
        Files.copy(file(other), posing);
        store.remove(Fingerprint.of(other));
        store.add(bob(3));
        store.add(bob(2));
        store.add(bob(1));

        assertThat(store.remove(new Fingerprint("0".repeat(64)))).isFalse();
        assertThat(store.remove(Fingerprint.of(other))).isFalse();
        assertThat(store.list()).hasSize(2);
        assertThat(named).exists();
        assertThat(posing).exists();
    }

    @Test
    void restOfACrashShouldHarmNobodyAndBeRemoved() throws Exception {
        Path rest = folder.resolve(StoreFiles.FRESH);
        Files.writeString(rest, "-----BEGIN CERTIF");
        assertThat(RecipientCertificates.load(folder).size()).isZero();

        CertificateStore.open(folder, StoreLimits.DEFAULT);
        assertThat(rest).doesNotExist();

        Files.writeString(rest, "-----BEGIN CERTIF");
        assertThat(store.add(bob(1))).isInstanceOf(Addition.Added.class);
        assertThat(rest).doesNotExist();
    }

    @Test
    void damagedFileOfItsOwnNameShouldBeWrittenAnew() throws Exception {
        X509Certificate bob = bob(1);
        Files.writeString(file(bob), "-----BEGIN CERTIF");

        assertThat(store.list()).isEmpty();
        assertThat(store.add(bob)).isInstanceOf(Addition.Added.class);
        assertThat(store.list()).hasSize(1);
    }

    @Test
    void writersShouldNotDisturbEachOther() throws Exception {
        CertificateStore wide = CertificateStore.open(folder, StoreLimits.DEFAULT);
        CertificateStore second = CertificateStore.open(folder, StoreLimits.DEFAULT);
        List<Callable<Addition>> work = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            X509Certificate each = of(i + "@example.com");
            work.add(() -> wide.add(each));
            work.add(() -> second.add(each));
        }
        List<Addition> results = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<Addition> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
        }

        assertThat(results).filteredOn(Addition.Added.class::isInstance).hasSize(20);
        assertThat(results).filteredOn(Addition.Known.class::isInstance).hasSize(20);
        assertThat(RecipientCertificates.load(folder).size()).isEqualTo(20);
    }

    @Test
    void lockHeldForLongShouldBeAnErrorAndChangeNothing() throws Exception {
        X509Certificate bob = bob(1);
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(StoreFiles.LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThatThrownBy(() -> store.add(bob))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another process holds the lock");
        }
        assertThat(store.list()).isEmpty();
        assertThat(store.add(bob)).isInstanceOf(Addition.Added.class);
    }

    /** A folder where the fresh file should be is a disk error that root meets as well. */
    @Test
    void diskErrorShouldBeAnExceptionAndLeaveWhatWasThere() throws Exception {
        store.add(bob(2));
        Files.createDirectories(folder.resolve(StoreFiles.FRESH).resolve("in-the-way"));

        assertThatThrownBy(() -> store.add(bob(1))).isInstanceOf(IOException.class);
        assertThat(store.find(BOB)).hasSize(1);
        assertThat(RecipientCertificates.load(folder).size()).isOne();
    }

    @Test
    void folderThatIsNotThereShouldNotBeOpened() {
        assertThatThrownBy(() -> CertificateStore.open(folder.resolve("none"), StoreLimits.DEFAULT))
                .hasMessageContaining("there is no such folder");
    }
}
