package org.signet.sandbox.recipient;

import static org.signet.sandbox.recipient.Expectation.DEFERRED;
import static org.signet.sandbox.recipient.Expectation.ENCRYPTED;
import static org.signet.sandbox.recipient.Expectation.OPPORTUNISTIC;
import static org.signet.sandbox.recipient.Expectation.VERIFIED;
import static org.signet.sandbox.recipient.RecipientDomain.Security.FORGED_TLSA;
import static org.signet.sandbox.recipient.RecipientDomain.Security.SIGNED;
import static org.signet.sandbox.recipient.RecipientDomain.Security.UNSIGNED;

import org.signet.sandbox.recipient.RecipientDomain.Dns;
import org.signet.sandbox.recipient.RecipientDomain.Story;
import org.signet.testing.TestCa;
import org.signet.testing.TestCa.Identity;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The recipient domains of the small internet; keys and certificates are made anew each time. */
public final class RecipientDomains {
    private static final int FIRST_ADDRESS = 11;
    private static final int PKIX_EE = 1;
    private static final int DANE_TA = 2;
    private static final int DANE_EE = 3;

    private final List<RecipientDomain> domains = new ArrayList<>();
    private final TestCa root = TestCa.root("Sandbox Mail Root");
    private final TestCa intermediate = root.intermediate("Sandbox Mail Intermediate");

    private RecipientDomains() {}

    /** The six domains that show what there is. */
    public static List<RecipientDomain> standard() {
        RecipientDomains made = new RecipientDomains();
        made.addStandard();
        return List.copyOf(made.domains);
    }

    /** The six, and one domain for each chain and set of records that senders stumble over. */
    public static List<RecipientDomain> all() {
        RecipientDomains made = new RecipientDomains();
        made.addStandard();
        made.addEndEntityCases();
        made.addTrustAnchorCases();
        made.addOtherCases();
        return List.copyOf(made.domains);
    }

    private void add(
            String name, Optional<Identity> tls, Dns dns, String facts, Expectation expectation) {
        String address = "127.0.1." + (FIRST_ADDRESS + domains.size());
        domains.add(new RecipientDomain(name, address, tls, dns, new Story(facts, expectation)));
    }

    private void addStandard() {
        Identity dane = TestCa.selfSigned("mx.dane.test");
        add(
                "dane.test",
                Optional.of(dane),
                Dns.of(SIGNED, Tlsa.endEntity(dane.certificate())),
                "TLSA 3 1 1 is the key of the server.",
                VERIFIED);
        add(
                "dane-ta.test",
                Optional.of(intermediate.server("mx.dane-ta.test").issue()),
                Dns.of(SIGNED, Tlsa.trustAnchor(root.certificate())),
                "TLSA 2 1 1 is the root at the end of the chain that the server shows.",
                VERIFIED);
        add(
                "mismatch.test",
                Optional.of(TestCa.selfSigned("mx.mismatch.test")),
                Dns.of(SIGNED, another()),
                "TLSA 3 1 1 is another key than the server's.",
                DEFERRED);
        Identity bogus = TestCa.selfSigned("mx.bogus.test");
        add(
                "bogus.test",
                Optional.of(bogus),
                Dns.of(FORGED_TLSA, Tlsa.endEntity(bogus.certificate())),
                "The signature over the TLSA records is forged.",
                DEFERRED);
        add(
                "tls.test",
                Optional.of(TestCa.selfSigned("mx.tls.test")),
                Dns.of(UNSIGNED),
                "The zone is not signed and has no TLSA; the certificate is self-signed.",
                OPPORTUNISTIC);
        add(
                "plain.test",
                Optional.empty(),
                Dns.of(SIGNED),
                "Signed proof that there is no TLSA, and no STARTTLS.",
                OPPORTUNISTIC);
    }

    private void addEndEntityCases() {
        Identity expired = root.server("mx.elsewhere.test").expired().issue();
        add(
                "ee-expired.test",
                Optional.of(expired),
                Dns.of(SIGNED, Tlsa.endEntity(expired.certificate())),
                "TLSA 3 1 1 matches; the certificate is expired and for another name, which does"
                        + " not count.",
                VERIFIED);
        Identity sha512 = TestCa.selfSigned("mx.ee-sha512.test");
        add(
                "ee-sha512.test",
                Optional.of(sha512),
                Dns.of(SIGNED, Tlsa.of(DANE_EE, 1, 2, sha512.certificate())),
                "TLSA 3 1 2, a SHA-512 digest of the key.",
                VERIFIED);
        Identity full = TestCa.selfSigned("mx.ee-full.test");
        add(
                "ee-full.test",
                Optional.of(full),
                Dns.of(SIGNED, Tlsa.of(DANE_EE, 0, 0, full.certificate())),
                "TLSA 3 0 0, the whole certificate.",
                VERIFIED);
        Identity rollover = TestCa.selfSigned("mx.ee-rollover.test");
        add(
                "ee-rollover.test",
                Optional.of(rollover),
                Dns.of(SIGNED, another(), Tlsa.endEntity(rollover.certificate())),
                "Two TLSA 3 1 1: the next key and the present one.",
                VERIFIED);
        Identity alias = TestCa.selfSigned("mx.ee-alias.test");
        add(
                "ee-alias.test",
                Optional.of(alias),
                Dns.of(SIGNED, Tlsa.endEntity(alias.certificate())).byAlias(),
                "The MX record names an alias (CNAME); TLSA 3 1 1 stands at the host itself.",
                VERIFIED);
    }

    private void addTrustAnchorCases() {
        Tlsa anchor = Tlsa.trustAnchor(root.certificate());
        Identity absent = intermediate.server("mx.ta-absent.test").issue();
        add(
                "ta-absent.test",
                Optional.of(new Identity(absent.key(), absent.chain().subList(0, 2))),
                Dns.of(SIGNED, anchor),
                "TLSA 2 1 1 is the root, but the server shows only leaf and intermediate.",
                DEFERRED);
        Identity fromDns = root.server("mx.ta-full.test").issue();
        add(
                "ta-full.test",
                Optional.of(new Identity(fromDns.key(), fromDns.chain().subList(0, 1))),
                Dns.of(SIGNED, Tlsa.of(DANE_TA, 0, 0, root.certificate())),
                "TLSA 2 0 0 is the whole root certificate; the server shows only its own.",
                VERIFIED);
        add(
                "ta-intermediate.test",
                Optional.of(intermediate.server("mx.ta-intermediate.test").issue()),
                Dns.of(SIGNED, Tlsa.trustAnchor(intermediate.certificate())),
                "TLSA 2 1 1 is the intermediate in the middle of the chain.",
                VERIFIED);
        add(
                "ta-name.test",
                Optional.of(root.server("mx.elsewhere.test").issue()),
                Dns.of(SIGNED, anchor),
                "TLSA 2 1 1 matches; the certificate is for another name, which counts.",
                DEFERRED);
        add(
                "ta-expired.test",
                Optional.of(root.server("mx.ta-expired.test").expired().issue()),
                Dns.of(SIGNED, anchor),
                "TLSA 2 1 1 matches; the certificate is expired, which counts.",
                DEFERRED);
        Identity leaf = root.server("mx.ta-leaf.test").issue();
        add(
                "ta-leaf.test",
                Optional.of(leaf),
                Dns.of(SIGNED, Tlsa.trustAnchor(leaf.certificate())),
                "TLSA 2 1 1 is the server's own key, which is not an authority.",
                DEFERRED);
    }

    private void addOtherCases() {
        Identity unusable = TestCa.selfSigned("mx.unusable.test");
        add(
                "unusable.test",
                Optional.of(unusable),
                Dns.of(SIGNED, Tlsa.of(PKIX_EE, 1, 1, unusable.certificate())),
                "TLSA 1 1 1 only, a usage that SMTP does not have.",
                ENCRYPTED);
        Identity mixed = TestCa.selfSigned("mx.mixed.test");
        add(
                "mixed.test",
                Optional.of(mixed),
                Dns.of(
                        SIGNED,
                        new Tlsa(DANE_EE, 1, 1, "00ff"),
                        Tlsa.of(PKIX_EE, 1, 1, mixed.certificate()),
                        Tlsa.endEntity(mixed.certificate())),
                "TLSA records that cannot be used beside one that matches.",
                VERIFIED);
        add(
                "insecure-tlsa.test",
                Optional.of(TestCa.selfSigned("mx.insecure-tlsa.test")),
                Dns.of(UNSIGNED, another()),
                "A TLSA record that does not match, in a zone that is not signed: it does not"
                        + " count.",
                OPPORTUNISTIC);
        add(
                "no-tls.test",
                Optional.empty(),
                Dns.of(SIGNED, another()),
                "A TLSA record, but the server does not offer STARTTLS.",
                DEFERRED);
    }

    private static Tlsa another() {
        X509Certificate other = TestCa.selfSigned("mx.elsewhere.test").certificate();
        return Tlsa.endEntity(other);
    }
}
