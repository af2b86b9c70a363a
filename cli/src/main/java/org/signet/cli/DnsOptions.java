package org.signet.cli;

import org.jspecify.annotations.Nullable;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.TrustAnchorException;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.dns.ValidatingDns;

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

    ValidatingDns open(CommandSpec spec) {
        try {
            TrustAnchors anchors =
                    anchor == null ? TrustAnchors.builtIn() : TrustAnchors.read(anchor);
            return new ValidatingDns(
                    DnsSettings.of(
                            resolver == null
                                    ? DnsSettings.systemServers()
                                    : DnsSettings.parseServers(resolver),
                            anchors),
                    Clock.systemUTC());
        } catch (TrustAnchorException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
        }
    }
}
