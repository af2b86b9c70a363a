package org.signet.smime.key;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.UnusableFileException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * A private key with its certificate, as an operator hands it over: for signing, for decrypting, or
 * for both.
 *
 * @param others the other certificates that came with it, in their order
 * @param file where the key comes from
 * @param token the provider that alone can use the key, where it lies in hardware
 */
public record Credential(
        PrivateKey key,
        X509Certificate certificate,
        KeyKind kind,
        List<X509Certificate> others,
        Path file,
        Optional<Provider> token) {
    private static final String ALLOWED = "a private key and its certificate";

    public Credential {
        others = List.copyOf(others);
    }

    /** Whether a file holds the name of keys in a token, which {@code *.pkcs11} do. */
    static boolean isInToken(Path path) {
        return path.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".pkcs11");
    }

    static List<Credential> inToken(Path path) throws UnusableFileException {
        return inToken(text(path), path);
    }

    /**
     * Finds keys in a token.
     *
     * @param uri their name (RFC 7512)
     * @param file where that was read
     */
    public static List<Credential> inToken(String uri, Path file) throws UnusableFileException {
        try {
            return Token.read(Pkcs11Uri.parse(uri), file);
        } catch (IllegalArgumentException e) {
            throw new UnusableFileException(
                    file, "it does not name a key: " + e.getMessage(), Pkcs11Uri.ALLOWED);
        }
    }

    private static String text(Path path) throws UnusableFileException {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UnusableFileException(
                    path, "it cannot be read (" + e.getClass().getSimpleName() + ")", ALLOWED);
        }
    }

    /**
     * Puts keys and certificates together, which may come from one file or two.
     *
     * @return one for each key
     * @throws UnusableFileException if there is no key, or one without a certificate
     */
    public static List<Credential> of(KeyFile keys, KeyFile certificates)
            throws UnusableFileException {
        return of(keys, certificates, KeyKind::of, KeyKind.ALL);
    }

    /** The same for reading old mail, which was encrypted to RSA of 1024 bits too. */
    public static List<Credential> ofOldMail(KeyFile keys, KeyFile certificates)
            throws UnusableFileException {
        return of(
                keys,
                certificates,
                KeyKind::ofOldMail,
                KeyKind.ALL + ", for old mail RSA from 1024 bits on");
    }

    private static List<Credential> of(
            KeyFile keys,
            KeyFile certificates,
            Function<X509Certificate, Optional<KeyKind>> kinds,
            String allowedKinds)
            throws UnusableFileException {
        if (keys.keys().isEmpty()) {
            throw new UnusableFileException(keys.path(), "there is no private key in it", ALLOWED);
        }
        List<Credential> all = new ArrayList<>();
        for (PrivateKey key : keys.keys()) {
            X509Certificate certificate =
                    KeyPairs.certificateOf(key, certificates.certificates())
                            .orElseThrow(() -> withoutCertificate(keys, certificates));
            KeyKind kind =
                    kinds.apply(certificate)
                            .orElseThrow(
                                    () ->
                                            new UnusableFileException(
                                                    certificates.path(),
                                                    "its key is of a kind that is not known",
                                                    allowedKinds));
            all.add(of(key, certificate, kind, certificates, keys.path()));
        }
        return all;
    }

    private static UnusableFileException withoutCertificate(KeyFile keys, KeyFile certificates) {
        return new UnusableFileException(
                certificates.path(),
                "no certificate in it belongs to the private key"
                        + (keys.path().equals(certificates.path()) ? "" : " in " + keys.path()),
                "the certificate of that key");
    }

    private static Credential of(
            PrivateKey key,
            X509Certificate certificate,
            KeyKind kind,
            KeyFile certificates,
            Path file) {
        List<X509Certificate> others =
                certificates.certificates().stream()
                        .filter(each -> !each.equals(certificate))
                        .toList();
        return new Credential(key, certificate, kind, others, file, Optional.empty());
    }

    /** The same with more certificates to send along. */
    public Credential with(List<X509Certificate> more) {
        List<X509Certificate> all = new ArrayList<>(others);
        more.stream()
                .filter(each -> !each.equals(certificate) && !all.contains(each))
                .forEach(all::add);
        return new Credential(key, certificate, kind, all, file, token);
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Credential[" + certificate.getSubjectX500Principal() + "]";
    }
}
