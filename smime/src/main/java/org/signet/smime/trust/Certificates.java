package org.signet.smime.trust;

import org.signet.smime.pem.Folder;
import org.signet.smime.pem.UnusableFileException;
import org.signet.smime.provider.Providers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Certificates and revocation lists from their encodings. */
public final class Certificates {
    private Certificates() {}

    /** Nothing if it cannot be read, as happens with what strangers send. */
    public static Optional<X509Certificate> parse(byte[] der) {
        try {
            return Optional.ofNullable(
                    (X509Certificate) factory().generateCertificate(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /** Nothing if it cannot be read. */
    public static Optional<X509CRL> parseList(byte[] der) {
        try {
            return Optional.ofNullable(
                    (X509CRL) factory().generateCRL(new ByteArrayInputStream(der)));
        } catch (GeneralSecurityException | RuntimeException broken) {
            return Optional.empty();
        }
    }

    /**
     * Reads the revocation lists of a file, PEM or DER.
     *
     * @throws IllegalArgumentException if there is none, or one that cannot be read
     */
    public static List<X509CRL> readLists(Path file) throws IOException {
        if (!Files.isReadable(file)) {
            throw new IllegalArgumentException(file + ": it cannot be read");
        }
        List<X509CRL> lists = new ArrayList<>();
        try {
            for (CRL each :
                    factory().generateCRLs(new ByteArrayInputStream(Files.readAllBytes(file)))) {
                lists.add((X509CRL) each);
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    file + ": there is something in it that is no revocation list", e);
        }
        if (lists.isEmpty()) {
            throw new IllegalArgumentException(file + ": there is no revocation list in it");
        }
        return lists;
    }

    /** Reads the revocation lists of a folder, from the files {@code *.crl, *.pem, *.der}. */
    public static List<X509CRL> loadLists(Path folder) throws UnusableFileException {
        List<X509CRL> lists = new ArrayList<>();
        for (Path file : Folder.files(folder, Set.of("crl", "pem", "der"))) {
            try {
                lists.addAll(readLists(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new UnusableFileException(
                        file,
                        String.valueOf(e.getMessage()),
                        "X.509 revocation lists in PEM or DER");
            }
        }
        return lists;
    }

    /** The same certificates, as objects that Bouncy Castle made. */
    static List<X509Certificate> converted(Collection<X509Certificate> certificates) {
        List<X509Certificate> all = new ArrayList<>();
        for (X509Certificate each : certificates) {
            try {
                parse(each.getEncoded()).ifPresent(all::add);
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("A certificate that has no encoding", e);
            }
        }
        return all;
    }

    static CertificateFactory factory() throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509", Providers.bouncyCastle());
    }
}
