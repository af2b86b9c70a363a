package org.signet.transport.delivery;

import org.signet.transport.dns.Dns;
import org.signet.transport.smtp.Envelope.Recipient;
import org.signet.transport.smtp.SmtpClient;

import java.util.Map;
import java.util.Random;

/** Delivers messages to their destinations; keeps connections for those that follow. */
public final class MailDelivery implements AutoCloseable {
    private final RouteFinder routes;
    private final HostPlanner planner;
    private final ConnectionPool connections;
    private final Unreachable unreachable;
    private final DeliverySettings settings;

    public MailDelivery(Dns dns, SmtpClient client, DeliverySettings settings, Random random) {
        this.routes = new RouteFinder(dns, random, settings.port());
        this.planner = new HostPlanner(dns, settings.rules());
        this.connections =
                new ConnectionPool(new SmtpDialer(client), settings.keeping(), System::nanoTime);
        this.unreachable = new Unreachable(settings.pauseAtDeadHosts(), System::nanoTime);
        this.settings = settings;
    }

    /** Tries once; the result has an outcome for every recipient of the request. */
    public Map<Recipient, Outcome> deliver(DeliveryRequest request) {
        Walk walk = new Walk(planner, connections, unreachable, settings, request);
        return walk.along(routes.find(request.destination()));
    }

    /** Returns how many connections are kept and wait for a message. */
    public int idleConnections() {
        return connections.idle();
    }

    /** Ends all connections that wait; those in use end when they are done. */
    @Override
    public void close() {
        connections.close();
    }
}
