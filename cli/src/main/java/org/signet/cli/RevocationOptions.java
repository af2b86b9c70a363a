package org.signet.cli;

import org.signet.smime.revocation.OnlineRevocation;
import org.signet.smime.revocation.RevocationSettings;
import org.signet.smime.trust.RevocationRule;

import picocli.CommandLine.Option;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whom to ask whether certificates are revoked. */
final class RevocationOptions {
    @Option(
            names = "--ocsp",
            description =
                    "ask the responders that the certificates name; every certificate must then be"
                            + " known to be good")
    private boolean ocsp;

    @Option(
            names = "--fetch-crls",
            description =
                    "fetch the revocation lists that the certificates name; every certificate must"
                            + " then be known to be good")
    private boolean fetchLists;

    @Option(
            names = "--revocation-host",
            paramLabel = "HOST",
            description =
                    "HOST or HOST:PORT that may be asked at a private address and at another port"
                            + " than 80; may be given several times")
    private List<String> hosts = new ArrayList<>();

    /** Whether anybody is asked. */
    boolean isAsked() {
        return ocsp || fetchLists;
    }

    RevocationRule rule() {
        if (!isAsked()) {
            return RevocationRule.LISTS;
        }
        RevocationSettings settings =
                new RevocationSettings(
                        ocsp,
                        fetchLists,
                        RevocationSettings.DEFAULT.timeout(),
                        RevocationSettings.DEFAULT.mostListBytes(),
                        Set.copyOf(hosts));
        return RevocationRule.of(
                RevocationRule.Demand.REQUIRE,
                new OnlineRevocation(settings, Clock.systemUTC(), new SecureRandom()));
    }
}
