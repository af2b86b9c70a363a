package org.signet.benchmarks.network;

import org.signet.sandbox.dns.DnsServer;
import org.signet.sandbox.dns.ZoneBuilder;
import org.signet.sandbox.dns.Zones;
import org.signet.sandbox.recipient.Tlsa;
import org.signet.testing.TestCa;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TextParseException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** Signed zones from the root down, one for each destination, and the server that answers them. */
public final class SignedNetwork implements AutoCloseable {
    private static final long TTL = 3600;
    private static final int SMTP_PORT = 25;

    private final DnsServer server;
    private final Path trustAnchor;

    private SignedNetwork(DnsServer server, Path trustAnchor) {
        this.server = server;
        this.trustAnchor = trustAnchor;
    }

    /**
     * Begins to serve.
     *
     * @param destinations the address of the MX host of each destination domain
     * @param identity what the MX hosts show; its key is in the TLSA records
     * @param directory where the file with the trust anchor goes
     */
    public static SignedNetwork start(
            Map<String, String> destinations,
            TestCa.Identity identity,
            InetSocketAddress listen,
            Path directory)
            throws IOException {
        Instant now = Instant.now();
        Name nameServer = name("ns.test");
        ZoneBuilder root = ZoneBuilder.signed(Name.root, nameServer, now, TTL);
        ZoneBuilder test = ZoneBuilder.signed(name("test"), nameServer, now, TTL);
        test.add(new ARecord(nameServer, DClass.IN, TTL, listen.getAddress()));
        List<ZoneBuilder> zones = new ArrayList<>(List.of(root, test));
        destinations.forEach(
                (domain, address) -> zones.add(zone(domain, address, identity, nameServer, now)));
        zones.subList(2, zones.size()).forEach(zone -> test.delegate(zone, nameServer));
        root.delegate(test, nameServer);
        Path anchor = directory.resolve("trust-anchor.zone");
        Files.writeString(
                anchor, ". IN DS " + root.delegationSigner().orElseThrow().rdataToString() + "\n");
        return new SignedNetwork(
                DnsServer.start(Zones.of(zones), listen.getAddress(), listen.getPort()), anchor);
    }

    private static ZoneBuilder zone(
            String domain, String address, TestCa.Identity identity, Name server, Instant now) {
        Name origin = name(domain);
        Name host = name("mx." + domain);
        Tlsa tlsa = Tlsa.endEntity(identity.certificate());
        return ZoneBuilder.signed(origin, server, now, TTL)
                .add(new MXRecord(origin, DClass.IN, TTL, 10, host))
                .add(new ARecord(host, DClass.IN, TTL, address(address)))
                .add(
                        new TLSARecord(
                                name("_" + SMTP_PORT + "._tcp.mx." + domain),
                                DClass.IN,
                                TTL,
                                tlsa.usage(),
                                tlsa.selector(),
                                tlsa.matchingType(),
                                HexFormat.of().parseHex(tlsa.associationData())));
    }

    /** The file that holds the root's DS record. */
    public Path trustAnchor() {
        return trustAnchor;
    }

    public InetSocketAddress address() {
        return server.address();
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Not a domain name: " + text, e);
        }
    }

    private static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + literal, e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
