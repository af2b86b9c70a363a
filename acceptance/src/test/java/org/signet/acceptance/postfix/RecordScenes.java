package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.LEAF;
import static org.signet.acceptance.postfix.Host.ROOT;

/** TLSA record sets: several records, weak ones, unusable ones. */
final class RecordScenes {
    private static final String NONSENSE = "3082000a0102030405060708090a";

    private RecordScenes() {}

    static void addTo(Scenes all) {
        mixed(all);
        agility(all);
        unusableAlone(all);
        unusableBeside(all);
    }

    private static void mixed(Scenes all) {
        all.scene("mixed-ee-wrong", "wrong `3 1 1` and right `2 1 1`")
                .host()
                .wrongTlsa("3 1 1")
                .tlsa("2 1 1", ROOT);
        all.scene("mixed-ta-wrong", "right `3 1 1` and wrong `2 1 1`")
                .host()
                .tlsa("3 1 1", LEAF)
                .wrongTlsa("2 1 1");
        all.scene("mixed-both-wrong", "wrong `3 1 1` and wrong `2 1 1`")
                .host()
                .wrongTlsa("3 1 1")
                .wrongTlsa("2 1 1");
        Host expired =
                all.scene("mixed-expired", "`3 1 1` and `2 1 1`, the leaf has expired").host();
        expired.has(Host.issuing().server(expired.certificateName()).expired().issue())
                .tlsa("3 1 1", LEAF)
                .tlsa("2 1 1", ROOT);
        Host many =
                all.scene("many-records", "40 wrong `3 1 2` and a right one: an answer over TCP")
                        .host();
        for (int i = 0; i < 40; i++) {
            many.rawTlsa("3 1 2 " + "%0128x".formatted(i));
        }
        many.tlsa("3 1 2", LEAF);
    }

    /** RFC 7671 §9: only the strongest digest of a usage and selector counts. */
    private static void agility(Scenes all) {
        all.scene("agility-strong-wrong", "right `3 1 1` and wrong `3 1 2`")
                .host()
                .tlsa("3 1 1", LEAF)
                .wrongTlsa("3 1 2");
        all.scene("agility-weak-wrong", "wrong `3 1 1` and right `3 1 2`")
                .host()
                .wrongTlsa("3 1 1")
                .tlsa("3 1 2", LEAF);
        all.scene("agility-selectors", "right `3 1 1` and wrong `3 0 2`")
                .host()
                .tlsa("3 1 1", LEAF)
                .wrongTlsa("3 0 2");
        all.scene("agility-usages", "right `2 1 1` and wrong `3 1 2`")
                .host()
                .tlsa("2 1 1", ROOT)
                .wrongTlsa("3 1 2");
        all.scene("agility-full", "right `3 1 0` and wrong `3 1 2`")
                .host()
                .tlsa("3 1 0", LEAF)
                .wrongTlsa("3 1 2");
        all.scene("agility-short-strong", "right `3 1 1` and a `3 1 2` of the wrong length")
                .host()
                .tlsa("3 1 1", LEAF)
                .rawTlsa("3 1 2 0123456789abcdef");
    }

    private static void unusableAlone(Scenes all) {
        all.scene("pkix-ee", "`1 1 1` alone").host().tlsa("1 1 1", LEAF);
        all.scene("pkix-ta", "`0 1 1` alone").host().tlsa("0 1 1", ROOT);
        all.scene("pkix-no-starttls", "`1 1 1` alone, no STARTTLS")
                .host()
                .tlsa("1 1 1", LEAF)
                .is(Host.Behaviour.PLAIN);
        unusable(all, "unknown-usage", "4 1 1", 32);
        unusable(all, "private-usage", "255 1 1", 32);
        unusable(all, "unknown-selector", "3 2 1", 32);
        unusable(all, "unknown-matching", "3 1 3", 48);
        unusable(all, "private-matching", "3 1 255", 32);
        unusable(all, "short-digest", "3 1 1", 31);
        unusable(all, "long-digest", "3 1 1", 33);
        all.scene("malformed-ee-cert", "`3 0 0` that is no certificate")
                .host()
                .rawTlsa("3 0 0 " + NONSENSE);
        all.scene("malformed-ee-key", "`3 1 0` that is no key").host().rawTlsa("3 1 0 " + NONSENSE);
        all.scene("malformed-ta-cert", "`2 0 0` that is no certificate")
                .host()
                .rawTlsa("2 0 0 " + NONSENSE);
        all.scene("malformed-ta-key", "`2 1 0` that is no key").host().rawTlsa("2 1 0 " + NONSENSE);
        Scene truncated = all.scene("truncated", Zone.MALFORMED, "a record of two octets: `03 01`");
        truncated.record(truncated.host().tlsaName(), "TYPE52 \\# 2 0301");
        Scene empty = all.scene("no-data", Zone.MALFORMED, "`3 1 1` without any digest");
        empty.endingPostfix().record(empty.host().tlsaName(), "TYPE52 \\# 3 030101");
    }

    private static void unusable(Scenes all, String name, String parameters, int octets) {
        all.scene(name, "`" + parameters + "` with " + octets + " octets")
                .host()
                .rawTlsa(parameters + " " + "5a".repeat(octets));
    }

    private static void unusableBeside(Scenes all) {
        all.scene("pkix-and-right", "`1 1 1` of another key and right `3 1 1`")
                .host()
                .wrongTlsa("1 1 1")
                .tlsa("3 1 1", LEAF);
        all.scene("pkix-and-wrong", "right `1 1 1` and wrong `3 1 1`")
                .host()
                .tlsa("1 1 1", LEAF)
                .wrongTlsa("3 1 1");
        all.scene("unknown-and-right", "`4 1 1` and right `3 1 1`")
                .host()
                .rawTlsa("4 1 1 " + "5a".repeat(32))
                .tlsa("3 1 1", LEAF);
        all.scene("unknown-and-wrong", "`3 1 9` and wrong `3 1 1`")
                .host()
                .rawTlsa("3 1 9 " + "5a".repeat(32))
                .wrongTlsa("3 1 1");
        all.scene("short-and-right", "`3 1 1` of 20 octets and right `3 1 1`")
                .host()
                .rawTlsa("3 1 1 " + "5a".repeat(20))
                .tlsa("3 1 1", LEAF);
        all.scene("malformed-and-right", "`2 0 0` that is no certificate and right `3 1 1`")
                .host()
                .rawTlsa("2 0 0 " + NONSENSE)
                .tlsa("3 1 1", LEAF);
        Scene truncated =
                all.scene(
                        "truncated-and-right",
                        Zone.MALFORMED,
                        "a record of two octets and right `3 1 1`");
        truncated.record(truncated.host().tlsa("3 1 1", LEAF).tlsaName(), "TYPE52 \\# 2 0301");
    }
}
