package org.signet.smime.trust;

import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.util.List;

/** Revocation lists that somebody keeps up to date in a folder (RFC 5280 §5). */
public record RevocationLists(List<X509CRL> lists) {
    public static final RevocationLists NONE = new RevocationLists(List.of());

    public RevocationLists {
        lists = List.copyOf(lists);
    }

    /** Reads the files {@code *.crl, *.pem, *.der} of a folder. */
    public static RevocationLists load(Path folder) throws UnusableFileException {
        return new RevocationLists(Certificates.loadLists(folder));
    }
}
