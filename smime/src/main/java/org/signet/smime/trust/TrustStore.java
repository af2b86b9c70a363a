package org.signet.smime.trust;

import org.signet.smime.pem.Folder;
import org.signet.smime.pem.PemFile;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.provider.Providers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * The certificates that an operator trusts.
 *
 * @param roots those that are trusted by themselves
 * @param intermediates others, which may help to find a path to a root
 */
public record TrustStore(List<X509Certificate> roots, List<X509Certificate> intermediates) {
    private static final Set<String> EXTENSIONS = Set.of("pem", "crt", "cer", "der");

    public TrustStore {
        roots = List.copyOf(roots);
        intermediates = List.copyOf(intermediates);
    }

    /** Takes those that signed themselves for roots, the others for intermediates. */
    public static TrustStore of(Collection<X509Certificate> certificates) {
        List<X509Certificate> roots = new ArrayList<>();
        List<X509Certificate> intermediates = new ArrayList<>();
        for (X509Certificate each : Certificates.converted(certificates)) {
            (isRoot(each) ? roots : intermediates).add(each);
        }
        return new TrustStore(roots, intermediates);
    }

    /** Reads a file of certificates, PEM or DER, or all such files of a folder. */
    public static TrustStore load(Path fileOrFolder) throws UnusableFileException {
        List<X509Certificate> all = new ArrayList<>();
        List<Path> files =
                Files.isDirectory(fileOrFolder)
                        ? Folder.files(fileOrFolder, EXTENSIONS)
                        : List.of(fileOrFolder);
        for (Path file : files) {
            all.addAll(PemFile.read(file).certificates());
        }
        TrustStore store = of(all);
        if (store.roots().isEmpty()) {
            throw new UnusableFileException(
                    fileOrFolder,
                    "there is no root in it",
                    "X.509 certificates in PEM or DER, at least one of which is signed by itself");
        }
        return store;
    }

    private static boolean isRoot(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey(), Providers.bouncyCastle());
            return true;
        } catch (GeneralSecurityException | RuntimeException notByItself) {
            return false;
        }
    }
}
