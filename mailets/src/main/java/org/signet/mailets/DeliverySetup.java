package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.ProcessingState;
import org.signet.transport.dane.MailHost;
import org.signet.transport.delivery.DeliverySettings;
import org.signet.transport.delivery.Stop;
import org.signet.transport.dns.DnsSettings;
import org.signet.transport.dns.DomainName;
import org.signet.transport.dns.TrustAnchorException;
import org.signet.transport.dns.TrustAnchors;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.smtp.SmtpSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.FileNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The parameters of {@link SecureRemoteDelivery}, read once. */
record DeliverySetup(
        String queue,
        DeliveryDelays delays,
        int dnsRetries,
        int workers,
        Optional<ProcessingState> bounceProcessor,
        Optional<ProcessingState> onSuccess,
        boolean usePriority,
        boolean loadBalancing,
        List<Stop> gateways,
        DnsSettings dns,
        DeliverySettings delivery,
        SmtpSettings smtp) {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    private static final String[] KNOWN = {
        "outgoing",
        "outgoingQueue",
        "delayTime",
        "maxRetries",
        "maxDnsProblemRetries",
        "timeout",
        "connectiontimeout",
        "connectionTimeout",
        "sendpartial",
        "bounceProcessor",
        "onSuccess",
        "startTLS",
        "sslEnable",
        "verifyServerIdentity",
        "sslTrustAllCerts",
        "gateway",
        "gatewayPort",
        "gatewayUsername",
        "gatewayusername",
        "gatewayPassword",
        "loadBalancing",
        "bind",
        "heloName",
        "debug",
        "usePriority",
        "deliveryThreads",
        "dnsServers",
        "trustAnchors",
        "port",
        "tlsLevel",
        "verdictHeader"
    };

    /**
     * Parameters of RemoteDelivery that would weaken or bypass the policy, or are not there yet.
     */
    private static final Map<String, String> REFUSED =
            new TreeMap<>(
                    Map.of(
                            "sslTrustAllCerts",
                            "there is no way to trust every certificate",
                            "sslEnable",
                            "implicit TLS (port 465) is not supported, STARTTLS is",
                            "gatewayUsername",
                            "SMTP AUTH is not supported yet",
                            "gatewayusername",
                            "SMTP AUTH is not supported yet",
                            "gatewayPassword",
                            "SMTP AUTH is not supported yet"));

    /** Parameters of RemoteDelivery that have no effect, with the reason. */
    private static final Map<String, String> WITHOUT_EFFECT =
            new TreeMap<>(
                    Map.of(
                            "startTLS",
                            "TLS is always used where it can be, see tlsLevel",
                            "verifyServerIdentity",
                            "DANE decides what is verified, see tlsLevel",
                            "sendpartial",
                            "every recipient has its own result always",
                            "debug",
                            "log levels are set in logback.xml"));

    DeliverySetup {
        gateways = List.copyOf(gateways);
    }

    /**
     * Reads the parameters.
     *
     * @param usualName the name for EHLO where no parameter gives one
     */
    static DeliverySetup from(MailetConfig config, FileSystem files, String usualName)
            throws MessagingException {
        Parameters parameters = parameters(config);
        int port = parameters.number("port", 25, 1, 65535);
        DeliverySetup setup =
                new DeliverySetup(
                        either(parameters, "outgoing", "outgoingQueue").orElse("outgoing"),
                        delays(parameters),
                        parameters.number("maxDnsProblemRetries", 0, 0, 1000),
                        parameters.number("deliveryThreads", 50, 1, 1000),
                        parameters.optional("bounceProcessor").map(ProcessingState::new),
                        parameters.optional("onSuccess").map(ProcessingState::new),
                        parameters.flag("usePriority", false),
                        parameters.flag("loadBalancing", true),
                        gateways(parameters, port),
                        dns(parameters, files),
                        DeliverySettings.of(port, parameters.choice("tlsLevel", TlsLevel.DANE)),
                        smtp(parameters, usualName));
        warn(parameters);
        return setup;
    }

    private static Parameters parameters(MailetConfig config) throws MessagingException {
        List<String> known = new ArrayList<>(List.of(KNOWN));
        List<String> ofJakartaMail = new ArrayList<>();
        for (Iterator<String> names = config.getInitParameterNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith("mail.")) {
                ofJakartaMail.add(name);
            }
        }
        known.addAll(ofJakartaMail);
        Parameters parameters =
                Parameters.of(config, SecureRemoteDelivery.class, known.toArray(String[]::new));
        for (String name : ofJakartaMail) {
            throw refused(
                    parameters, name, "Jakarta Mail is not used, its properties have no effect");
        }
        for (Map.Entry<String, String> refused : REFUSED.entrySet()) {
            Optional<String> value = parameters.optional(refused.getKey());
            if (value.isPresent() && !value.get().equalsIgnoreCase("false")) {
                throw refused(parameters, refused.getKey(), refused.getValue());
            }
        }
        return parameters;
    }

    private static MessagingException refused(Parameters parameters, String name, String why) {
        String value = name.endsWith("Password") ? "..." : parameters.optional(name).orElse("");
        return parameters.refuse(name, value, why, "to remove it");
    }

    private static void warn(Parameters parameters) {
        WITHOUT_EFFECT.forEach(
                (name, why) -> {
                    if (parameters.optional(name).isPresent()) {
                        LOG.warn("SecureRemoteDelivery: <{}> has no effect: {}", name, why);
                    }
                });
    }

    private static Optional<String> either(Parameters parameters, String name, String alias)
            throws MessagingException {
        Optional<String> value = parameters.optional(name);
        Optional<String> other = parameters.optional(alias);
        if (value.isPresent() && other.isPresent() && !value.equals(other)) {
            throw parameters.refuse(
                    alias, other.get(), "it contradicts <" + name + ">", value.get());
        }
        return value.or(() -> other);
    }

    private static DeliveryDelays delays(Parameters parameters) throws MessagingException {
        int retries = parameters.number("maxRetries", 5, 0, 1000);
        Optional<String> text = parameters.optional("delayTime");
        if (text.isEmpty()) {
            return DeliveryDelays.usual(retries);
        }
        try {
            return DeliveryDelays.parse(text.get(), retries);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw parameters.refuse("delayTime", text.get(), reason(e), DeliveryDelays.ALLOWED);
        }
    }

    private static List<Stop> gateways(Parameters parameters, int port) throws MessagingException {
        Optional<String> list = parameters.optional("gateway");
        int usual = parameters.number("gatewayPort", port, 1, 65535);
        List<Stop> stops = new ArrayList<>();
        if (list.isPresent()) {
            for (String part : list.get().split(",", -1)) {
                stops.add(gateway(parameters, part.strip(), usual));
            }
        }
        return stops;
    }

    private static Stop gateway(Parameters parameters, String text, int usualPort)
            throws MessagingException {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        String host = withPort ? text.substring(0, colon) : text;
        int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : usualPort;
        Optional<InetAddress> address = DeliveryDestinations.literal(host);
        if (address.isPresent()) {
            return new Stop.Numbered(address.get(), port);
        }
        Optional<DomainName> name = DomainName.tryParse(host);
        if (name.isEmpty() || port < 1 || port > 65535) {
            throw parameters.refuse(
                    "gateway",
                    text,
                    "it is no host",
                    "a list of host or host:port, such as mx.example:25");
        }
        return new Stop.Named(new MailHost(name.get(), true, List.of()), port);
    }

    private static DnsSettings dns(Parameters parameters, FileSystem files)
            throws MessagingException {
        Optional<String> list = parameters.optional("dnsServers");
        try {
            List<InetSocketAddress> servers =
                    list.isPresent()
                            ? DnsSettings.parseServers(list.get())
                            : DnsSettings.systemServers();
            return DnsSettings.of(servers, anchors(parameters, files));
        } catch (IllegalArgumentException e) {
            throw parameters.refuse(
                    "dnsServers",
                    list.orElse(""),
                    reason(e),
                    "a list of address or address:port, such as 127.0.0.1:53, [::1]:53");
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

    private static SmtpSettings smtp(Parameters parameters, String usualName)
            throws MessagingException {
        int connect = parameters.number("connectiontimeout", 60_000, 1, Integer.MAX_VALUE);
        Optional<String> header = parameters.optional("verdictHeader");
        String name = parameters.optional("heloName").orElse(usualName);
        try {
            return new SmtpSettings(
                    name,
                    Duration.ofMillis(
                            parameters.number("connectionTimeout", connect, 1, Integer.MAX_VALUE)),
                    Duration.ofMillis(parameters.number("timeout", 180_000, 1, Integer.MAX_VALUE)),
                    bind(parameters),
                    header);
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

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage());
    }
}
