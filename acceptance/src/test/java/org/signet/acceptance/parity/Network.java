package org.signet.acceptance.parity;

import org.jspecify.annotations.Nullable;
import org.signet.sandbox.dns.DnsServer;
import org.signet.sandbox.dns.ZoneBuilder;
import org.signet.sandbox.dns.Zones;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Loopback addresses and a DNS server for them.
 *
 * <p>James asks DNS on port 53 and delivers to port 25; both only open to who may bind low ports.
 * Every run takes addresses of its own in 127.0.0.0/8, so that runs do not meet.
 */
final class Network implements AutoCloseable {
    private static final String MARK = "127.%d.%d.%d";
    private static final int LAST = 250;
    private static final int DNS = 53;

    private final int first;
    private final int second;
    private final AtomicInteger next = new AtomicInteger(1);
    private final boolean lowPorts;
    private @Nullable DnsServer dns;

    private Network(int first, int second, boolean lowPorts) {
        this.first = first;
        this.second = second;
        this.lowPorts = lowPorts;
    }

    /** Takes addresses by the number of this process, and sees whether low ports can be bound. */
    static Network open() throws IOException {
        long process = ProcessHandle.current().pid();
        int first = 20 + (int) (process / 250 % 200);
        int second = (int) (process % 250);
        return new Network(first, second, canBind(dnsHost(first, second)));
    }

    private static InetAddress dnsHost(int first, int second) throws IOException {
        return InetAddress.getByName(MARK.formatted(first, second, DNS));
    }

    private static boolean canBind(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(DNS, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    boolean hasLowPorts() {
        return lowPorts;
    }

    /** An address that no other server of this run has. */
    InetAddress newAddress() throws IOException {
        int number = next.getAndIncrement();
        if (number == DNS) {
            number = next.getAndIncrement();
        }
        if (number > LAST) {
            throw new IllegalStateException("There are no more addresses");
        }
        return InetAddress.getByName(MARK.formatted(first, second, number));
    }

    /**
     * Serves the records, all in the unsigned zone {@code test} below a signed root.
     *
     * @param anchorFile where the root's DS record is written
     * @return where DNS is answered
     */
    InetSocketAddress serve(List<Record> records, Path anchorFile) throws IOException {
        Root root = zones(records);
        Files.writeString(anchorFile, root.anchor());
        dns = DnsServer.start(root.zones(), dnsHost(first, second), lowPorts ? DNS : 0);
        return dns.address();
    }

    /** A port of 127.0.0.1 that is free when this returns. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private record Root(Zones zones, String anchor) {}

    private static Root zones(List<Record> records) {
        Instant now = Instant.now();
        Name server = name("ns.test");
        ZoneBuilder root = ZoneBuilder.signed(Name.root, server, now);
        ZoneBuilder test = ZoneBuilder.unsigned(name("test"), server);
        for (Record record : records) {
            (record.getName().subdomain(name("test")) ? test : root).add(record);
        }
        root.delegate(test, server);
        return new Root(
                Zones.of(List.of(root, test)),
                ". IN DS " + root.delegationSigner().orElseThrow().rdataToString() + "\n");
    }

    static Record record(String owner, String type, String data) {
        try {
            return Record.fromString(
                    name(owner), Type.value(type), DClass.IN, ZoneBuilder.TTL, data, Name.root);
        } catch (IOException e) {
            throw new IllegalArgumentException("No record: " + type + " " + data, e);
        }
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Not a domain name: " + text, e);
        }
    }

    @Override
    public void close() throws IOException {
        if (dns != null) {
            dns.close();
        }
    }
}
