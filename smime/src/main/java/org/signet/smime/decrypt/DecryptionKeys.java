package org.signet.smime.decrypt;

import org.signet.smime.certificate.CertificateAddresses;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.key.Credential;
import org.signet.smime.pem.Folder;
import org.signet.smime.pem.KeyFile;
import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a folder that mail is decrypted with, by the addresses in their certificates. Expired
 * ones count too: mail that was encrypted to them stays readable.
 */
public final class DecryptionKeys {
    private static final Set<String> EXTENSIONS = Set.of("pem", "p12", "pfx");

    private final Map<Mailbox, List<DecryptionKey>> keys = new LinkedHashMap<>();

    private DecryptionKeys() {}

    /**
     * Reads the files {@code *.pem, *.p12, *.pfx} of a folder; keys that only sign are left out.
     */
    public static DecryptionKeys load(Path folder) throws UnusableFileException {
        DecryptionKeys all = new DecryptionKeys();
        for (Path path : Folder.files(folder, EXTENSIONS)) {
            KeyFile file = KeyFile.read(path, Password.beside(path));
            for (Credential credential : Credential.of(file, file)) {
                if (credential.kind().family().encrypts()) {
                    all.add(path, credential);
                }
            }
        }
        if (all.keys.isEmpty()) {
            throw new UnusableFileException(
                    folder,
                    "there is no key in it that mail could be encrypted to",
                    "files *.pem, *.p12 or *.pfx with a private key and its certificate, which"
                            + " names a mail address");
        }
        return all;
    }

    private void add(Path file, Credential credential) throws UnusableFileException {
        try {
            for (Mailbox address : CertificateAddresses.of(credential.certificate())) {
                keys.computeIfAbsent(address, key -> new ArrayList<>())
                        .add(DecryptionKey.of(credential));
            }
        } catch (CertificateParsingException e) {
            throw new UnusableFileException(
                    file,
                    "the addresses in the certificate cannot be read",
                    "a certificate whose subject alternative name is right");
        }
    }

    /** The keys that belong to an address. */
    public List<DecryptionKey> of(Mailbox address) {
        return List.copyOf(keys.getOrDefault(address, List.of()));
    }
}
