package org.signet.transport.dns;

import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSEC3Record;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Section;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.utils.base32;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * A DNS in memory from the root down, really signed (ECDSA P-256, NSEC), with faults on demand.
 *
 * <pre>{@code
 * SignedZones zones = new SignedZones(now).signed("test.").signed("dane.test.").unsigned("plain.test.")
 *         .add("dane.test. 300 IN MX 10 mx.dane.test.");
 * }</pre>
 */
final class SignedZones implements Upstream {
    private static final long TTL = 300;

    private final class Zone {
        final Name apex;
        final KeyPair pair;
        final DNSKEYRecord key;
        final NavigableMap<Name, Map<Integer, RRset>> names = new TreeMap<>();
        Nsec3 nsec3;

        Zone(Name apex, boolean signed) {
            this.apex = apex;
            this.pair = signed ? keyPair() : null;
            this.key = signed ? dnskey(apex, pair) : null;
            put(new SOARecord(apex, DClass.IN, TTL, apex, apex, 1, 3600, 600, 86400, TTL));
            put(new NSRecord(apex, DClass.IN, TTL, Name.root));
            if (signed) {
                put(key);
            }
        }

        void put(Record record) {
            names.computeIfAbsent(record.getName(), n -> new HashMap<>())
                    .computeIfAbsent(record.getType(), t -> new RRset())
                    .addRR(record);
        }

        void add(RRset set, Message to, int section) {
            set.rrs(false).forEach(record -> to.addRecord(record, section));
            boolean delegation = set.getType() == Type.NS && !set.getName().equals(apex);
            if (pair != null && !delegation) {
                to.addRecord(sign(set), section);
            }
        }

        private Record sign(RRset set) {
            try {
                return DNSSEC.sign(set, key, pair.getPrivate(), inception, expiration);
            } catch (DNSSEC.DNSSECException e) {
                throw new IllegalStateException(e);
            }
        }

        void deny(Name name, Message to) {
            if (nsec3 != null) {
                denyHashed(name, to);
                return;
            }
            boolean exists = names.containsKey(name);
            boolean nonTerminal =
                    names.keySet().stream().anyMatch(n -> n.subdomain(name) && !n.equals(name));
            to.getHeader().setRcode(exists || nonTerminal ? Rcode.NOERROR : Rcode.NXDOMAIN);
            add(names.get(apex).get(Type.SOA), to, Section.AUTHORITY);
            if (pair == null) {
                return;
            }
            Name covering = exists ? name : names.lowerKey(name);
            add(nsec(covering), to, Section.AUTHORITY);
            if (!exists && !nonTerminal) {
                Name wildcard = wildcardFor(name);
                Name coveringWildcard = names.floorKey(wildcard);
                if (!coveringWildcard.equals(covering)) {
                    add(nsec(coveringWildcard), to, Section.AUTHORITY);
                }
            }
        }

        /** Expands a wildcard, with the proof that the name itself does not exist. */
        boolean answerByWildcard(Name name, int type, Message to) {
            if (encloses(name) || !name.subdomain(apex)) {
                return false;
            }
            RRset set = names.getOrDefault(wildcardFor(name), Map.of()).get(type);
            if (set == null) {
                return false;
            }
            Message proof = new Message();
            deny(name, proof);
            for (Record record : set.rrs(false)) {
                to.addRecord(record.withName(name), Section.ANSWER);
            }
            if (pair != null) {
                RRSIGRecord signature = (RRSIGRecord) sign(set);
                to.addRecord(signature.withName(name), Section.ANSWER);
                for (Record record : proof.getSection(Section.AUTHORITY)) {
                    if (record.getRRsetType() != Type.SOA) {
                        to.addRecord(record, Section.AUTHORITY);
                    }
                }
            }
            return true;
        }

        /** The proofs of RFC 5155 §7.2.2 and §7.2.3. */
        private void denyHashed(Name name, Message to) {
            boolean exists = encloses(name);
            add(names.get(apex).get(Type.SOA), to, Section.AUTHORITY);
            if (nsec3.isInChain(this, name)) {
                add(hashed(nsec3.floor(this, name)), to, Section.AUTHORITY);
                return;
            }
            Name nextCloser = name;
            while (!nsec3.isInChain(this, new Name(nextCloser, 1))) {
                nextCloser = new Name(nextCloser, 1);
            }
            Name encloser = new Name(nextCloser, 1);
            List<String> owners = new ArrayList<>();
            Name wildcard = SignedZones.name("*." + (encloser.equals(Name.root) ? "" : encloser));
            boolean known = exists || names.containsKey(wildcard);
            to.getHeader().setRcode(known ? Rcode.NOERROR : Rcode.NXDOMAIN);
            for (Name proof : List.of(encloser, nextCloser, wildcard)) {
                String owner = nsec3.floor(this, proof);
                if (!owners.contains(owner)) {
                    owners.add(owner);
                    add(hashed(owner), to, Section.AUTHORITY);
                }
            }
        }

        RRset hashed(String hash) {
            NavigableMap<String, Name> chain = nsec3.chain(this);
            String next = chain.higherKey(hash) == null ? chain.firstKey() : chain.higherKey(hash);
            Name original = chain.get(hash);
            List<Integer> types = new ArrayList<>(names.getOrDefault(original, Map.of()).keySet());
            if (!types.isEmpty()) {
                types.add(Type.RRSIG);
            }
            return new RRset(
                    new NSEC3Record(
                            SignedZones.name(hash + "." + apex),
                            DClass.IN,
                            TTL,
                            NSEC3Record.Digest.SHA1,
                            nsec3.optOut ? NSEC3Record.Flags.OPT_OUT : 0,
                            nsec3.iterations,
                            nsec3.saltOctets(),
                            Nsec3.BASE32.fromString(next),
                            types.stream().mapToInt(Integer::intValue).toArray()));
        }

        private Name wildcardFor(Name name) {
            Name encloser = new Name(name, 1);
            while (!encloses(encloser)) {
                encloser = new Name(encloser, 1);
            }
            return SignedZones.name("*." + (encloser.equals(Name.root) ? "" : encloser));
        }

        private boolean encloses(Name candidate) {
            return names.keySet().stream().anyMatch(n -> n.subdomain(candidate));
        }

        private RRset nsec(Name owner) {
            Name next = names.higherKey(owner) == null ? apex : names.higherKey(owner);
            List<Integer> types = new ArrayList<>(names.get(owner).keySet());
            types.add(Type.RRSIG);
            types.add(Type.NSEC);
            int[] bits = types.stream().mapToInt(Integer::intValue).toArray();
            return new RRset(new NSECRecord(owner, DClass.IN, TTL, next, bits));
        }
    }

    /** How a zone denies by hashes (RFC 5155). */
    private record Nsec3(int iterations, String salt, boolean optOut) {
        static final base32 BASE32 = new base32(base32.Alphabet.BASE32HEX, false, false);

        byte[] saltOctets() {
            return salt.getBytes(StandardCharsets.US_ASCII);
        }

        String hash(Name apex, Name name) {
            NSEC3Record parameters =
                    new NSEC3Record(
                            apex,
                            DClass.IN,
                            TTL,
                            NSEC3Record.Digest.SHA1,
                            0,
                            iterations,
                            saltOctets(),
                            new byte[20],
                            new int[0]);
            try {
                return BASE32.toString(parameters.hashName(name)).toLowerCase(Locale.ROOT);
            } catch (java.security.NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }

        NavigableMap<String, Name> chain(Zone zone) {
            NavigableMap<String, Name> chain = new TreeMap<>();
            for (Name name : zone.names.keySet()) {
                boolean insecureCut =
                        zone.names.get(name).containsKey(Type.NS)
                                && !zone.names.get(name).containsKey(Type.DS)
                                && !name.equals(zone.apex);
                if (optOut && insecureCut) {
                    continue;
                }
                for (Name at = name; at.subdomain(zone.apex); at = new Name(at, 1)) {
                    chain.put(hash(zone.apex, at), at);
                    if (at.equals(zone.apex)) {
                        break;
                    }
                }
            }
            return chain;
        }

        boolean isInChain(Zone zone, Name name) {
            return chain(zone).containsKey(hash(zone.apex, name));
        }

        String floor(Zone zone, Name name) {
            NavigableMap<String, Name> chain = chain(zone);
            String floor = chain.floorKey(hash(zone.apex, name));
            return floor == null ? chain.lastKey() : floor;
        }
    }

    private final Map<Name, Zone> zones = new HashMap<>();
    private final Map<String, UnaryOperator<Message>> faults = new HashMap<>();
    private final Instant inception;
    private final Instant expiration;
    final AtomicInteger asked = new AtomicInteger();

    SignedZones(Instant now) {
        this.inception = now.minus(Duration.ofDays(1));
        this.expiration = now.plus(Duration.ofDays(7));
        zones.put(Name.root, new Zone(Name.root, true));
    }

    SignedZones signed(String apex) {
        Zone zone = new Zone(name(apex), true);
        Zone parent = delegate(zone);
        parent.put(new DSRecord(zone.apex, DClass.IN, TTL, DNSSEC.Digest.SHA256, zone.key));
        return this;
    }

    /** Makes a signed zone deny by NSEC3. */
    SignedZones nsec3(String apex, int iterations, String salt, boolean optOut) {
        zones.get(name(apex)).nsec3 = new Nsec3(iterations, salt, optOut);
        return this;
    }

    SignedZones unsigned(String apex) {
        delegate(new Zone(name(apex), false));
        return this;
    }

    private Zone delegate(Zone zone) {
        Zone parent = closest(new Name(zone.apex, 1));
        parent.put(new NSRecord(zone.apex, DClass.IN, TTL, Name.root));
        zones.put(zone.apex, zone);
        return parent;
    }

    SignedZones add(String... records) {
        for (String text : records) {
            String[] parts = text.split(" ", 5);
            Name owner = name(parts[0]);
            try {
                Record record =
                        Record.fromString(
                                owner,
                                Type.value(parts[3]),
                                DClass.IN,
                                Long.parseLong(parts[1]),
                                parts[4],
                                Name.root);
                closest(owner).put(record);
            } catch (IOException e) {
                throw new IllegalArgumentException(text, e);
            }
        }
        return this;
    }

    /** Changes the answer to one question; a fault that returns null lets the server be silent. */
    SignedZones fault(String name, String type, UnaryOperator<Message> change) {
        faults.put(name(name) + "/" + type, change);
        return this;
    }

    TrustAnchors anchors() {
        DNSKEYRecord root = zones.get(Name.root).key;
        try {
            return TrustAnchors.parse(
                    "test root",
                    new DSRecord(Name.root, DClass.IN, 0, DNSSEC.Digest.SHA256, root).toString());
        } catch (TrustAnchorException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Message ask(Name name, int type) throws IOException {
        asked.incrementAndGet();
        Message answer = answer(name, type);
        UnaryOperator<Message> fault = faults.get(name + "/" + Type.string(type));
        if (fault != null) {
            answer = fault.apply(answer);
            if (answer == null) {
                throw new IOException("timed out");
            }
        }
        return answer;
    }

    private Message answer(Name name, int type) {
        Message answer = new Message();
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(Record.newRecord(name, type, DClass.IN), Section.QUESTION);
        boolean parentSide = type == Type.DS && zones.containsKey(name) && name.labels() > 1;
        Zone zone = closest(parentSide ? new Name(name, 1) : name);
        Map<Integer, RRset> sets = zone.names.getOrDefault(name, Map.of());
        if (sets.containsKey(type)) {
            zone.add(sets.get(type), answer, Section.ANSWER);
        } else if (sets.containsKey(Type.CNAME)) {
            RRset alias = sets.get(Type.CNAME);
            zone.add(alias, answer, Section.ANSWER);
            Name target = ((CNAMERecord) alias.first()).getTarget();
            if (target.equals(name)) {
                return answer;
            }
            // As a recursive server does, the target's data come along.
            Message rest = answer(target, type);
            for (int section : new int[] {Section.ANSWER, Section.AUTHORITY}) {
                rest.getSection(section).forEach(record -> answer.addRecord(record, section));
            }
            answer.getHeader().setRcode(rest.getRcode());
        } else if (!zone.answerByWildcard(name, type, answer)) {
            zone.deny(name, answer);
        }
        return answer;
    }

    private Zone closest(Name name) {
        Name at = name;
        while (!zones.containsKey(at)) {
            at = new Name(at, 1);
        }
        return zones.get(at);
    }

    static Name name(String text) {
        try {
            return Name.fromString(text, Name.root);
        } catch (TextParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static KeyPair keyPair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static DNSKEYRecord dnskey(Name apex, KeyPair pair) {
        try {
            return new DNSKEYRecord(
                    apex,
                    DClass.IN,
                    TTL,
                    DNSKEYRecord.Flags.ZONE_KEY | DNSKEYRecord.Flags.SEP_KEY,
                    DNSKEYRecord.Protocol.DNSSEC,
                    DNSSEC.Algorithm.ECDSAP256SHA256,
                    pair.getPublic());
        } catch (DNSSEC.DNSSECException e) {
            throw new IllegalStateException(e);
        }
    }
}
