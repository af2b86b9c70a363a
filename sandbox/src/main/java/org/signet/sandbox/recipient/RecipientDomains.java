package org.signet.sandbox.recipient;

import org.signet.sandbox.recipient.RecipientDomain.Dns;
import org.signet.testing.TestCa;

import java.util.List;
import java.util.Optional;

/** The recipient domains of the small internet; keys and certificates are made anew each time. */
public final class RecipientDomains {
    private RecipientDomains() {}

    public static List<RecipientDomain> make() {
        return List.of(dane(), daneTa(), mismatch(), bogus(), tls(), plain());
    }

    private static RecipientDomain dane() {
        TestCa.Identity server = TestCa.selfSigned("mx.dane.test");
        return new RecipientDomain(
                "dane.test",
                "127.0.1.11",
                Optional.of(server),
                new Dns(true, List.of(Tlsa.endEntity(server.certificate())), false),
                "TLSA 3 1 1 is the key of the server: deliver, authenticated.");
    }

    private static RecipientDomain daneTa() {
        TestCa root = TestCa.root("Sandbox Mail Root");
        TestCa.Identity server =
                root.intermediate("Sandbox Mail Intermediate").server("mx.dane-ta.test").issue();
        return new RecipientDomain(
                "dane-ta.test",
                "127.0.1.12",
                Optional.of(server),
                new Dns(true, List.of(Tlsa.trustAnchor(root.certificate())), false),
                "TLSA 2 1 1 is the root at the end of the chain that the server shows: deliver,"
                        + " authenticated.");
    }

    private static RecipientDomain mismatch() {
        TestCa.Identity other = TestCa.selfSigned("mx.mismatch.test");
        return new RecipientDomain(
                "mismatch.test",
                "127.0.1.13",
                Optional.of(TestCa.selfSigned("mx.mismatch.test")),
                new Dns(true, List.of(Tlsa.endEntity(other.certificate())), false),
                "TLSA 3 1 1 is another key than the server's: do not deliver, try later.");
    }

    private static RecipientDomain bogus() {
        TestCa.Identity server = TestCa.selfSigned("mx.bogus.test");
        return new RecipientDomain(
                "bogus.test",
                "127.0.1.14",
                Optional.of(server),
                new Dns(true, List.of(Tlsa.endEntity(server.certificate())), true),
                "The signature over the TLSA records is forged: do not deliver, try later.");
    }

    private static RecipientDomain tls() {
        return new RecipientDomain(
                "tls.test",
                "127.0.1.15",
                Optional.of(TestCa.selfSigned("mx.tls.test")),
                new Dns(false, List.of(), false),
                "The zone is not signed and there is no TLSA: encrypt without authentication.");
    }

    private static RecipientDomain plain() {
        return new RecipientDomain(
                "plain.test",
                "127.0.1.16",
                Optional.empty(),
                new Dns(true, List.of(), false),
                "Signed proof that there is no TLSA, and no STARTTLS: in the clear, if at all.");
    }
}
