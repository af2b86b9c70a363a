package org.signet.transport.dns;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A DNS made of lines: {@code NAME TYPE STATUS [DATA]}, several lines of one name and type making a
 * record set. STATUS is one of secure, insecure, bogus, failed, nodata, nodata-insecure, nxdomain,
 * nxdomain-insecure. What is not listed is securely absent.
 *
 * <pre>{@code
 * FakeDns.of("dane.test MX secure 10 mx.dane.test",
 *            "mx.dane.test A secure 192.0.2.1",
 *            "_25._tcp.mx.dane.test TLSA bogus",
 *            "www.dane.test CNAME insecure mx.dane.test")
 * }</pre>
 */
public final class FakeDns implements Dns {
    private final Map<String, DnsAnswer> answers = new LinkedHashMap<>();

    /** The questions so far, such as {@code mx.dane.test A}. */
    public final List<String> asked = new ArrayList<>();

    private FakeDns() {}

    public static FakeDns of(String... lines) {
        FakeDns dns = new FakeDns();
        for (String line : lines) {
            String[] parts = line.strip().split("\\s+", 4);
            dns.answers.merge(
                    parts[0] + " " + parts[1],
                    answer(
                            RecordType.valueOf(parts[1]),
                            parts[2],
                            parts.length > 3 ? parts[3] : ""),
                    FakeDns::joined);
        }
        return dns;
    }

    private static DnsAnswer joined(DnsAnswer one, DnsAnswer other) {
        DnsAnswer.Found first = (DnsAnswer.Found) one;
        List<DnsRecord> records = new ArrayList<>(first.records());
        records.addAll(((DnsAnswer.Found) other).records());
        return new DnsAnswer.Found(records, first.security(), List.of());
    }

    private static DnsAnswer answer(RecordType type, String status, String data) {
        return switch (status) {
            case "secure", "insecure" ->
                    new DnsAnswer.Found(
                            List.of(record(type, data)),
                            Security.valueOf(status.toUpperCase(Locale.ROOT)),
                            List.of());
            case "bogus" -> new DnsAnswer.Bogus("made bogus by a test", List.of());
            case "failed" -> new DnsAnswer.Failed("made to fail by a test", List.of());
            case "nodata" -> new DnsAnswer.NoData(Security.SECURE, List.of());
            case "nodata-insecure" -> new DnsAnswer.NoData(Security.INSECURE, List.of());
            case "nxdomain" -> new DnsAnswer.NxDomain(Security.SECURE, List.of());
            case "nxdomain-insecure" -> new DnsAnswer.NxDomain(Security.INSECURE, List.of());
            default -> throw new IllegalArgumentException(status);
        };
    }

    private static DnsRecord record(RecordType type, String data) {
        String[] parts = data.split(" ");
        return switch (type) {
            case A, AAAA -> new DnsRecord.Address(address(data));
            case CNAME -> new DnsRecord.Alias(DomainName.of(data));
            case MX ->
                    new DnsRecord.MailExchange(Integer.parseInt(parts[0]), DomainName.of(parts[1]));
            case TXT -> new DnsRecord.Text(data);
            case TLSA, SMIMEA -> new DnsRecord.TlsaData(HexFormat.of().formatHex(tlsa(parts)));
        };
    }

    private static byte[] tlsa(String[] parts) {
        byte[] data = HexFormat.of().parseHex(parts.length > 3 ? parts[3] : "");
        byte[] rdata = new byte[3 + data.length];
        for (int i = 0; i < 3; i++) {
            rdata[i] = (byte) Integer.parseInt(parts[i]);
        }
        System.arraycopy(data, 0, rdata, 3, data.length);
        return rdata;
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    @Override
    public synchronized DnsAnswer lookup(DomainName name, RecordType type) {
        asked.add(name + " " + type);
        List<DnsAnswer.Hop> hops = new ArrayList<>();
        DomainName at = name;
        while (hops.size() < 16) {
            DnsAnswer alias = answers.get(at + " CNAME");
            if (type == RecordType.CNAME || !(alias instanceof DnsAnswer.Found found)) {
                DnsAnswer none = new DnsAnswer.NoData(Security.SECURE, List.of());
                DnsAnswer own = alias == null ? answers.get(at + " " + type) : alias;
                return (own == null ? none : own).after(hops);
            }
            DomainName to = ((DnsRecord.Alias) found.records().get(0)).target();
            hops.add(new DnsAnswer.Hop(at, to, found.security()));
            at = to;
        }
        return new DnsAnswer.Failed("too many aliases", hops);
    }
}
