package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.LEAF;

import org.signet.acceptance.postfix.Host.Behaviour;
import org.signet.sandbox.smtp.Fault;

/** Several hosts, several addresses: each stands for itself. */
final class HostScenes {
    private HostScenes() {}

    static void addTo(Scenes all) {
        dane(all);
        network(all);
    }

    private static void dane(Scenes all) {
        Scene second =
                all.scene(
                        "two-first-wrong",
                        "two hosts: the first with wrong `3 1 1`, the second right");
        second.host("mx1").wrongTlsa("3 1 1");
        second.host("mx2").tlsa("3 1 1", LEAF);
        Scene none = all.scene("two-both-wrong", "two hosts with wrong `3 1 1`");
        none.host("mx1").wrongTlsa("3 1 1");
        none.host("mx2").wrongTlsa("3 1 1");
        Scene plain =
                all.scene(
                        "two-first-wrong-second-plain",
                        "two hosts: wrong `3 1 1`; no TLSA and no STARTTLS");
        plain.host("mx1").wrongTlsa("3 1 1");
        plain.host("mx2").is(Behaviour.PLAIN);
        Scene bogus = all.scene("two-first-bogus", "two hosts: TLSA bogus; right `3 1 1`");
        Host first = bogus.host("mx1").tlsa("3 1 1", LEAF);
        bogus.breakSignature(first.tlsaName(), "TLSA");
        bogus.host("mx2").tlsa("3 1 1", LEAF);
        Scene both = all.scene("two-both-bogus", "two hosts with bogus TLSA");
        for (String label : new String[] {"mx1", "mx2"}) {
            Host host = both.host(label).tlsa("3 1 1", LEAF);
            both.breakSignature(host.tlsaName(), "TLSA");
        }
        Scene stripped =
                all.scene(
                        "two-first-no-starttls",
                        "two hosts: `3 1 1` without STARTTLS; right `3 1 1`");
        stripped.host("mx1").tlsa("3 1 1", LEAF).is(Behaviour.PLAIN);
        stripped.host("mx2").tlsa("3 1 1", LEAF);
        Scene unsigned =
                all.scene("two-second-unsigned", "two hosts: `3 1 1`; one in an unsigned zone");
        unsigned.host("mx1").tlsa("3 1 1", LEAF);
        unsigned.hostNamed(unsigned.at("mx2", Zone.UNSIGNED));
        Scene equal = all.scene("two-equal", "two hosts of equal preference, both right");
        equal.byAnyHost().mx(10, equal.at("mx1")).mx(10, equal.at("mx2"));
        equal.hostWithoutMx(equal.at("mx1")).tlsa("3 1 1", LEAF);
        equal.hostWithoutMx(equal.at("mx2")).tlsa("3 1 1", LEAF);
        Scene missing =
                all.scene("two-first-missing", "two hosts: one that does not exist; right `3 1 1`");
        missing.mx(missing.at("mx1"));
        missing.host("mx2").tlsa("3 1 1", LEAF);
        Scene address =
                all.scene(
                        "two-first-address-bogus",
                        "two hosts: the first's address is bogus; right `3 1 1`");
        Host bogusHost = address.host("mx1").tlsa("3 1 1", LEAF);
        address.breakSignature(bogusHost.name(), "A");
        address.host("mx2").tlsa("3 1 1", LEAF);
    }

    private static void network(Scenes all) {
        Scene dead =
                all.scene("two-first-dead", "two hosts: the first does not listen; right `3 1 1`");
        dead.host("mx1").tlsa("3 1 1", LEAF).is(Behaviour.DEAD);
        dead.host("mx2").tlsa("3 1 1", LEAF);
        all.scene("dead", "one host that does not listen")
                .host()
                .tlsa("3 1 1", LEAF)
                .is(Behaviour.DEAD);
        all.scene("two-addresses", "one host with two addresses, one is dead, `3 1 1`")
                .host()
                .tlsa("3 1 1", LEAF)
                .alsoAt("127.0.0.9");
        all.scene("both-families", "one host with an IPv4 and a dead IPv6 address, `3 1 1`")
                .host()
                .tlsa("3 1 1", LEAF)
                .alsoAt("::1");
        Scene busy =
                all.scene("two-first-busy", "two hosts: the first greets with 421; right `3 1 1`");
        busy.host("mx1")
                .tlsa("3 1 1", LEAF)
                .with(Fault.of(Fault.Kind.TEMPFAIL).at(Fault.Stage.CONNECT));
        busy.host("mx2").tlsa("3 1 1", LEAF);
        Scene closed =
                all.scene(
                        "two-first-closed", "two hosts: the first greets with 554; right `3 1 1`");
        closed.host("mx1")
                .tlsa("3 1 1", LEAF)
                .with(Fault.of(Fault.Kind.PERMFAIL).at(Fault.Stage.CONNECT));
        closed.host("mx2").tlsa("3 1 1", LEAF);
        Scene refuses =
                all.scene(
                        "two-first-refuses",
                        "two hosts: the first says 451 to RCPT; right `3 1 1`");
        refuses.host("mx1").tlsa("3 1 1", LEAF).with(Fault.of(Fault.Kind.TEMPFAIL));
        refuses.host("mx2").tlsa("3 1 1", LEAF);
        Scene never =
                all.scene(
                        "two-first-never", "two hosts: the first says 550 to RCPT; right `3 1 1`");
        never.host("mx1").tlsa("3 1 1", LEAF).with(Fault.of(Fault.Kind.PERMFAIL));
        never.host("mx2").tlsa("3 1 1", LEAF);
    }
}
