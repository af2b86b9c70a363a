package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.ISSUER;
import static org.signet.acceptance.postfix.Host.LEAF;

import org.signet.testing.TestCa;

/** Usage 3, DANE-EE: the server's own certificate or key. */
final class EndEntityScenes {
    private EndEntityScenes() {}

    static void addTo(Scenes all) {
        all.scene("ee-key-sha256", "`3 1 1`").host().tlsa("3 1 1", LEAF);
        all.scene("ee-key-sha512", "`3 1 2`").host().tlsa("3 1 2", LEAF);
        all.scene("ee-key-full", "`3 1 0`: the whole key").host().tlsa("3 1 0", LEAF);
        all.scene("ee-cert-sha256", "`3 0 1`").host().tlsa("3 0 1", LEAF);
        all.scene("ee-cert-sha512", "`3 0 2`").host().tlsa("3 0 2", LEAF);
        all.scene("ee-cert-full", "`3 0 0`: the whole certificate").host().tlsa("3 0 0", LEAF);
        all.scene("ee-rollover", "`3 1 1` of this key and of the next one")
                .host()
                .wrongTlsa("3 1 1")
                .tlsa("3 1 1", LEAF);
        all.scene("ee-wrong", "`3 1 1` of another key").host().wrongTlsa("3 1 1");
        all.scene("ee-issuer", "`3 1 1` of the issuer's key").host().tlsa("3 1 1", ISSUER);
        all.scene("ee-leaf-only", "`3 1 1`, the server sends its own certificate alone")
                .host()
                .sends(LEAF)
                .tlsa("3 1 1", LEAF);
        certificates(all);
    }

    private static void certificates(Scenes all) {
        Host expired = all.scene("ee-expired", "`3 1 1`, the certificate has expired").host();
        expired.has(Host.issuing().server(expired.certificateName()).expired().issue())
                .tlsa("3 1 1", LEAF);
        Host early = all.scene("ee-not-yet-valid", "`3 1 1`, not yet valid").host();
        early.has(Host.issuing().server(early.certificateName()).notYetValid().issue())
                .tlsa("3 1 1", LEAF);
        all.scene("ee-other-name", "`3 1 1`, the certificate names another host")
                .host()
                .has(Host.issuing().server("elsewhere.example").issue())
                .tlsa("3 1 1", LEAF);
        all.scene("ee-no-name", "`3 1 1`, the certificate names nobody")
                .host()
                .has(Host.issuing().server("nobody").withoutNames().issue())
                .tlsa("3 1 1", LEAF);
        all.scene("ee-self-signed", "`3 1 1`, the certificate is self-signed")
                .host()
                .has(TestCa.selfSigned("elsewhere.example"))
                .tlsa("3 1 1", LEAF);
        Host client = all.scene("ee-client-purpose", "`3 1 1`, a client's certificate").host();
        client.has(Host.issuing().server(client.certificateName()).forClients().issue())
                .tlsa("3 1 1", LEAF);
        Host rsa = all.scene("ee-rsa", "`3 1 1` of an RSA key").host();
        rsa.has(Host.issuing().server(rsa.certificateName()).key(TestCa.KeyKind.RSA_2048).issue())
                .tlsa("3 1 1", LEAF);
    }
}
