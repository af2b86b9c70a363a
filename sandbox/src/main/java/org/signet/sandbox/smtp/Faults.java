package org.signet.sandbox.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The faults in force, one a domain at most. */
public final class Faults {
    private final Map<String, Fault> byDomain = new ConcurrentHashMap<>();

    /** Puts a fault in force in place of the one before. */
    public void set(String domain, Fault fault) {
        byDomain.put(domain, fault);
    }

    /** The fault in force, with the number of strikes that are left. */
    public Fault of(String domain) {
        return byDomain.getOrDefault(domain, Fault.NONE);
    }

    /** Whether a fault of the kind strikes now; takes one strike from its count. */
    boolean strikes(String domain, Fault.Kind kind) {
        return strikes(domain, fault -> fault.kind() == kind);
    }

    /** Whether a refusal of the kind strikes at the stage; takes one strike from its count. */
    boolean strikes(String domain, Fault.Kind kind, Fault.Stage stage) {
        return strikes(domain, fault -> fault.kind() == kind && fault.stage() == stage);
    }

    private boolean strikes(String domain, Predicate<Fault> matching) {
        AtomicBoolean struck = new AtomicBoolean();
        byDomain.computeIfPresent(
                domain,
                (name, fault) -> {
                    struck.set(matching.test(fault));
                    return struck.get() ? after(fault) : fault;
                });
        return struck.get();
    }

    private static Fault after(Fault fault) {
        return switch (fault.count()) {
            case 0 -> fault;
            case 1 -> Fault.NONE;
            default -> fault.times(fault.count() - 1);
        };
    }
}
