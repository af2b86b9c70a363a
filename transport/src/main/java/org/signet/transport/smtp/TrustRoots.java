package org.signet.transport.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** The authorities that may vouch for a server where the policy is to verify its name. */
public final class TrustRoots {
    private final Set<TrustAnchor> anchors;

    private TrustRoots(Iterable<? extends Certificate> certificates) {
        Set<TrustAnchor> all = new HashSet<>();
        for (Certificate certificate : certificates) {
            if (certificate instanceof X509Certificate root) {
                all.add(new TrustAnchor(root, null));
            }
        }
        anchors = Set.copyOf(all);
    }

    /** Those of this Java, read once. */
    public static TrustRoots ofPlatform() {
        return Platform.ROOTS;
    }

    /**
     * Reads a file of PEM certificates.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if there is no certificate in it, or something else
     */
    public static TrustRoots read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            TrustRoots roots =
                    new TrustRoots(
                            CertificateFactory.getInstance("X.509").generateCertificates(in));
            if (roots.anchors.isEmpty()) {
                throw new IllegalArgumentException(file + " holds no certificate");
            }
            return roots;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is no file of PEM certificates", e);
        }
    }

    Set<TrustAnchor> anchors() {
        return Collections.unmodifiableSet(anchors);
    }

    private static final class Platform {
        private static final TrustRoots ROOTS = load();

        private static TrustRoots load() {
            try {
                TrustManagerFactory factory =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                factory.init((KeyStore) null);
                for (TrustManager manager : factory.getTrustManagers()) {
                    if (manager instanceof X509TrustManager x509) {
                        return new TrustRoots(Arrays.asList(x509.getAcceptedIssuers()));
                    }
                }
                throw new IllegalStateException("This Java has no trusted roots");
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("The trusted roots of this Java are unreadable", e);
            }
        }
    }
}
