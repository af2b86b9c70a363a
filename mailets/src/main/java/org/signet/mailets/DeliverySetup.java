package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.apache.mailet.MailetConfig;
import org.apache.mailet.ProcessingState;
import org.signet.transport.delivery.DeliverySettings;
import org.signet.transport.delivery.Stop;
import org.signet.transport.smtp.SmtpSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

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
        DeliveryQueueing queueing,
        Duration delayWarning,
        Optional<ProcessingState> bounceProcessor,
        Optional<ProcessingState> onSuccess,
        boolean usePriority,
        boolean loadBalancing,
        List<Stop> gateways,
        DeliveryResolver dns,
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
        "mailsInMemory",
        "initialDestinationConcurrency",
        "destinationConcurrencyLimit",
        "deadDestinationTime",
        "keptConnections",
        "connectionIdleTime",
        "connectionLifetime",
        "messagesPerConnection",
        "delayWarningTime",
        "retrySchedule",
        "retryRepository",
        "nodeName",
        "dnsServers",
        "dnsMode",
        "onDnssecUnavailable",
        "trustAnchors",
        "port",
        "tlsLevel",
        "tlsPolicyMap",
        "insecureMxPolicy",
        "requireTls",
        "verdictHeader"
    };

    /** Parameters of RemoteDelivery that would bypass the policy. */
    private static final Map<String, String> REFUSED =
            Map.of("sslTrustAllCerts", "there is no way to trust every certificate");

    /** Parameters of RemoteDelivery that have no effect, with the reason. */
    private static final Map<String, String> WITHOUT_EFFECT =
            new TreeMap<>(
                    Map.of(
                            "startTLS",
                            "TLS is always used where it can be, see tlsLevel",
                            "verifyServerIdentity",
                            "what is verified follows tlsLevel",
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
                        DeliveryQueueing.from(parameters),
                        DeliveryQueueing.time(parameters, "delayWarningTime", Duration.ofHours(4)),
                        parameters.optional("bounceProcessor").map(ProcessingState::new),
                        parameters.optional("onSuccess").map(ProcessingState::new),
                        parameters.flag("usePriority", false),
                        parameters.flag("loadBalancing", true),
                        DeliveryGateways.from(parameters, port),
                        DeliveryNetwork.dns(parameters, files),
                        DeliverySettings.of(
                                port,
                                DeliveryTls.rules(parameters, files),
                                DeliveryQueueing.keeping(parameters)),
                        DeliveryNetwork.smtp(parameters, usualName));
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
                    boolean aboutGateway =
                            name.equals("startTLS") || name.equals("verifyServerIdentity");
                    if (parameters.optional(name).isPresent()
                            && !(aboutGateway && parameters.optional("gateway").isPresent())) {
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
            return parameters.isGiven("delayTime")
                    ? DeliveryDelays.none(retries)
                    : DeliveryDelays.usual(retries);
        }
        try {
            return DeliveryDelays.parse(text.get(), retries);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw parameters.refuse(
                    "delayTime", text.get(), DeliveryNetwork.reason(e), DeliveryDelays.ALLOWED);
        }
    }
}
