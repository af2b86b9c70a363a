package org.signet.acceptance.parity;

import org.signet.testing.TestCa;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/** All cases, and the certificates that their servers have. */
final class Cases {
    private static final TestCa ROOT = TestCa.root("Parity Root");

    /** Trusted by James, and valid for localhost. */
    static final TestCa.Identity TRUSTED = ROOT.server("localhost").issue();

    /** Trusted by James, and valid for another name. */
    static final TestCa.Identity OTHER_NAME = ROOT.server("other.test").issue();

    /** Trusted by nobody. */
    static final TestCa.Identity SELF_SIGNED = TestCa.selfSigned("localhost");

    private static final List<Case> ALL = collect();

    private Cases() {}

    static List<Case> all() {
        return ALL;
    }

    private static List<Case> collect() {
        List<Case> all = new ArrayList<>();
        all.addAll(FlowCases.all());
        all.addAll(RetryCases.all());
        all.addAll(BounceCases.all());
        all.addAll(RoutingCases.all());
        all.addAll(EnvelopeCases.all());
        all.addAll(SecurityCases.all());
        all.addAll(ParameterCases.all());
        return List.copyOf(all);
    }

    static Path writeTrustStore(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", ROOT.certificate());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, ParityConfiguration.TRUST_PASSWORD.toCharArray());
        }
        return file;
    }
}
