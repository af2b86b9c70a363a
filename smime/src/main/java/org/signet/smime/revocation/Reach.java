package org.signet.smime.revocation;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which places may be connected to, so that a certificate cannot make this server ask services of
 * its own network.
 */
final class Reach {
    static final int PORT = 80;
    private static final int LONGEST = 2000;

    private final Set<String> trusted;

    Reach(Set<String> trusted) {
        this.trusted = Set.copyOf(trusted);
    }

    /** A place to connect to. */
    record Place(String host, int port, String target, boolean anyAddress) {
        /** As the field Host says it. */
        String authority() {
            return port == PORT ? host : host + ":" + port;
        }
    }

    /** Reads a URL; nothing if it is not one that may be connected to. */
    Optional<Place> place(String url) {
        if (url.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(url).parseServerAuthority();
            if (!"http".equalsIgnoreCase(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null) {
                return Optional.empty();
            }
            String host = uri.getHost().toLowerCase(Locale.ROOT);
            int port = uri.getPort() < 0 ? PORT : uri.getPort();
            boolean named = trusted.contains(host + ":" + port) || trusted.contains(host);
            return named || port == PORT
                    ? Optional.of(new Place(host, port, target(uri), named))
                    : Optional.empty();
        } catch (URISyntaxException noUrl) {
            return Optional.empty();
        }
    }

    /** In ASCII, so that nothing in it can end the line. */
    private static String target(URI uri) {
        URI ascii = URI.create(uri.toASCIIString());
        String path = ascii.getRawPath() == null ? "" : ascii.getRawPath();
        return (path.isEmpty() ? "/" : path)
                + (ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery());
    }

    /** Whether an address belongs to nobody in particular, so that all may connect to it. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] octets = address.getAddress();
        return address instanceof Inet6Address
                ? isPublicIpv6(octets)
                : isPublicIpv4(octets[0] & 0xff, octets[1] & 0xff, octets[2] & 0xff);
    }

    /** The registry of special-purpose addresses (RFC 6890), without what Java itself knows. */
    private static boolean isPublicIpv4(int first, int second, int third) {
        return switch (first) {
            case 0 -> false;
            case 100 -> second < 64 || second > 127;
            case 192 ->
                    !(second == 0 && (third == 0 || third == 2)) && !(second == 88 && third == 99);
            case 198 -> !(second == 18 || second == 19 || (second == 51 && third == 100));
            case 203 -> !(second == 0 && third == 113);
            default -> first < 240;
        };
    }

    /** Global unicast is 2000::/3; parts of it carry IPv4 addresses, or are for documents. */
    private static boolean isPublicIpv6(byte[] octets) {
        int first = (octets[0] & 0xff) << 8 | (octets[1] & 0xff);
        int second = (octets[2] & 0xff) << 8 | (octets[3] & 0xff);
        boolean global = (first & 0xe000) == 0x2000;
        boolean special =
                first == 0x2002 || (first == 0x2001 && (second < 0x200 || second == 0xdb8));
        return global && !special;
    }
}
