package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.ISSUER;
import static org.signet.acceptance.postfix.Host.LEAF;
import static org.signet.acceptance.postfix.Host.ROOT;

import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Usage 2, DANE-TA: an authority above the server's certificate. */
final class TrustAnchorScenes {
    private TrustAnchorScenes() {}

    static void addTo(Scenes all) {
        anchors(all);
        anchorsFromDns(all);
        names(all);
        paths(all);
        order(all);
    }

    private static void anchors(Scenes all) {
        all.scene("ta-root-cert", "`2 0 1` of the root").host().tlsa("2 0 1", ROOT);
        all.scene("ta-root-key", "`2 1 1` of the root").host().tlsa("2 1 1", ROOT);
        all.scene("ta-root-key-sha512", "`2 1 2` of the root").host().tlsa("2 1 2", ROOT);
        all.scene("ta-root-full", "`2 0 0`, the root is sent as well").host().tlsa("2 0 0", ROOT);
        all.scene("ta-issuer", "`2 1 1` of the intermediate authority")
                .host()
                .tlsa("2 1 1", ISSUER);
        all.scene("ta-issuer-cert", "`2 0 1` of the intermediate authority")
                .host()
                .tlsa("2 0 1", ISSUER);
        all.scene(
                        "ta-issuer-no-root",
                        "`2 1 1` of the intermediate authority, the root is not sent")
                .host()
                .sends(LEAF, ISSUER)
                .tlsa("2 1 1", ISSUER);
        all.scene("ta-root-absent", "`2 1 1` of a root that is not sent")
                .host()
                .sends(LEAF, ISSUER)
                .tlsa("2 1 1", ROOT);
        all.scene("ta-wrong", "`2 1 1` of another authority").host().wrongTlsa("2 1 1");
        all.scene("ta-leaf", "`2 1 1` of the server's own key").host().tlsa("2 1 1", LEAF);
        all.scene("ta-self-signed-leaf", "`2 0 1` of the server's self-signed certificate")
                .host()
                .has(TestCa.selfSigned("mx.ta-self-signed-leaf.signed.test"))
                .tlsa("2 0 1", LEAF);
    }

    private static void anchorsFromDns(Scenes all) {
        all.scene("ta-root-full-absent", "`2 0 0` of a root that is not sent")
                .host()
                .sends(LEAF, ISSUER)
                .tlsa("2 0 0", ROOT);
        all.scene("ta-root-bare-key-absent", "`2 1 0` of a root that is not sent")
                .host()
                .sends(LEAF, ISSUER)
                .tlsa("2 1 0", ROOT);
        all.scene("ta-issuer-full-absent", "`2 0 0` of the issuer, the leaf is sent alone")
                .host()
                .sends(LEAF)
                .tlsa("2 0 0", ISSUER);
        all.scene("ta-issuer-bare-key-absent", "`2 1 0` of the issuer, the leaf is sent alone")
                .host()
                .sends(LEAF)
                .tlsa("2 1 0", ISSUER);
        all.scene("ta-other-full", "`2 0 0` of an authority that issued nothing here")
                .host()
                .wrongTlsa("2 0 0");
    }

    private static void names(Scenes all) {
        named(all, "ta-other-name", "the certificate names another host", "elsewhere.example");
        Host nextHop = all.scene("ta-next-hop", "`2 1 1`, the certificate names the domain").host();
        nextHop.has(Host.issuing().server(nextHop.scene().domain()).issue()).tlsa("2 1 1", ROOT);
        named(all, "ta-wildcard", "a wildcard certificate", "*.ta-wildcard.signed.test");
        named(all, "ta-wildcard-above", "a wildcard two labels up", "*.signed.test");
        named(
                all,
                "ta-second-name",
                "the host is the second name",
                "elsewhere.example",
                "mx.ta-second-name.signed.test");
        named(all, "ta-name-case", "the name in capitals", "MX.TA-NAME-CASE.SIGNED.TEST");
        all.scene("ta-common-name", "`2 1 1`, the host is named in the common name only")
                .host()
                .has(Host.issuing().server("mx.ta-common-name.signed.test").withoutNames().issue())
                .tlsa("2 1 1", ROOT);
    }

    private static void named(Scenes all, String name, String what, String... dnsNames) {
        all.scene(name, "`2 1 1`, " + what)
                .host()
                .has(Host.issuing().server(dnsNames).issue())
                .tlsa("2 1 1", ROOT);
    }

    private static void paths(Scenes all) {
        Host expired = all.scene("ta-expired", "`2 1 1`, the leaf has expired").host();
        expired.has(Host.issuing().server(expired.certificateName()).expired().issue())
                .tlsa("2 1 1", ROOT);
        Host early = all.scene("ta-not-yet-valid", "`2 1 1`, the leaf is not yet valid").host();
        early.has(Host.issuing().server(early.certificateName()).notYetValid().issue())
                .tlsa("2 1 1", ROOT);
        Host client = all.scene("ta-client-purpose", "`2 1 1`, a client's certificate").host();
        client.has(Host.issuing().server(client.certificateName()).forClients().issue())
                .tlsa("2 1 1", ROOT);
        below(
                all.scene("ta-issuer-expired", "`2 1 1` of the root, the intermediate has expired"),
                Host.authority().below("Expired Issuing").expired().issueAuthority(),
                ROOT);
        below(
                all.scene("ta-anchor-expired", "`2 1 1` of an intermediate that has expired"),
                Host.authority().below("Expired Anchor").expired().issueAuthority(),
                ISSUER);
        below(
                all.scene(
                        "ta-no-authority",
                        "`2 1 1` of the root, the intermediate is none (CA:false)"),
                Host.authority().below("No Authority").withoutAuthority().issueAuthority(),
                ROOT);
        below(
                all.scene(
                        "ta-anchor-no-authority",
                        "`2 1 1` of an intermediate that is none (CA:false)"),
                Host.authority().below("No Anchor").withoutAuthority().issueAuthority(),
                ISSUER);
        below(
                all.scene(
                        "ta-path-length",
                        "`2 1 1` of the root, one authority too many below a limit"),
                Host.authority()
                        .below("Limited")
                        .pathLength(0)
                        .issueAuthority()
                        .intermediate("Below the Limit"),
                3);
    }

    private static void below(Scene scene, TestCa issuer, int anchor) {
        Host host = scene.host();
        host.has(issuer.server(host.certificateName()).issue()).tlsa("2 1 1", anchor);
    }

    private static void order(Scenes all) {
        all.scene("ta-unordered", "`2 1 1` of the root, the chain out of order")
                .host()
                .sends(LEAF, ROOT, ISSUER)
                .tlsa("2 1 1", ROOT);
        Host padded =
                all.scene("ta-padded", "`2 1 1` of the root, strange certificates in the chain")
                        .host();
        List<X509Certificate> more = new ArrayList<>(padded.identity().chain());
        more.add(1, TestCa.root("Stranger").certificate());
        more.add(TestCa.selfSigned("stranger.example").certificate());
        padded.sends(more).tlsa("2 1 1", ROOT);
        Host stranger =
                all.scene(
                                "ta-stranger",
                                "`2 1 1` of an authority that is sent but issued nothing here")
                        .host();
        X509Certificate other = TestCa.root("Other Stranger").certificate();
        List<X509Certificate> chain = new ArrayList<>(stranger.identity().chain());
        chain.add(other);
        stranger.sends(chain).tlsaOf("2 1 1", other);
    }
}
