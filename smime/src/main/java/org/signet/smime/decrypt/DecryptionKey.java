package org.signet.smime.decrypt;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.key.KeyPairs;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key, with the certificate by which messages name it. */
public record DecryptionKey(PrivateKey key, X509Certificate certificate, KeyKind kind) {
    /** Reads a key and its certificate from two files, which may be the same. */
    public static DecryptionKey read(Path keyFile, Path certificateFile)
            throws UnusableFileException {
        PemFile keys = PemFile.read(keyFile);
        if (keys.keys().size() != 1) {
            throw new UnusableFileException(
                    keyFile,
                    "there are " + keys.keys().size() + " private keys in it",
                    "one private key");
        }
        PrivateKey key = keys.keys().get(0);
        X509Certificate certificate =
                KeyPairs.certificateOf(key, PemFile.read(certificateFile).certificates())
                        .orElseThrow(
                                () ->
                                        new UnusableFileException(
                                                certificateFile,
                                                "no certificate in it belongs to the private key in "
                                                        + keyFile,
                                                "the certificate of that key"));
        return new DecryptionKey(key, certificate, kind(certificateFile, certificate));
    }

    private static KeyKind kind(Path file, X509Certificate certificate)
            throws UnusableFileException {
        return KeyKind.of(certificate)
                .orElseThrow(
                        () ->
                                new UnusableFileException(
                                        file,
                                        "its key is of a kind that is not known",
                                        "RSA of 2048 to 8192 bits, P-256 or P-384"));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DecryptionKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
