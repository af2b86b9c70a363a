package org.signet.rights.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.MessageId;
import org.signet.rights.RightsException;
import org.signet.rights.TestRights;
import org.signet.rights.envelope.ContentKey;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

class KeysetFileTest {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final MessageId MESSAGE = new MessageId("0".repeat(32));
    private static final byte[] DIGEST = new byte[32];

    @TempDir Path directory;

    private KeysetFile file(String... password) {
        return new KeysetFile(
                directory.resolve("keys/keyset.json"),
                password.length == 0 ? Optional.empty() : Optional.of(password[0]));
    }

    private static boolean same(TenantKeys first, TenantKeys second) throws Exception {
        byte[] seal = first.seal("test", new byte[] {1});
        ContentKey key = ContentKey.random(RANDOM);
        byte[] wrapped = first.wrap(key, MESSAGE, DIGEST);
        return second.verifies("test", new byte[] {1}, seal)
                && java.util.Arrays.equals(
                        second.unwrap(wrapped, MESSAGE, DIGEST).bytes(), key.bytes());
    }

    @Test
    void keysShouldBeTheSameAfterReadingAgain() throws Exception {
        file().create(RANDOM);
        assertThat(same(file().read(), file().read())).isTrue();
    }

    @Test
    void fileShouldBeOpenToItsOwnerAlone() throws Exception {
        file().create(RANDOM);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        directory.resolve("keys/keyset.json"))))
                .isEqualTo("rw-------");
        try (Stream<Path> left = Files.list(directory.resolve("keys"))) {
            assertThat(left).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwxrwxrwx"})
    void fileThatOthersMayUseShouldBeRefused(String mode) throws Exception {
        file().create(RANDOM);
        Files.setPosixFilePermissions(
                directory.resolve("keys/keyset.json"), PosixFilePermissions.fromString(mode));
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(RightsException.class)
                .hasMessageContaining("others than its owner may use it (" + mode + ")")
                .hasMessageEndingWith("allowed: mode rw-------");
    }

    @Test
    void anExistingFileShouldNeverBeReplaced() throws Exception {
        file().create(RANDOM);
        TenantKeys before = file().read();
        file().create(RANDOM);
        assertThat(same(before, file().read())).isTrue();
    }

    @Test
    void allShouldHaveTheSameKeysWhenManyStartAtOnce() throws Exception {
        List<Future<TenantKeys>> starts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                starts.add(
                        threads.submit(
                                () -> {
                                    file().create(RANDOM);
                                    return file().read();
                                }));
            }
        }
        for (Future<TenantKeys> start : starts) {
            assertThat(same(starts.getFirst().get(), start.get())).isTrue();
        }
    }

    @Nested
    class WithPassword {
        @Test
        void keysShouldBeReadWithThePasswordAlone() throws Exception {
            file("correct horse").create(RANDOM);
            TenantKeys keys = file("correct horse").read();
            assertThat(same(keys, file("correct horse").read())).isTrue();
            assertThatThrownBy(() -> file("wrong").read())
                    .isInstanceOf(RightsException.class)
                    .hasMessageContaining("the password does not open it")
                    .message()
                    .doesNotContain("wrong'", "correct horse");
        }

        @Test
        void aProtectedFileShouldBeRefusedWithoutPassword() throws Exception {
            file("correct horse").create(RANDOM);
            assertThatThrownBy(() -> file().read())
                    .hasMessageContaining("it is protected by a password");
        }

        @Test
        void anUnprotectedFileShouldBeRefusedWithPassword() throws Exception {
            file().create(RANDOM);
            assertThatThrownBy(() -> file("correct horse").read())
                    .hasMessageContaining("it is not protected by a password");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "null",
                "not json",
                "{\"format\":\"signet-tenant-keys\",\"version\":2}",
                "{\"format\":\"signet-tenant-keys\",\"version\":1}",
                "{\"format\":\"signet-tenant-keys\",\"version\":1,\"wrap\":\"AA==\",\"seal\":\"AA==\",\"digest\":\"AA==\"}",
                "{\"format\":\"signet-tenant-keys\",\"version\":1,\"secret\":1}"
            })
    void anotherFileShouldBeRefused(String content) throws Exception {
        Path path = directory.resolve("keys/keyset.json");
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        assertThatThrownBy(() -> file().read())
                .isInstanceOf(RightsException.class)
                .hasMessageStartingWith("keyset.file is '" + path + "': ");
    }

    @Nested
    class BesideAStore {
        @Test
        void aLostFileShouldNotBeReplacedByNewKeys() throws Exception {
            new TestRights(directory).close();
            Path keyset = directory.resolve("var/signet/keyset.json");
            Files.delete(keyset);
            assertThatThrownBy(() -> new TestRights(directory))
                    .isInstanceOf(RightsException.class)
                    .hasMessageContaining("there is no such file, but the store was made with one");
            assertThat(keyset).doesNotExist();
        }

        @Test
        void theKeysOfAnotherStoreShouldBeRefused() throws Exception {
            new TestRights(directory).close();
            Files.delete(directory.resolve("var/signet/keyset.json"));
            new KeysetFile(directory.resolve("var/signet/keyset.json"), Optional.empty())
                    .create(RANDOM);
            assertThatThrownBy(() -> new TestRights(directory))
                    .isInstanceOf(RightsException.class)
                    .hasMessageContaining("not those that the store was made with");
        }

        @Test
        void aPasswordShouldBeTakenFromTheSettings() throws Exception {
            Map<String, String> password = Map.of("keyset.password", "correct horse");
            new TestRights(directory, password).close();
            new TestRights(directory, password).close();
            assertThatThrownBy(() -> new TestRights(directory))
                    .hasMessageContaining("protected by a password");
        }
    }

    @Nested
    class Use {
        private TenantKeys keys;

        private TenantKeys keys() throws Exception {
            if (keys == null) {
                file().create(RANDOM);
                keys = file().read();
            }
            return keys;
        }

        @Test
        void aWrappedKeyShouldOpenForItsMessageAndLicenceOnly() throws Exception {
            byte[] wrapped = keys().wrap(ContentKey.random(RANDOM), MESSAGE, DIGEST);
            byte[] otherDigest = new byte[32];
            otherDigest[31] = 1;
            assertThat(wrapped).hasSize(65);
            assertThatThrownBy(() -> keys().unwrap(wrapped, MessageId.random(RANDOM), DIGEST))
                    .isInstanceOf(RightsException.class);
            assertThatThrownBy(() -> keys().unwrap(wrapped, MESSAGE, otherDigest))
                    .isInstanceOf(RightsException.class);
            assertThatThrownBy(() -> keys().unwrap(new byte[0], MESSAGE, DIGEST))
                    .isInstanceOf(RightsException.class);
        }

        @Test
        void digestsOfTwoPurposesShouldNotMatch() throws Exception {
            byte[] code = "12345678".getBytes(StandardCharsets.US_ASCII);
            byte[] digest = keys().keyedDigest("passcode").compute(code);
            assertThat(keys().keyedDigest("passcode").matches(code, digest)).isTrue();
            assertThat(keys().keyedDigest("passcod").matches(code, digest)).isFalse();
            assertThat(keys().keyedDigest("passcode").matches(new byte[8], digest)).isFalse();
            assertThat(keys().keyedDigest("passcode").matches(code, new byte[0])).isFalse();
            assertThat(keys().verifies("passcode", code, digest)).isFalse();
        }
    }
}
