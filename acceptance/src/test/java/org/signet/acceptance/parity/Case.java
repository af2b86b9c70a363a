package org.signet.acceptance.parity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One thing that {@code RemoteDelivery} does.
 *
 * <p>In parameters, replies and facts, {@code {mx}} stands for host and port of the server that the
 * case calls mx, {@code {domain}} for the domain of the recipients. A server that is named in an MX
 * record listens on port 25 of an address of its own, another one on a free port.
 */
final class Case {
    /** A record in the zone of the case's domain; an empty owner is the domain itself. */
    record Line(String owner, String type, String data) {}

    private final String name;
    private final Map<String, Script> servers = new LinkedHashMap<>();
    private final List<Line> zone = new ArrayList<>();
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final Map<String, String> facts = new TreeMap<>();
    private final List<String> recipients = new ArrayList<>();
    private Submitted mail = Submitted.PLAIN;
    private boolean lowPorts;
    private boolean startOnly;
    private int flushes;
    private int copies = 1;
    private String before = "";

    /**
     * What is handed in for delivery.
     *
     * @param nullSender whether the sender is empty; otherwise it is an address of the case's own
     * @param mailParameters what follows MAIL FROM
     * @param rcptParameters what follows RCPT TO, by local part
     */
    record Submitted(
            boolean nullSender,
            String mailParameters,
            Map<String, String> rcptParameters,
            String content) {
        static final Submitted PLAIN =
                new Submitted(
                        false,
                        "",
                        Map.of(),
                        """
                        Date: Mon, 23 Nov 2026 12:00:00 +0000
                        Message-ID: <1@sender.test>
                        From: alice@sender.test
                        Subject: Greetings
                        MIME-Version: 1.0
                        Content-Type: text/plain; charset=us-ascii

                        Hello.
                        """
                                .replace("\n", "\r\n"));
    }

    private Case(String name) {
        this.name = name;
    }

    static Case named(String name) {
        return new Case(name);
    }

    /** A server; its name is free to choose. */
    Case server(String label, Script script) {
        servers.put(label, script);
        return this;
    }

    /** A server that is the only gateway. */
    Case gateway(Script script) {
        return server("mx", script).with("gateway", "{mx}");
    }

    /** A server that an MX record of the domain names. */
    Case mx(int preference, String label, Script script) {
        lowPorts = true;
        zone.add(new Line("", "MX", preference + " " + label + ".{domain}."));
        zone.add(new Line(label, "A", "{" + label + ".address}"));
        return server(label, script);
    }

    /** A server with an address record but no MX record. */
    Case address(String owner, String label, Script script) {
        lowPorts = true;
        zone.add(new Line(owner, "A", "{" + label + ".address}"));
        return server(label, script);
    }

    /** A server on port 25 of an address of its own, without a name. */
    Case low(String label, Script script) {
        lowPorts = true;
        zone.add(new Line("address-of-" + label, "A", "{" + label + ".address}"));
        return server(label, script);
    }

    Case record(String owner, String type, String data) {
        lowPorts = true;
        zone.add(new Line(owner, type, data));
        return this;
    }

    Case with(String parameter, String value) {
        parameters.put(parameter, value);
        return this;
    }

    /** Bounces go to a processor that records them. */
    Case bouncing() {
        return with("bounceProcessor", "bounced");
    }

    /** Recipients: local parts, or addresses with {@code {domain}}. */
    Case to(String... addresses) {
        recipients.addAll(List.of(addresses));
        return this;
    }

    Case mail(Submitted submitted) {
        mail = submitted;
        return this;
    }

    Case fromNobody() {
        return mail(
                new Submitted(true, mail.mailParameters(), mail.rcptParameters(), mail.content()));
    }

    Case content(String text) {
        return mail(
                new Submitted(
                        mail.nullSender(), mail.mailParameters(), mail.rcptParameters(), text));
    }

    Case asking(String mailParameters, Map<String, String> rcptParameters) {
        return mail(
                new Submitted(mail.nullSender(), mailParameters, rcptParameters, mail.content()));
    }

    /** It is handed in so many times. */
    Case copies(int number) {
        copies = number;
        return this;
    }

    /** Mailets that come before. */
    Case before(String xml) {
        before = xml;
        return this;
    }

    /** What waits is sent again at once, so many times, as by the operator's flush. */
    Case flushed(int times) {
        flushes = times;
        return this;
    }

    /** Only the start with these parameters is looked at. */
    Case starting() {
        startOnly = true;
        return this;
    }

    /** What James does. */
    Case shows(String fact, String value) {
        facts.put(fact, value);
        return this;
    }

    String name() {
        return name;
    }

    Map<String, Script> servers() {
        return servers;
    }

    List<Line> zone() {
        return zone;
    }

    Map<String, String> parameters() {
        return parameters;
    }

    Map<String, String> facts() {
        return facts;
    }

    List<String> recipients() {
        return recipients;
    }

    Submitted submitted() {
        return mail;
    }

    /** Whether it needs port 25 and a DNS server on port 53. */
    boolean needsLowPorts() {
        return lowPorts;
    }

    boolean isStartOnly() {
        return startOnly;
    }

    int copies() {
        return copies;
    }

    String before() {
        return before;
    }

    int flushes() {
        return flushes;
    }

    @Override
    public String toString() {
        return name;
    }
}
