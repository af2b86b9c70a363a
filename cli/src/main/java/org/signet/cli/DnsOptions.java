package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DnssecDns;
import org.signet.transport.dns.TrustAnchorException;
import org.signet.transport.dns.TrustAnchors;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

import java.nio.file.Path;
import java.time.Clock;

/** Whom to ask and what to trust; the same options on every verb that asks DNS. */
final class DnsOptions {
    @Option(
            names = "--resolver",
            paramLabel = "ADDRESS[:PORT]",
            description = "Whom to ask, several by comma; default: those of the system.")
    private @Nullable String resolver;

    @Option(
            names = "--trust-anchor",
            paramLabel = "FILE",
            description = "DS or DNSKEY records of the root; default: the root's keys.")
    private @Nullable Path anchor;

    @Option(
            names = "--trust-ad",
            description = "Believe the AD bit of a resolver on loopback, validate nothing.")
    private boolean trustAd;

    DnssecDns open(CommandSpec spec) {
        if (trustAd && anchor != null) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--trust-ad validates nothing; allowed: it or --trust-anchor");
        }
        try {
            TrustAnchors anchors =
                    anchor == null ? TrustAnchors.builtIn() : TrustAnchors.read(anchor);
            DnsSettings settings =
                    DnsSettings.of(
                                    resolver == null
                                            ? DnsSettings.systemServers()
                                            : DnsSettings.parseServers(resolver),
                                    anchors)
                            .in(trustAd ? DnsSettings.Mode.TRUST_AD : DnsSettings.Mode.VALIDATE);
            return DnssecDns.of(settings, Clock.systemUTC());
        } catch (TrustAnchorException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
