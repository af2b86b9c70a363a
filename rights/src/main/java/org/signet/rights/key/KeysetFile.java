package org.signet.rights.key;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.mac.MacConfig2026;

import org.jspecify.annotations.Nullable;
import org.signet.rights.RightsException;
import org.signet.rights.RightsException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The file that holds the tenant's keysets. */
public final class KeysetFile {
    private static final Logger LOG = LoggerFactory.getLogger(KeysetFile.class);
    private static final String FORMAT = "signet-tenant-keys";
    private static final int VERSION = 1;
    private static final int SALT_BYTES = 16;
    private static final Set<PosixFilePermission> OWNER_ONLY =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final Path path;
    private final Optional<String> password;

    public KeysetFile(Path path, Optional<String> password) {
        this.path = path;
        this.password = password;
    }

    /** What stands in the file; without a password, {@code salt} is empty and {@code rounds} 0. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never leaves
    private record Content(
            String format,
            int version,
            byte[] salt,
            int rounds,
            byte[] wrap,
            byte[] seal,
            byte[] digest) {}

    public boolean exists() {
        return Files.exists(path);
    }

    /**
     * Makes the file with new keys. If another process makes it at the same moment, one of the two
     * files wins whole, and both use that one.
     */
    public void create(SecureRandom random) throws RightsException {
        Path directory = path.resolveSibling(".").toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            Path fresh = Files.createTempFile(directory, ".keyset", ".new");
            try {
                restrict(fresh);
                DurableFile.write(fresh, JSON.writeValueAsBytes(generate(random)));
                Files.createLink(path, fresh);
            } catch (FileAlreadyExistsException another) {
                // The other process's keys are as good; they are read next.
                return;
            } finally {
                Files.deleteIfExists(fresh);
            }
            DurableFile.forceDirectory(directory);
        } catch (IOException | UnsupportedOperationException | GeneralSecurityException e) {
            throw refuse("it cannot be made (" + e + ")", "a directory that James can write", e);
        }
    }

    /** Reads the keys. */
    public TenantKeys read() throws RightsException {
        AtomicReference<Object> known = new AtomicReference<>(stamp());
        try {
            return TenantKeys.of(
                    keysets(),
                    () -> {
                        Object stamp = stamp();
                        return stamp.equals(known.getAndSet(stamp))
                                ? Optional.empty()
                                : Optional.of(keysets());
                    });
        } catch (GeneralSecurityException e) {
            throw refuse("its keys are unusable", "the file of the first start", e);
        }
    }

    /**
     * Adds keys that wrap and seal from now on; the old ones stay. The file is replaced in one
     * step: who reads it sees the one or the other. Processes that run take the new keys when they
     * first meet what was made with them.
     */
    public void rotate(SecureRandom random) throws RightsException {
        Path directory = path.resolveSibling(".").toAbsolutePath().normalize();
        try (FileChannel lock =
                        FileChannel.open(
                                path.resolveSibling(path.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            byte[] rotated = JSON.writeValueAsBytes(content(keysets().rotated(), random));
            Path fresh = Files.createTempFile(directory, ".keyset", ".new");
            try {
                restrict(fresh);
                DurableFile.write(fresh, rotated);
                Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(fresh);
            }
            DurableFile.forceDirectory(directory);
            LOG.info("Keys in {} rotated under lock {}", path, held.isValid());
        } catch (RightsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException | GeneralSecurityException e) {
            throw refuse("it cannot be replaced (" + e + ")", "a directory to write in", e);
        }
    }

    /** Changes with every replacement of the file, and with most other changes. */
    private Object stamp() throws RightsException {
        try {
            BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
            return List.of(now.lastModifiedTime(), now.size(), String.valueOf(now.fileKey()));
        } catch (IOException e) {
            throw refuse("it cannot be read (" + e.getClass().getSimpleName() + ")", "a file", e);
        }
    }

    private TenantKeys.Keysets keysets() throws RightsException {
        try {
            checkMode();
            @Nullable Content content = JSON.readValue(Files.readAllBytes(path), Content.class);
            if (content == null
                    || !FORMAT.equals(content.format())
                    || content.version() != VERSION) {
                throw refuse("it is not a keyset file", FORMAT + " of version " + VERSION, null);
            }
            return open(content);
        } catch (RightsException e) {
            throw e;
        } catch (IOException e) {
            // The text of a parse error can quote the file; it stays out of the message.
            throw refuse(
                    "it cannot be read (" + e.getClass().getSimpleName() + ")",
                    "the file that was made at the first start, readable by James",
                    null);
        } catch (GeneralSecurityException e) {
            throw refuse(
                    password.isPresent()
                            ? "the password does not open it"
                            : "its keys are unusable",
                    "the file and password of the first start",
                    e);
        }
    }

    private Content generate(SecureRandom random) throws GeneralSecurityException {
        return content(TenantKeys.Keysets.generate(), random);
    }

    private Content content(TenantKeys.Keysets keysets, SecureRandom random)
            throws GeneralSecurityException {
        byte[] salt = new byte[0];
        Aead aead = null;
        if (password.isPresent()) {
            salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            aead = KeysetPassword.aead(password.get(), salt, KeysetPassword.ROUNDS);
        }
        return new Content(
                FORMAT,
                VERSION,
                salt,
                aead == null ? 0 : KeysetPassword.ROUNDS,
                write(keysets.wrap(), AeadConfig2026.get(), aead, "wrap"),
                write(keysets.seal(), MacConfig2026.get(), aead, "seal"),
                write(keysets.digest(), MacConfig2026.get(), aead, "digest"));
    }

    private TenantKeys.Keysets open(Content content)
            throws GeneralSecurityException, RightsException {
        Aead aead = null;
        if (content.salt().length > 0) {
            if (password.isEmpty()) {
                throw refuse("it is protected by a password", "keyset.password with it", null);
            }
            if (content.rounds() < 1 || content.rounds() > KeysetPassword.MOST_ROUNDS) {
                throw refuse("its number of rounds is out of range", "the file as made", null);
            }
            aead = KeysetPassword.aead(password.get(), content.salt(), content.rounds());
        } else if (password.isPresent()) {
            throw refuse("it is not protected by a password", "no keyset.password", null);
        }
        return new TenantKeys.Keysets(
                parse(content.wrap(), AeadConfig2026.get(), aead, "wrap"),
                parse(content.seal(), MacConfig2026.get(), aead, "seal"),
                parse(content.digest(), MacConfig2026.get(), aead, "digest"));
    }

    private static byte[] write(
            KeysetHandle keyset, Configuration configuration, @Nullable Aead aead, String name)
            throws GeneralSecurityException {
        return aead == null
                ? TinkProtoKeysetFormat.serializeKeyset(
                        keyset, InsecureSecretKeyAccess.get(), configuration)
                : TinkProtoKeysetFormat.serializeEncryptedKeyset(
                        keyset, aead, context(name), configuration);
    }

    private static KeysetHandle parse(
            byte[] keyset, Configuration configuration, @Nullable Aead aead, String name)
            throws GeneralSecurityException {
        return aead == null
                ? TinkProtoKeysetFormat.parseKeyset(
                        keyset, InsecureSecretKeyAccess.get(), configuration)
                : TinkProtoKeysetFormat.parseEncryptedKeyset(
                        keyset, aead, context(name), configuration);
    }

    private static byte[] context(String name) {
        return (FORMAT + " v1 " + name).getBytes(StandardCharsets.US_ASCII);
    }

    private static void restrict(Path file) throws IOException {
        if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null) {
            Files.setPosixFilePermissions(file, OWNER_ONLY);
        }
    }

    private void checkMode() throws IOException, RightsException {
        if (Files.getFileAttributeView(path, PosixFileAttributeView.class) == null) {
            if (password.isEmpty()) {
                throw refuse("this file system has no owner-only mode", "keyset.password", null);
            }
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        Set<PosixFilePermission> surplus = EnumSet.copyOf(mode);
        surplus.removeAll(OWNER_ONLY);
        surplus.remove(PosixFilePermission.OWNER_EXECUTE);
        if (!surplus.isEmpty()) {
            throw refuse(
                    "others than its owner may use it ("
                            + PosixFilePermissions.toString(mode)
                            + ")",
                    "mode rw-------",
                    null);
        }
    }

    private RightsException refuse(String why, String allowed, @Nullable Throwable cause) {
        return new RightsException(
                Reason.MISCONFIGURED,
                "keyset.file is '%s': %s; allowed: %s".formatted(path, why, allowed),
                cause);
    }
}
