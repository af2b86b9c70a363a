package org.signet.sandbox.dns;

import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All zones of the small internet; the root is always among them, so each name has a zone. */
public final class Zones {
    private final Map<Name, Zone> byOrigin;

    private Zones(Map<Name, Zone> byOrigin) {
        this.byOrigin = byOrigin;
    }

    /** Signs and takes the given zones. */
    public static Zones of(List<ZoneBuilder> builders) {
        Map<Name, Zone> zones =
                builders.stream()
                        .map(ZoneBuilder::build)
                        .collect(Collectors.toUnmodifiableMap(Zone::origin, Function.identity()));
        if (!zones.containsKey(Name.root)) {
            throw new IllegalArgumentException("The root zone is missing");
        }
        return new Zones(zones);
    }

    Found find(Name name, int type) {
        return zoneFor(name, type).find(name, type);
    }

    private Zone zoneFor(Name name, int type) {
        // RFC 4035 §3.1.4.1: DS lives on the parent's side of the cut
        boolean askParent = type == Type.DS && name.labels() > 1;
        Name candidate = askParent ? new Name(name, 1) : name;
        while (true) {
            Zone zone = byOrigin.get(candidate);
            if (zone != null) {
                return zone;
            }
            candidate = new Name(candidate, 1);
        }
    }
}
