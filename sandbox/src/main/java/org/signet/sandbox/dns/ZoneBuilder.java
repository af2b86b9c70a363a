package org.signet.sandbox.dns;

import org.jspecify.annotations.Nullable;
import org.xbill.DNS.DClass;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.SOARecord;
import org.xbill.DNS.Type;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Collects the records of one zone and signs them. */
public final class ZoneBuilder {
    /** How long answers usually may be cached, in seconds: short, to notice a restart soon. */
    public static final long TTL = 60;

    private static final int SERIAL = 1;
    private static final long REFRESH = 3600;
    private static final long RETRY = 600;
    private static final long EXPIRE = 86400;

    private final Name origin;
    private final @Nullable ZoneKey key;
    private final long ttl;
    private final NavigableMap<Name, Map<Integer, List<Record>>> records = new TreeMap<>();
    private final Map<Name, Set<Integer>> wronglySigned = new HashMap<>();
    private final Set<Name> cuts = new HashSet<>();

    private ZoneBuilder(Name origin, @Nullable ZoneKey key, Name server, long ttl) {
        this.origin = origin;
        this.key = key;
        this.ttl = ttl;
        add(
                new SOARecord(
                        origin, DClass.IN, ttl, server, server, SERIAL, REFRESH, RETRY, EXPIRE,
                        ttl));
        add(new NSRecord(origin, DClass.IN, ttl, server));
        if (key != null) {
            add(key.record());
        }
    }

    /** Begins a zone with a new key; {@code server} is the name of its name server. */
    public static ZoneBuilder signed(Name origin, Name server, Instant now) {
        return signed(origin, server, now, TTL);
    }

    /** Begins a zone with a new key, whose answers may be cached for {@code ttl} seconds. */
    public static ZoneBuilder signed(Name origin, Name server, Instant now, long ttl) {
        return new ZoneBuilder(origin, ZoneKey.generate(origin, ttl, now), server, ttl);
    }

    /** Begins a zone without a key. */
    public static ZoneBuilder unsigned(Name origin, Name server) {
        return new ZoneBuilder(origin, null, server, TTL);
    }

    /** Adds a record at or below the origin. */
    public ZoneBuilder add(Record record) {
        if (!record.getName().subdomain(origin) || record.getName().isWild()) {
            throw new IllegalArgumentException("Zone " + origin + " cannot hold " + record);
        }
        records.computeIfAbsent(record.getName(), name -> new LinkedHashMap<>())
                .computeIfAbsent(record.getType(), type -> new ArrayList<>())
                .add(record);
        return this;
    }

    /** Delegates a child zone: with its DS if it is signed, so that the absence says it is not. */
    public ZoneBuilder delegate(ZoneBuilder child, Name server) {
        cuts.add(child.origin);
        add(new NSRecord(child.origin, DClass.IN, ttl, server));
        child.delegationSigner().ifPresent(this::add);
        return this;
    }

    /** Makes the signature over one record set wrong by one bit. */
    public ZoneBuilder breakSignature(Name name, int type) {
        wronglySigned.computeIfAbsent(name, unused -> new HashSet<>()).add(type);
        return this;
    }

    /** The digest of the zone's key, as the parent holds it. */
    public Optional<DSRecord> delegationSigner() {
        return Optional.ofNullable(key).map(ZoneKey::delegationSigner);
    }

    Zone build() {
        NavigableMap<Name, Map<Integer, SignedSet>> nodes = new TreeMap<>();
        records.forEach(
                (name, types) -> {
                    Map<Integer, SignedSet> sets = new LinkedHashMap<>();
                    types.forEach((type, set) -> sets.put(type, seal(name, type, set)));
                    if (key != null) {
                        NSECRecord nsec = nsec(name, types.keySet());
                        sets.put(Type.NSEC, seal(name, Type.NSEC, List.of(nsec)));
                    }
                    nodes.put(name, sets);
                });
        return new Zone(origin, key != null, nodes);
    }

    private SignedSet seal(Name name, int type, List<Record> set) {
        boolean childsOwn = cuts.contains(name) && type == Type.NS;
        if (key == null || childsOwn) {
            // RFC 4035 §2.2: the parent does not sign the NS set at a zone cut
            return new SignedSet(set, List.of());
        }
        boolean wrongly = wronglySigned.getOrDefault(name, Set.of()).contains(type);
        return wrongly ? key.signWrongly(set) : key.sign(set);
    }

    private NSECRecord nsec(Name name, Set<Integer> types) {
        Name next = records.higherKey(name);
        Set<Integer> all = new HashSet<>(types);
        all.add(Type.RRSIG);
        all.add(Type.NSEC);
        return new NSECRecord(
                name,
                DClass.IN,
                ttl,
                next == null ? origin : next,
                all.stream().mapToInt(Integer::intValue).sorted().toArray());
    }
}
