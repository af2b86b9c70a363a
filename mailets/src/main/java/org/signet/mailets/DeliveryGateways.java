package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.signet.transport.dane.MailHost;
import org.signet.transport.delivery.Stop;
import org.signet.transport.dns.DomainName;
import org.signet.transport.policy.TlsLevel;
import org.signet.transport.smtp.Credentials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the parameters of {@link SecureRemoteDelivery} that are about gateways. */
final class DeliveryGateways {
    private static final Logger LOG = LoggerFactory.getLogger(SecureRemoteDelivery.class);

    /** RFC 8314 §3.3. */
    private static final int SUBMISSIONS = 465;

    private DeliveryGateways() {}

    static List<Stop> from(Parameters parameters, int port) throws MessagingException {
        Optional<String> list = parameters.optional("gateway");
        boolean implicitTls = parameters.flag("sslEnable", false);
        if (implicitTls && list.isEmpty()) {
            throw parameters.refuse(
                    "sslEnable",
                    "true",
                    "mail hosts of domains do not listen with TLS from the start",
                    "false, or true with <gateway>");
        }
        int usual = parameters.number("gatewayPort", implicitTls ? SUBMISSIONS : port, 1, 65535);
        List<Stop> stops = new ArrayList<>();
        if (list.isPresent()) {
            for (String part : list.get().split(",", -1)) {
                stops.add(gateway(parameters, part.strip(), usual, implicitTls));
            }
        }
        return stops;
    }

    private static Stop gateway(
            Parameters parameters, String text, int usualPort, boolean implicitTls)
            throws MessagingException {
        int colon = text.lastIndexOf(':');
        boolean withPort = colon > 0 && text.substring(colon + 1).matches("\\d{1,5}");
        String host = withPort ? text.substring(0, colon) : text;
        int port = withPort ? Integer.parseInt(text.substring(colon + 1)) : usualPort;
        Optional<InetAddress> address = DeliveryDestinations.literal(host);
        if (address.isPresent()) {
            return new Stop.Numbered(address.get(), port, implicitTls);
        }
        Optional<DomainName> name = DomainName.tryParse(host);
        if (name.isEmpty() || port < 1 || port > 65535) {
            throw parameters.refuse(
                    "gateway",
                    text,
                    "it is no host",
                    "a list of host or host:port, such as mx.example:25");
        }
        return new Stop.Named(new MailHost(name.get(), true, List.of()), port, implicitTls);
    }

    /** The name and password that gateways are shown, only ever over TLS. */
    static Optional<Credentials> credentials(Parameters parameters) throws MessagingException {
        Optional<String> old = parameters.optional("gatewayusername");
        Optional<String> name = parameters.optional("gatewayUsername").or(() -> old);
        Optional<String> password = parameters.optional("gatewayPassword");
        if (name.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        if (name.isEmpty() || password.isEmpty()) {
            throw parameters.refuse(
                    name.isEmpty() ? "gatewayUsername" : "gatewayPassword",
                    "",
                    "name and password go together",
                    "both, or none");
        }
        if (parameters.optional("gateway").isEmpty()) {
            throw parameters.refuse(
                    "gatewayUsername", name.get(), "there is no gateway", "to add <gateway>");
        }
        return Optional.of(new Credentials(name.get(), password.get()));
    }

    /**
     * The TLS level where no parameter says it. RemoteDelivery with startTLS or sslEnable delivers
     * to a gateway only if its certificate is valid for its name; who moves here keeps that.
     */
    static TlsLevel usualLevel(Parameters parameters) throws MessagingException {
        Optional<String> list = parameters.optional("gateway");
        boolean tls = parameters.flag("startTLS", false) || parameters.flag("sslEnable", false);
        if (list.isEmpty() || !tls || !parameters.flag("verifyServerIdentity", true)) {
            return TlsLevel.DANE;
        }
        for (Stop stop : from(parameters, SUBMISSIONS)) {
            if (stop instanceof Stop.Numbered) {
                LOG.warn(
                        "SecureRemoteDelivery: <gateway> has an address instead of a name, so that"
                                + " nothing says who it is; TLS is used, but not verified");
                return TlsLevel.ENCRYPT;
            }
        }
        return TlsLevel.VERIFY;
    }
}
