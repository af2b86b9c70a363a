package org.signet.smime.pem;

import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.RSAPrivateKey;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.signet.smime.provider.Providers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys and certificates in one file, in their order. */
public final class PemFile {
    private static final long LARGEST = 1024 * 1024;

    private final Path path;
    private final Optional<Password> password;
    private final List<PrivateKey> keys = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();

    private PemFile(Path path, Optional<Password> password) {
        this.path = path;
        this.password = password;
    }

    public static PemFile read(Path path) throws UnusableFileException {
        return read(path, Optional.empty());
    }

    static PemFile read(Path path, Optional<Password> password) throws UnusableFileException {
        return parse(path, bytes(path), password);
    }

    /**
     * The certificates in bytes that came from elsewhere; nothing but certificates may be in them.
     *
     * @param name what to call them in words about them
     */
    public static List<X509Certificate> certificates(Path name, byte[] bytes)
            throws UnusableFileException {
        PemFile parsed = parse(name, bytes, Optional.empty());
        if (!parsed.keys.isEmpty()) {
            throw new UnusableFileException(
                    name, "there is a private key in it", "X.509 certificates in PEM or DER");
        }
        return parsed.certificates();
    }

    private static PemFile parse(Path path, byte[] bytes, Optional<Password> password)
            throws UnusableFileException {
        PemFile file = new PemFile(path, password);
        if (bytes.length > 0 && bytes[0] == 0x30) {
            file.certificates.add(certificate(path, bytes, "the file"));
            return file;
        }
        for (PemBlock block :
                PemBlock.parse(path, new String(bytes, StandardCharsets.ISO_8859_1))) {
            file.add(block);
        }
        return file;
    }

    public Path path() {
        return path;
    }

    public List<PrivateKey> keys() {
        return List.copyOf(keys);
    }

    public List<X509Certificate> certificates() {
        return List.copyOf(certificates);
    }

    static byte[] bytes(Path path) throws UnusableFileException {
        try {
            if (Files.size(path) > LARGEST) {
                throw new UnusableFileException(
                        path, "it is too large", "at most " + LARGEST + " bytes");
            }
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw new UnusableFileException(
                    path, "it cannot be read (" + e + ")", "a file that this server may read");
        }
    }

    private void add(PemBlock block) throws UnusableFileException {
        switch (block.label()) {
            case "CERTIFICATE", "X509 CERTIFICATE" ->
                    certificates.add(certificate(path, block.content(), "line " + block.line()));
            case "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY" -> keys.add(key(block));
            case "EC PARAMETERS" -> {
                // The curve is named in the key as well.
            }
            case "ENCRYPTED PRIVATE KEY" -> keys.add(decryptedKey(block));
            default ->
                    throw PemBlock.refuse(
                            path, block.line(), "a block " + block.label() + " is not known");
        }
    }

    static X509Certificate certificate(Path path, byte[] der, String where)
            throws UnusableFileException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509", Providers.digests())
                            .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException e) {
            throw new UnusableFileException(
                    path,
                    where + ": it is not a certificate (" + e.getMessage() + ")",
                    "an X.509 certificate in PEM or DER");
        }
    }

    private PrivateKey key(PemBlock block) throws UnusableFileException {
        try {
            return PrivateKeys.of(info(block));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the content, which is the key.
            throw PemBlock.refuse(
                    path,
                    block.line(),
                    "the block " + block.label() + " is not a private key of a known kind");
        }
    }

    private PrivateKey decryptedKey(PemBlock block) throws UnusableFileException {
        Password known =
                password.orElseThrow(
                        () ->
                                PemBlock.refuse(
                                        path,
                                        block.line(),
                                        "the key is protected by a password, which is missing"));
        try {
            return PrivateKeys.of(
                    PrivateKeys.decrypted(
                            new PKCS8EncryptedPrivateKeyInfo(block.content()), known));
        } catch (IOException
                | GeneralSecurityException
                | PKCSException
                | IllegalArgumentException e) {
            // The cause may quote the content, which is the key.
            throw PemBlock.refuse(path, block.line(), "the key cannot be read with this password");
        }
    }

    private static PrivateKeyInfo info(PemBlock block) throws IOException {
        return switch (block.label()) {
            case "RSA PRIVATE KEY" ->
                    new PrivateKeyInfo(
                            new AlgorithmIdentifier(
                                    PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                            RSAPrivateKey.getInstance(block.content()));
            case "EC PRIVATE KEY" -> {
                ECPrivateKey key = ECPrivateKey.getInstance(block.content());
                yield new PrivateKeyInfo(
                        new AlgorithmIdentifier(
                                X9ObjectIdentifiers.id_ecPublicKey, key.getParametersObject()),
                        key);
            }
            default -> PrivateKeyInfo.getInstance(block.content());
        };
    }
}
