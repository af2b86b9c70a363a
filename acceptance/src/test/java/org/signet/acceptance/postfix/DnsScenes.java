package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.LEAF;

/** Where DNS is signed, unsigned, broken or silent. */
final class DnsScenes {
    /** A DS record of a key that does not exist. */
    private static final String STRANGE_DS = "DS 4711 13 2 " + "00".repeat(32);

    private DnsScenes() {}

    static void addTo(Scenes all) {
        denials(all);
        zones(all);
        wildcards(all);
        broken(all);
        halfSigned(all);
        domains(all);
    }

    private static void denials(Scenes all) {
        all.scene("no-tlsa", "no TLSA, proven by NSEC").host();
        all.scene("no-tlsa-nsec3", Zone.NSEC3, "no TLSA, proven by NSEC3").host();
        all.scene("no-tlsa-opt-out", Zone.OPT_OUT, "no TLSA, NSEC3 with opt-out").host();
        Host other = all.scene("tlsa-of-other-port", "TLSA for port 465 only").host();
        other.scene()
                .record(
                        "_465._tcp." + other.name(),
                        "TLSA 3 1 1 " + Host.association("3 1 1", other.identity().certificate()));
        Host atDomain =
                all.scene("tlsa-at-domain", "TLSA at the domain in place of the host").host();
        atDomain.scene()
                .record("_25._tcp." + atDomain.scene().apex(), "TLSA 3 1 1 " + "5a".repeat(32));
    }

    private static void zones(Scenes all) {
        all.scene("nsec3", Zone.NSEC3, "`3 1 1` in a zone with NSEC3").host().tlsa("3 1 1", LEAF);
        all.scene("nsec3-wrong", Zone.NSEC3, "wrong `3 1 1` in a zone with NSEC3")
                .host()
                .wrongTlsa("3 1 1");
        all.scene("opt-out", Zone.OPT_OUT, "`3 1 1`, NSEC3 with opt-out")
                .host()
                .tlsa("3 1 1", LEAF);
        all.scene("rsa-zone", Zone.RSA, "`3 1 1` in a zone signed with RSA")
                .host()
                .tlsa("3 1 1", LEAF);
        all.scene("ed25519-zone", Zone.ED25519, "`3 1 1` in a zone signed with Ed25519")
                .host()
                .tlsa("3 1 1", LEAF);
        all.scene("many-iterations", Zone.MANY_ITERATIONS, "`3 1 1`, NSEC3 with 200 iterations")
                .host()
                .tlsa("3 1 1", LEAF);
        all.scene(
                        "many-iterations-none",
                        Zone.MANY_ITERATIONS,
                        "no TLSA, NSEC3 with 200 iterations")
                .host();
        all.scene("unsigned", Zone.UNSIGNED, "no DNSSEC").host();
        all.scene("unsigned-wrong", Zone.UNSIGNED, "no DNSSEC, wrong `3 1 1`")
                .host()
                .wrongTlsa("3 1 1");
        all.scene(
                        "unknown-algorithm",
                        Zone.UNKNOWN_ALGORITHM,
                        "DS of an unknown algorithm, wrong `3 1 1`")
                .host()
                .wrongTlsa("3 1 1");
        all.scene("forged", Zone.FORGED, "the zone's key is not the one of its DS").host();
        all.scene("expired-zone", Zone.EXPIRED, "the zone's signatures have expired")
                .host()
                .tlsa("3 1 1", LEAF);
    }

    private static void wildcards(Scenes all) {
        Scene scene = all.scene("wildcard-tlsa", "`3 1 1` at a wildcard below the host");
        Host host = scene.host();
        scene.record(
                "*." + host.name(),
                "TLSA 3 1 1 " + Host.association("3 1 1", host.identity().certificate()));
        Scene wrong =
                all.scene("wildcard-tlsa-nsec3", Zone.NSEC3, "wrong `3 1 1` at a wildcard, NSEC3");
        wrong.record("*._tcp." + wrong.host().name(), "TLSA 3 1 1 " + "5a".repeat(32));
        Scene mx = all.scene("wildcard-mx", "the domain's MX is a wildcard's, `3 1 1`");
        mx.hostWithoutMx(mx.at("mx")).tlsa("3 1 1", LEAF);
        mx.wildcard();
        mx.record("*." + mx.apex(), "MX 10 " + mx.at("mx"));
    }

    private static void broken(Scenes all) {
        Host tlsa = all.scene("tlsa-bogus", "right `3 1 1` with a broken signature").host();
        tlsa.tlsa("3 1 1", LEAF).scene().breakSignature(tlsa.tlsaName(), "TLSA");
        Host a = all.scene("address-bogus", "the address has a broken signature").host();
        a.tlsa("3 1 1", LEAF).scene().breakSignature(a.name(), "A");
        Scene mx = all.scene("mx-bogus", "MX has a broken signature");
        mx.host().tlsa("3 1 1", LEAF);
        mx.breakSignature(mx.apex(), "MX");
        Host denial = all.scene("denial-bogus", "no TLSA, the proof has a broken signature").host();
        denial.scene().breakSignature(denial.name(), "NSEC");
        silent(all, "tlsa-lame", "the servers for TLSA refuse", "127.0.0.2");
        silent(all, "tlsa-dead", "the servers for TLSA are dead", "127.0.0.9");
        Host unsigned =
                all.scene(
                                "tlsa-dead-unsigned",
                                Zone.UNSIGNED,
                                "no DNSSEC, the servers for TLSA are dead")
                        .host();
        unsigned.scene().record("_tcp." + unsigned.name(), "NS " + unsigned.scene().at("ns"));
        unsigned.scene().record(unsigned.scene().at("ns"), "A 127.0.0.9");
        Scene dead = all.scene("mx-dead", "the domain's servers are dead");
        dead.record(dead.apex(), "NS " + dead.at("ns"));
        dead.record(dead.apex(), STRANGE_DS);
        dead.record(dead.at("ns"), "A 127.0.0.9");
    }

    private static void silent(Scenes all, String name, String story, String server) {
        Host host = all.scene(name, story).host();
        Scene scene = host.scene();
        scene.record("_tcp." + host.name(), "NS " + scene.at("ns"));
        scene.record("_tcp." + host.name(), STRANGE_DS);
        scene.record(scene.at("ns"), "A " + server);
    }

    private static void halfSigned(Scenes all) {
        Host unsignedTlsa =
                all.scene("tlsa-unsigned", "TLSA in an unsigned zone below the host, wrong").host();
        unsignedTlsa.wrongTlsa("3 1 1");
        Scene half =
                all.scene(
                        "mx-unsigned", Zone.UNSIGNED, "MX unsigned, the host signed with `3 1 1`");
        half.hostNamed(half.at("mx", Zone.SIGNED)).tlsa("3 1 1", LEAF);
        Scene wrong =
                all.scene(
                        "mx-unsigned-wrong",
                        Zone.UNSIGNED,
                        "MX unsigned, the host signed with wrong `3 1 1`");
        wrong.hostNamed(wrong.at("mx", Zone.SIGNED)).wrongTlsa("3 1 1");
        Scene unusable =
                all.scene(
                        "mx-unsigned-unusable",
                        Zone.UNSIGNED,
                        "MX unsigned, the host signed with `1 1 1`");
        unusable.hostNamed(unusable.at("mx", Zone.SIGNED)).tlsa("1 1 1", LEAF);
        Scene none =
                all.scene(
                        "mx-unsigned-no-tlsa",
                        Zone.UNSIGNED,
                        "MX unsigned, the host signed, no TLSA");
        none.hostNamed(none.at("mx", Zone.SIGNED));
        Scene name =
                all.scene(
                        "mx-unsigned-name",
                        Zone.UNSIGNED,
                        "MX unsigned, the host signed with `2 1 1`, the certificate names the host");
        name.hostNamed(name.at("mx", Zone.SIGNED)).tlsa("2 1 1", Host.ROOT);
        Scene domain =
                all.scene(
                        "mx-unsigned-next-hop",
                        Zone.UNSIGNED,
                        "MX unsigned, the host signed with `2 1 1`, the certificate names the domain");
        domain.hostNamed(domain.at("mx", Zone.SIGNED))
                .has(Host.issuing().server(domain.domain()).issue())
                .tlsa("2 1 1", Host.ROOT);
        Scene address =
                all.scene("address-unsigned", "MX signed, the host's zone unsigned, wrong `3 1 1`");
        address.hostNamed(address.at("mx", Zone.UNSIGNED)).wrongTlsa("3 1 1");
    }

    private static void domains(Scenes all) {
        all.scene("implicit", "no MX, `3 1 1` at the domain").implicitHost().tlsa("3 1 1", LEAF);
        all.scene("implicit-wrong", "no MX, wrong `3 1 1` at the domain")
                .implicitHost()
                .wrongTlsa("3 1 1");
        all.scene("implicit-no-tlsa", "no MX, no TLSA").implicitHost();
        all.scene("implicit-nsec3", Zone.NSEC3, "no MX, `3 1 1` at the domain, NSEC3")
                .implicitHost()
                .tlsa("3 1 1", LEAF);
        all.scene("null-mx", "null MX").mx(0, ".");
        Scene nullToo = all.scene("null-mx-too", "null MX beside another MX");
        nullToo.mx(0, ".").host().tlsa("3 1 1", LEAF);
        all.scene("no-such-domain", "the domain does not exist");
        all.scene("no-such-domain-nsec3", Zone.NSEC3, "the domain does not exist, NSEC3");
        all.scene("no-such-domain-unsigned", Zone.UNSIGNED, "the domain does not exist, unsigned");
        Scene none = all.scene("no-address", "the domain has neither MX nor address");
        none.record(none.apex(), "TXT none");
        Scene host = all.scene("host-missing", "the MX names a host that does not exist");
        host.mx(host.at("mx"));
        Scene empty = all.scene("host-empty", "the MX names a host without address");
        empty.mx(empty.at("mx")).record(empty.at("mx"), "TXT none");
        Scene number = all.scene("mx-address", "the MX is an IP address");
        number.mx("127.0.5.1.");
    }
}
