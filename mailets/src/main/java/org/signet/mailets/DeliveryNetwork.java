package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.TrustAnchorException;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.smtp.SmtpSettings;

import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of {@link SecureRemoteDelivery} that are about the network. */
final class DeliveryNetwork {
    /** RFC 5321 §4.5.3.2.6: to give up on the last reply early is to deliver twice. */
    private static final Duration FINAL_TIMEOUT = Duration.ofMinutes(10);

    private DeliveryNetwork() {}

    static DeliveryResolver dns(Parameters parameters, FileSystem files) throws MessagingException {
        return new DeliveryResolver(
                settings(parameters, files),
                parameters.choice(
                        "onDnssecUnavailable", DeliveryResolver.OnDnssecUnavailable.REFUSE));
    }

    private static DnsSettings settings(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<String> list = parameters.optional("dnsServers");
        DnsSettings.Mode mode = parameters.choice("dnsMode", DnsSettings.Mode.VALIDATE);
        if (mode == DnsSettings.Mode.TRUST_AD && parameters.optional("trustAnchors").isPresent()) {
            throw parameters.refuse(
                    "trustAnchors",
                    parameters.optional("trustAnchors").orElse(""),
                    "with <dnsMode> trust-ad the resolver has the anchors",
                    "to remove it, or <dnsMode> validate");
        }
        try {
            List<InetSocketAddress> servers =
                    list.isPresent()
                            ? DnsSettings.parseServers(list.get())
                            : DnsSettings.systemServers();
            return DnsSettings.of(servers, anchors(parameters, files)).in(mode);
        } catch (IllegalArgumentException e) {
            throw parameters.refuse(
                    "dnsServers",
                    list.orElse(""),
                    reason(e),
                    mode == DnsSettings.Mode.TRUST_AD
                            ? "with <dnsMode> trust-ad, addresses of loopback only, such as"
                                    + " 127.0.0.1:53"
                            : "a list of address or address:port, such as 127.0.0.1:53,"
                                    + " [::1]:53");
        }
    }

    private static TrustAnchors anchors(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<String> file = parameters.optional("trustAnchors");
        if (file.isEmpty()) {
            return TrustAnchors.builtIn();
        }
        try {
            Path path =
                    file.get().startsWith("/")
                            ? Path.of(file.get())
                            : files.getFile(file.get()).toPath();
            return TrustAnchors.read(path);
        } catch (TrustAnchorException | FileNotFoundException e) {
            throw parameters.refuse(
                    "trustAnchors",
                    file.get(),
                    reason(e),
                    "a file of DS or DNSKEY records, such as file://conf/root-anchors");
        }
    }

    static SmtpSettings smtp(Parameters parameters, String usualName) throws MessagingException {
        int connect = parameters.number("connectiontimeout", 60_000, 1, Integer.MAX_VALUE);
        Optional<String> header = parameters.optional("verdictHeader");
        String name = parameters.optional("heloName").orElse(usualName);
        try {
            Duration step =
                    Duration.ofMillis(parameters.number("timeout", 180_000, 1, Integer.MAX_VALUE));
            SmtpSettings settings =
                    new SmtpSettings(
                                    name,
                                    Duration.ofMillis(
                                            parameters.number(
                                                    "connectionTimeout",
                                                    connect,
                                                    1,
                                                    Integer.MAX_VALUE)),
                                    step,
                                    bind(parameters),
                                    header)
                            .withFinalTimeout(
                                    parameters.optional("timeout").isPresent()
                                            ? step
                                            : FINAL_TIMEOUT);
            return DeliveryGateways.credentials(parameters)
                    .map(settings::withCredentials)
                    .orElse(settings);
        } catch (IllegalArgumentException e) {
            boolean aboutName = reason(e).contains("EHLO");
            throw parameters.refuse(
                    aboutName ? "heloName" : "verdictHeader",
                    aboutName ? name : header.orElse(""),
                    reason(e),
                    aboutName ? "a host name" : "letters, digits and hyphens");
        }
    }

    private static Optional<InetAddress> bind(Parameters parameters) throws MessagingException {
        Optional<String> text = parameters.optional("bind");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text.get()));
        } catch (UnknownHostException e) {
            throw parameters.refuse(
                    "bind", text.get(), "it is no local address", "an address of this machine");
        }
    }

    static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
