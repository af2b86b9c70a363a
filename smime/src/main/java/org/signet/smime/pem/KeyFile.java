package org.signet.smime.pem;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The private keys and certificates of one file, PEM or PKCS#12.
 *
 * @param path where they come from
 * @param keys in the order of the file
 * @param certificates in the order of the file
 */
public record KeyFile(Path path, List<PrivateKey> keys, List<X509Certificate> certificates) {
    /** What the names of PKCS#12 files end in. */
    public static final Set<String> PKCS12 = Set.of("p12", "pfx");

    public KeyFile {
        keys = List.copyOf(keys);
        certificates = List.copyOf(certificates);
    }

    /** Reads a file, which is PKCS#12 if its name says so, and PEM otherwise. */
    public static KeyFile read(Path path, Optional<Password> password)
            throws UnusableFileException {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return PKCS12.contains(name.substring(name.lastIndexOf('.') + 1))
                ? readPkcs12(path, password)
                : readPem(path, password);
    }

    public static KeyFile readPkcs12(Path path, Optional<Password> password)
            throws UnusableFileException {
        if (password.isEmpty()) {
            throw new UnusableFileException(
                    path, "the password is missing", "a PKCS#12 file and a file with its password");
        }
        return Pkcs12File.read(path, PemFile.bytes(path), password.get());
    }

    public static KeyFile readPem(Path path, Optional<Password> password)
            throws UnusableFileException {
        PemFile file = PemFile.read(path, password);
        return new KeyFile(path, file.keys(), file.certificates());
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "KeyFile[" + path + "]";
    }
}
