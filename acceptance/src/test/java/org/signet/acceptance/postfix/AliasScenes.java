package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.LEAF;
import static org.signet.acceptance.postfix.Host.ROOT;

/** Aliases at the domain, at the host and at the TLSA name. */
final class AliasScenes {
    private AliasScenes() {}

    static void addTo(Scenes all) {
        atTlsa(all);
        atHost(all);
        atHostUnsigned(all);
        atDomain(all);
        endless(all);
    }

    private static String record(Host host) {
        return "TLSA 3 1 1 " + Host.association("3 1 1", host.identity().certificate());
    }

    private static void atTlsa(Scenes all) {
        Host signed = all.scene("tlsa-alias", "the TLSA name is an alias, `3 1 1`").host();
        signed.scene()
                .record(signed.tlsaName(), "CNAME " + signed.scene().at("tlsa", Zone.NSEC3))
                .record(signed.scene().at("tlsa", Zone.NSEC3), record(signed));
        Host wrong =
                all.scene("tlsa-alias-wrong", "the TLSA name is an alias, wrong `3 1 1`").host();
        wrong.scene()
                .record(wrong.tlsaName(), "CNAME " + wrong.scene().at("tlsa", Zone.NSEC3))
                .record(wrong.scene().at("tlsa", Zone.NSEC3), "TLSA 3 1 1 " + "5a".repeat(32));
        Host unsigned =
                all.scene(
                                "tlsa-alias-unsigned",
                                "the TLSA name is an alias to an unsigned zone, wrong `3 1 1`")
                        .host();
        unsigned.scene()
                .record(unsigned.tlsaName(), "CNAME " + unsigned.scene().at("tlsa", Zone.UNSIGNED))
                .record(
                        unsigned.scene().at("tlsa", Zone.UNSIGNED),
                        "TLSA 3 1 1 " + "5a".repeat(32));
        Host empty = all.scene("tlsa-alias-empty", "the TLSA name is an alias to nothing").host();
        empty.scene().record(empty.tlsaName(), "CNAME " + empty.scene().at("nothing"));
        Host bogus =
                all.scene("tlsa-alias-bogus", "the TLSA name is an alias to a bogus zone").host();
        bogus.scene()
                .record(bogus.tlsaName(), "CNAME " + bogus.scene().at("tlsa", Zone.EXPIRED))
                .record(bogus.scene().at("tlsa", Zone.EXPIRED), record(bogus));
        Scene tree =
                all.scene("tlsa-dname", "the names below the host are elsewhere by DNAME, `3 1 1`");
        Host host = tree.host();
        tree.record("_tcp." + host.name(), "DNAME " + tree.at("tree", Zone.NSEC3))
                .record("_25." + tree.at("tree", Zone.NSEC3), record(host));
    }

    /** An MX host that is an alias, with a target in the given zone. */
    private static Host aliased(Scene scene, Zone zone) {
        scene.mx(scene.at("alias")).record(scene.at("alias"), "CNAME " + scene.at("mx", zone));
        return scene.hostWithoutMx(scene.at("mx", zone));
    }

    private static void atHost(Scenes all) {
        aliased(all.scene("host-alias", "the host is an alias, `3 1 1` at its target"), Zone.NSEC3)
                .tlsa("3 1 1", LEAF);
        Host atAlias =
                aliased(
                        all.scene("host-alias-first", "the host is an alias, `3 1 1` at the alias"),
                        Zone.NSEC3);
        atAlias.scene().record("_25._tcp." + atAlias.scene().at("alias"), record(atAlias));
        Host both =
                aliased(
                        all.scene(
                                "host-alias-both",
                                "the host is an alias, wrong `3 1 1` at it, right at its target"),
                        Zone.NSEC3);
        both.tlsa("3 1 1", LEAF)
                .scene()
                .record("_25._tcp." + both.scene().at("alias"), "TLSA 3 1 1 " + "5a".repeat(32));
        Host wrong =
                aliased(
                        all.scene(
                                "host-alias-both-wrong",
                                "the host is an alias, right `3 1 1` at it, wrong at its target"),
                        Zone.NSEC3);
        wrong.wrongTlsa("3 1 1")
                .scene()
                .record("_25._tcp." + wrong.scene().at("alias"), record(wrong));
        Host named =
                aliased(
                        all.scene(
                                "host-alias-name",
                                "the host is an alias, `2 1 1` at its target, the certificate names the alias"),
                        Zone.NSEC3);
        named.has(Host.issuing().server("alias.host-alias-name.signed.test").issue())
                .tlsa("2 1 1", ROOT);
        Host target =
                aliased(
                        all.scene(
                                "host-alias-target-name",
                                "the host is an alias, `2 1 1` at the alias, the certificate names the target"),
                        Zone.NSEC3);
        target.scene()
                .record(
                        "_25._tcp." + target.scene().at("alias"),
                        "TLSA 2 1 1 "
                                + Host.association("2 1 1", target.identity().chain().get(ROOT)));
        Host bogus =
                aliased(
                        all.scene(
                                "host-alias-target-bogus",
                                "the host is an alias, TLSA bogus at its target, right `3 1 1` at the alias"),
                        Zone.SIGNED);
        bogus.tlsa("3 1 1", LEAF)
                .scene()
                .breakSignature(bogus.tlsaName(), "TLSA")
                .record("_25._tcp." + bogus.scene().at("alias"), record(bogus));
        aliased(all.scene("host-alias-no-tlsa", "the host is an alias, no TLSA"), Zone.NSEC3);
    }

    private static void atHostUnsigned(Scenes all) {
        Host atAlias =
                aliased(
                        all.scene(
                                "host-alias-out",
                                "the host is an alias to an unsigned zone, `3 1 1` at the alias"),
                        Zone.UNSIGNED);
        atAlias.scene().record("_25._tcp." + atAlias.scene().at("alias"), record(atAlias));
        Host wrong =
                aliased(
                        all.scene(
                                "host-alias-out-wrong",
                                "the host is an alias to an unsigned zone, wrong `3 1 1` at the alias"),
                        Zone.UNSIGNED);
        wrong.scene()
                .record("_25._tcp." + wrong.scene().at("alias"), "TLSA 3 1 1 " + "5a".repeat(32));
        aliased(
                        all.scene(
                                "host-alias-out-target",
                                "the host is an alias to an unsigned zone, wrong `3 1 1` at its target"),
                        Zone.UNSIGNED)
                .wrongTlsa("3 1 1");
        Scene back =
                all.scene(
                        "host-alias-in",
                        "the host is an alias in an unsigned zone, `3 1 1` at its signed target");
        back.mx(back.at("alias", Zone.UNSIGNED))
                .record(back.at("alias", Zone.UNSIGNED), "CNAME " + back.at("mx"))
                .hostWithoutMx(back.at("mx"))
                .tlsa("3 1 1", LEAF);
        Scene wrongBack =
                all.scene(
                        "host-alias-in-wrong",
                        "the host is an alias in an unsigned zone, wrong `3 1 1` at its signed target");
        wrongBack
                .mx(wrongBack.at("alias", Zone.UNSIGNED))
                .record(wrongBack.at("alias", Zone.UNSIGNED), "CNAME " + wrongBack.at("mx"))
                .hostWithoutMx(wrongBack.at("mx"))
                .wrongTlsa("3 1 1");
    }

    private static void atDomain(Scenes all) {
        Scene signed = all.scene("domain-alias", "the domain is an alias, `3 1 1`");
        elsewhere(signed, Zone.NSEC3).tlsa("3 1 1", LEAF);
        Scene names =
                all.scene(
                        "domain-alias-name",
                        "the domain is an alias, `2 1 1`, the certificate names the domain");
        elsewhere(names, Zone.NSEC3)
                .has(Host.issuing().server(names.domain()).issue())
                .tlsa("2 1 1", ROOT);
        Scene target =
                all.scene(
                        "domain-alias-target-name",
                        "the domain is an alias, `2 1 1`, the certificate names its target");
        elsewhere(target, Zone.NSEC3)
                .has(Host.issuing().server("target.domain-alias-target-name.nsec3.test").issue())
                .tlsa("2 1 1", ROOT);
        Scene unsigned =
                all.scene(
                        "domain-alias-out",
                        "the domain is an alias to an unsigned one, wrong `3 1 1`");
        elsewhere(unsigned, Zone.UNSIGNED).wrongTlsa("3 1 1");
        Scene in =
                all.scene(
                        "domain-alias-in",
                        Zone.UNSIGNED,
                        "the domain is an unsigned alias to a signed one, wrong `3 1 1`");
        elsewhere(in, Zone.SIGNED).wrongTlsa("3 1 1");
    }

    private static Host elsewhere(Scene scene, Zone zone) {
        String target = scene.at("target", zone);
        scene.record(scene.apex(), "CNAME " + target)
                .record(target, "MX 10 " + scene.at("mx", zone));
        return scene.hostWithoutMx(scene.at("mx", zone));
    }

    private static void endless(Scenes all) {
        Scene domain =
                all.scene(
                        "domain-alias-loop", "the domain is an alias of itself over another name");
        domain.record(domain.apex(), "CNAME " + domain.at("other"))
                .record(domain.at("other"), "CNAME " + domain.apex());
        Host host =
                all.scene(
                                "tlsa-alias-loop",
                                "the TLSA name is an alias of itself over another name")
                        .host();
        host.scene()
                .record(host.tlsaName(), "CNAME " + host.scene().at("other"))
                .record(host.scene().at("other"), "CNAME " + host.tlsaName());
    }
}
