package org.signet.acceptance.postfix;

import java.util.Arrays;
import java.util.Comparator;

/** The zones of the laboratory, each signed in a way of its own or not at all. */
enum Zone {
    ROOT(".", Signing.NSEC),
    TEST("test.", Signing.NSEC),
    /** Where most scenes play. */
    SIGNED("signed.test.", Signing.NSEC),
    NSEC3("nsec3.test.", Signing.NSEC3),
    OPT_OUT("optout.test.", Signing.OPT_OUT),
    /** More iterations than validators follow (RFC 9276 §3.2). */
    MANY_ITERATIONS("iterations.test.", Signing.MANY_ITERATIONS),
    RSA("rsa.test.", Signing.RSA),
    ED25519("ed25519.test.", Signing.ED25519),
    UNSIGNED("unsigned.test.", Signing.NONE),
    /** Part of a signed zone, delegated without DS. */
    UNSIGNED_BELOW("_tcp.mx.tlsa-unsigned.signed.test.", Signing.NONE),
    /** Signed, but the DS above is of another key. */
    FORGED("forged.test.", Signing.NSEC),
    EXPIRED("expired.test.", Signing.LONG_AGO),
    /** Signed, but the DS above names an algorithm that nobody knows. */
    UNKNOWN_ALGORITHM("unknown.test.", Signing.NSEC),
    /** Holds records that have no presentation, so that no signed file of it can be written. */
    MALFORMED("malformed.test.", Signing.WHEN_LOADED);

    /** Knot's policy for a zone. */
    enum Signing {
        NONE(""),
        NSEC("algorithm: ecdsap256sha256"),
        NSEC3("algorithm: ecdsap256sha256, nsec3: on, nsec3-iterations: 0"),
        OPT_OUT("algorithm: ecdsap256sha256, nsec3: on, nsec3-iterations: 0, nsec3-opt-out: on"),
        MANY_ITERATIONS("algorithm: ecdsap256sha256, nsec3: on, nsec3-iterations: 200"),
        RSA("algorithm: rsasha256, ksk-size: 2048, zsk-size: 2048"),
        ED25519("algorithm: ed25519"),
        LONG_AGO("algorithm: ecdsap256sha256"),
        /** By the server, in memory. */
        WHEN_LOADED("algorithm: ecdsap256sha256");

        private final String policy;

        Signing(String policy) {
            this.policy = policy;
        }

        /** Returns the lines of the policy in knot.conf. */
        String policy() {
            return "    " + policy.replace(", ", "\n    ") + "\n";
        }
    }

    private final String apex;
    private final Signing signing;

    Zone(String apex, Signing signing) {
        this.apex = apex;
        this.signing = signing;
    }

    /** Returns the absolute name. */
    String apex() {
        return apex;
    }

    Signing signing() {
        return signing;
    }

    /** Returns the name that the zone's files have. */
    String fileName() {
        return this == ROOT ? "root" : apex.substring(0, apex.length() - 1);
    }

    /** Returns the zone that an absolute name lies in. */
    static Zone of(String name) {
        return Arrays.stream(values())
                .filter(
                        zone ->
                                zone == ROOT
                                        || name.equals(zone.apex)
                                        || name.endsWith("." + zone.apex))
                .max(Comparator.comparingInt(zone -> zone.apex.length()))
                .orElseThrow();
    }

    /** Returns the zone that delegates to this one. */
    Zone parent() {
        return of(
                apex.substring(apex.indexOf('.') + 1).isEmpty()
                        ? "."
                        : apex.substring(apex.indexOf('.') + 1));
    }
}
