package org.signet.sandbox;

import org.signet.testing.TestCa;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * People with S/MIME certificates, as PEM files below a directory.
 *
 * <ul>
 *   <li>{@code keys/alice@signet.test.pem}, {@code keys/bob@signet.test.pem}: key and chain of
 *       those who send
 *   <li>{@code certificates/carol@dane.test.pem}: the certificate of one who receives
 *   <li>{@code private/carol@dane.test.pem}: key and certificate of the same, to read her mail
 *   <li>{@code ca.pem}: the authority that issued all of them
 * </ul>
 */
public final class SandboxPeople {
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOR_ALL =
            PosixFilePermissions.fromString("rw-r--r--");

    private SandboxPeople() {}

    /** Makes new keys and certificates and writes them; files with private keys get mode 0600. */
    public static void write(Path directory) throws IOException {
        TestCa ca = TestCa.root("Signet Sandbox People");
        for (String sender : new String[] {"alice@signet.test", "bob@signet.test"}) {
            TestCa.Identity identity = ca.person(sender).key(TestCa.KeyKind.RSA_2048).issue();
            put(
                    directory.resolve("keys").resolve(sender + ".pem"),
                    identity.keyPem() + identity.chainPem(),
                    OWNER_ONLY);
        }
        String recipient = "carol@dane.test";
        TestCa.Identity carol = ca.person(recipient).key(TestCa.KeyKind.RSA_2048).issue();
        put(
                directory.resolve("certificates").resolve(recipient + ".pem"),
                carol.certificatePem(),
                FOR_ALL);
        put(
                directory.resolve("private").resolve(recipient + ".pem"),
                carol.keyPem() + carol.certificatePem(),
                OWNER_ONLY);
        put(directory.resolve("ca.pem"), ca.identity().certificatePem(), FOR_ALL);
    }

    private static void put(Path file, String pem, Set<PosixFilePermission> permissions)
            throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        // the file is never readable by others, not even before its permissions are set
        FileAttribute<?> ownerOnly = PosixFilePermissions.asFileAttribute(OWNER_ONLY);
        Files.createFile(fresh, ownerOnly);
        Files.writeString(fresh, pem, StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        Files.setPosixFilePermissions(fresh, permissions);
        Files.move(
                fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
