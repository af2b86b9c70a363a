package org.signet.sandbox;

import org.signet.sandbox.dns.ZoneBuilder;
import org.signet.sandbox.dns.Zones;
import org.signet.sandbox.recipient.RecipientDomain;
import org.signet.sandbox.recipient.RecipientDomain.Security;
import org.signet.sandbox.recipient.Tlsa;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.TLSARecord;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The zones of the small internet: root, {@code test}, the sender's domain and those of the
 * recipients.
 *
 * @param zones all of them
 * @param anchor the digest of the root key
 */
record SandboxZones(Zones zones, DSRecord anchor) {
    /** The sender's own domain; a signed zone without MX. */
    static final String SENDER_DOMAIN = "signet.test";

    private static final int LARGE_SET = 40;
    private static final int PREFERENCE = 10;

    static SandboxZones build(List<RecipientDomain> domains, int smtpPort, Instant now) {
        Name server = name("ns.test");
        ZoneBuilder root = ZoneBuilder.signed(Name.root, server, now);
        ZoneBuilder test = ZoneBuilder.signed(name("test"), server, now);
        test.add(new ARecord(server, DClass.IN, ZoneBuilder.TTL, address("127.0.0.1")));
        List<ZoneBuilder> all = new ArrayList<>(List.of(root, test));
        all.add(senderZone(server, now));
        for (RecipientDomain domain : domains) {
            all.add(recipientZone(domain, smtpPort, server, now));
        }
        all.subList(2, all.size()).forEach(zone -> test.delegate(zone, server));
        root.delegate(test, server);
        return new SandboxZones(Zones.of(all), root.delegationSigner().orElseThrow());
    }

    private static ZoneBuilder senderZone(Name server, Instant now) {
        ZoneBuilder zone = ZoneBuilder.signed(name(SENDER_DOMAIN), server, now);
        zone.add(
                new ARecord(name(SENDER_DOMAIN), DClass.IN, ZoneBuilder.TTL, address("127.0.0.1")));
        for (int i = 0; i < LARGE_SET; i++) {
            // an answer that fits no UDP packet
            zone.add(
                    new TXTRecord(
                            name("large." + SENDER_DOMAIN),
                            DClass.IN,
                            ZoneBuilder.TTL,
                            "line " + i + " of a set that is only answered in full over TCP"));
        }
        return zone;
    }

    private static ZoneBuilder recipientZone(
            RecipientDomain domain, int smtpPort, Name server, Instant now) {
        Name origin = name(domain.name());
        Name host = name(domain.mxHost());
        Name tlsaName = name("_" + smtpPort + "._tcp." + domain.mxHost());
        ZoneBuilder zone =
                domain.signed()
                        ? ZoneBuilder.signed(origin, server, now)
                        : ZoneBuilder.unsigned(origin, server);
        Name mx = name(domain.mxName());
        zone.add(new MXRecord(origin, DClass.IN, ZoneBuilder.TTL, PREFERENCE, mx));
        if (!mx.equals(host)) {
            zone.add(new CNAMERecord(mx, DClass.IN, ZoneBuilder.TTL, host));
        }
        zone.add(new ARecord(host, DClass.IN, ZoneBuilder.TTL, address(domain.address())));
        domain.dns().tlsa().forEach(tlsa -> zone.add(record(tlsaName, tlsa)));
        if (domain.dns().security() == Security.FORGED_TLSA) {
            zone.breakSignature(tlsaName, Type.TLSA);
        }
        return zone;
    }

    private static TLSARecord record(Name name, Tlsa tlsa) {
        return new TLSARecord(
                name,
                DClass.IN,
                ZoneBuilder.TTL,
                tlsa.usage(),
                tlsa.selector(),
                tlsa.matchingType(),
                HexFormat.of().parseHex(tlsa.associationData()));
    }

    private static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException("Not a domain name: " + text, e);
        }
    }

    static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("Not an address: " + literal, e);
        }
    }
}
