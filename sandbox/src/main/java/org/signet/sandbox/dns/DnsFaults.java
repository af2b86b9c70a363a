package org.signet.sandbox.dns;

import org.xbill.DNS.Name;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The faults of the name server in force, each for a name and all below it; "." is everything. */
public final class DnsFaults {
    private final Map<String, DnsFault> byName = new ConcurrentHashMap<>();

    /** Puts a fault in force in place of the one before; {@link DnsFault#NONE} ends it. */
    public void set(String name, DnsFault fault) {
        if (fault.kind() == DnsFault.Kind.NONE) {
            byName.remove(key(name));
        } else {
            byName.put(key(name), fault);
        }
    }

    /** The fault in force at a name itself, with the number of strikes that are left. */
    public DnsFault of(String name) {
        return byName.getOrDefault(key(name), DnsFault.NONE);
    }

    /** All that are in force, by name. */
    public Map<String, DnsFault> all() {
        return Map.copyOf(byName);
    }

    /** What strikes a question for a name: the fault closest above it; takes one strike. */
    DnsFault.Kind strike(Name asked) {
        for (int i = 0; i < asked.labels() && !byName.isEmpty(); i++) {
            String name = key(new Name(asked, i).toString());
            DnsFault fault = of(name);
            while (fault.kind() != DnsFault.Kind.NONE) {
                if (replace(name, fault, fault.after())) {
                    return fault.kind();
                }
                fault = of(name);
            }
        }
        return DnsFault.Kind.NONE;
    }

    private boolean replace(String name, DnsFault fault, DnsFault after) {
        return after.kind() == DnsFault.Kind.NONE
                ? byName.remove(name, fault)
                : byName.replace(name, fault, after);
    }

    private static String key(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals(".") || !lower.endsWith(".")
                ? lower
                : lower.substring(0, lower.length() - 1);
    }
}
