package org.signet.smime.decrypt;

import org.signet.smime.certificate.KeyKind;
import org.signet.smime.key.Credential;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** A private key, with the certificate by which messages name it. */
public record DecryptionKey(PrivateKey key, X509Certificate certificate, KeyKind kind) {
    /** Reads a key and its certificate from two files, which may be the same. */
    public static DecryptionKey read(Path keyFile, Path certificateFile)
            throws UnusableFileException {
        return of(
                Credential.of(
                                KeyFile.readPem(keyFile, Optional.empty()),
                                KeyFile.readPem(certificateFile, Optional.empty()))
                        .get(0));
    }

    public static DecryptionKey of(Credential credential) {
        return new DecryptionKey(credential.key(), credential.certificate(), credential.kind());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "DecryptionKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
