package org.signet.transport.delivery;

import org.signet.transport.dns.Dns;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.SmtpClient;

import java.util.Map;
import java.util.Random;

/** Delivers a message to its destination: one try. */
public final class MailDelivery {
    private final RouteFinder routes;
    private final HostPlanner planner;
    private final SmtpClient client;
    private final DeliverySettings settings;

    public MailDelivery(Dns dns, SmtpClient client, DeliverySettings settings, Random random) {
        this.routes = new RouteFinder(dns, random, settings.port());
        this.planner = new HostPlanner(dns, settings.level());
        this.client = client;
        this.settings = settings;
    }

    /** Tries once; the result has an outcome for every recipient of the request. */
    public Map<Recipient, Outcome> deliver(DeliveryRequest request) {
        Walk walk = new Walk(planner, client, settings, request);
        return walk.along(routes.find(request.destination()));
    }
}
