package org.signet.transport.dns;

import org.xbill.DNS.ResolverConfig;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whom to ask and what to trust.
 *
 * @param servers recursive (or, on a closed network, authoritative) servers, the preferred first
 * @param anchors where validation starts
 * @param timeout how long one server may take for one answer
 * @param rounds how often the list of servers is gone through
 * @param deadline how long one lookup with all that its validation asks may take
 * @param mode who validates
 */
public record DnsSettings(
        List<InetSocketAddress> servers,
        TrustAnchors anchors,
        Duration timeout,
        int rounds,
        Duration deadline,
        Mode mode) {
    /** Who tells secure answers from others. */
    public enum Mode {
        /** We do, from the trust anchors on; the servers need not be trusted. */
        VALIDATE,
        /** The servers do, which run on this machine and are believed. */
        TRUST_AD
    }

    private static final int PORT = 53;
    private static final Pattern SERVER =
            Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([0-9.]+)|([0-9A-Fa-f:]+))(?::(\\d{1,5}))?");

    public DnsSettings {
        servers = List.copyOf(servers);
        if (servers.isEmpty()) {
            throw new IllegalArgumentException("There is no DNS server to ask");
        }
        if (mode == Mode.TRUST_AD) {
            servers.forEach(DnsSettings::mustBeHere);
        }
    }

    /** Settings to validate by. */
    public DnsSettings(
            List<InetSocketAddress> servers,
            TrustAnchors anchors,
            Duration timeout,
            int rounds,
            Duration deadline) {
        this(servers, anchors, timeout, rounds, deadline, Mode.VALIDATE);
    }

    /** The same with another mode. */
    public DnsSettings in(Mode other) {
        return new DnsSettings(servers, anchors, timeout, rounds, deadline, other);
    }

    /** RFC 6840 §5.8 wants a trusted way to the resolver: everybody on another can set the bit. */
    private static void mustBeHere(InetSocketAddress server) {
        if (server.isUnresolved() || !server.getAddress().isLoopbackAddress()) {
            throw new IllegalArgumentException(
                    "'"
                            + server.getHostString()
                            + "' is not on loopback, and the AD bit of a server elsewhere can be"
                            + " forged on the way");
        }
    }

    /** The usual patience: two rounds of five seconds a server, twenty seconds for all. */
    public static DnsSettings of(List<InetSocketAddress> servers, TrustAnchors anchors) {
        return new DnsSettings(servers, anchors, Duration.ofSeconds(5), 2, Duration.ofSeconds(20));
    }

    /** The servers that the operating system is set to use. */
    public static List<InetSocketAddress> systemServers() {
        return List.copyOf(ResolverConfig.getCurrentConfig().servers());
    }

    /**
     * Reads a comma-separated list of servers: IPv4 or IPv6 addresses, with {@code :port} behind
     * where it is not 53, an IPv6 address with port in brackets.
     *
     * @throws IllegalArgumentException naming the part that is none
     */
    public static List<InetSocketAddress> parseServers(String list) {
        List<InetSocketAddress> servers = new ArrayList<>();
        for (String part : list.split(",", -1)) {
            servers.add(parseServer(part.strip()));
        }
        return servers;
    }

    private static InetSocketAddress parseServer(String text) {
        Matcher matcher = SERVER.matcher(text);
        int port = PORT;
        if (matcher.matches()) {
            port = matcher.group(4) == null ? PORT : Integer.parseInt(matcher.group(4));
        }
        if (!matcher.matches() || port < 1 || port > 65535) {
            throw new IllegalArgumentException("'" + text + "' is not an address with port");
        }
        String host =
                matcher.group(1) != null
                        ? matcher.group(1)
                        : matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is not an address with port", e);
        }
    }
}
