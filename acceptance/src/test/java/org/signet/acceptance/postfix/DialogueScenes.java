package org.signet.acceptance.postfix;

import static org.signet.acceptance.postfix.Host.LEAF;

import org.signet.acceptance.postfix.Host.Behaviour;
import org.signet.sandbox.smtp.Fault;
import org.signet.testing.TestCa;

import java.util.Locale;

/** What servers do with STARTTLS, in the handshake and in the dialogue. */
final class DialogueScenes {
    private DialogueScenes() {}

    static void addTo(Scenes all) {
        opportunistic(all);
        versions(all);
        all.scene("dane-no-starttls", "`3 1 1`, no STARTTLS")
                .host()
                .tlsa("3 1 1", LEAF)
                .is(Behaviour.PLAIN);
        withAndWithoutTlsa(
                all, "starttls-refused", "STARTTLS is answered with 454", Behaviour.WELL);
        withAndWithoutTlsa(
                all,
                "starttls-502",
                "STARTTLS is offered and answered with 502",
                Behaviour.FORGETS_STARTTLS);
        withAndWithoutTlsa(
                all, "starttls-hang-up", "hangs up at STARTTLS", Behaviour.HANGS_UP_AT_STARTTLS);
        withAndWithoutTlsa(
                all,
                "handshake-hang-up",
                "hangs up in the handshake",
                Behaviour.HANGS_UP_AT_HANDSHAKE);
        withAndWithoutTlsa(
                all,
                "handshake-talk",
                "speaks no TLS in the handshake",
                Behaviour.TALKS_AT_HANDSHAKE);
        withAndWithoutTlsa(
                all,
                "injection",
                "a reply follows that to STARTTLS in the clear",
                Behaviour.INJECTS);
        withAndWithoutTlsa(
                all, "anonymous", "offers no certificate (TLSv1.2)", Behaviour.ANONYMOUS);
        withAndWithoutTlsa(all, "helo-only", "knows HELO only", Behaviour.OLD);
        replies(all);
    }

    private static void opportunistic(Scenes all) {
        all.scene("plain", "no TLSA, no STARTTLS").host().is(Behaviour.PLAIN);
        all.scene("plain-unsigned", Zone.UNSIGNED, "no DNSSEC, no STARTTLS")
                .host()
                .is(Behaviour.PLAIN);
        all.scene("self-signed", "no TLSA, a self-signed certificate")
                .host()
                .has(TestCa.selfSigned("localhost.localdomain"));
        Host expired = all.scene("expired", "no TLSA, an expired certificate").host();
        expired.has(Host.issuing().server(expired.certificateName()).expired().issue());
    }

    private static void versions(Scenes all) {
        for (String version : new String[] {"TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"}) {
            String name = version.toLowerCase(Locale.ROOT).replace(".", "-");
            all.scene(name, "no TLSA, " + version + " only").twice().host().speaks(version);
            all.scene("dane-" + name, "`3 1 1`, " + version + " only")
                    .host()
                    .tlsa("3 1 1", LEAF)
                    .speaks(version);
        }
    }

    private static void withAndWithoutTlsa(
            Scenes all, String name, String story, Behaviour behaviour) {
        Fault fault =
                behaviour == Behaviour.WELL ? Fault.of(Fault.Kind.REFUSE_STARTTLS) : Fault.NONE;
        all.scene(name, "no TLSA, " + story).twice().host().is(behaviour).with(fault);
        all.scene("dane-" + name, "`3 1 1`, " + story)
                .twice()
                .host()
                .tlsa("3 1 1", LEAF)
                .is(behaviour)
                .with(fault);
    }

    private static void replies(Scenes all) {
        refusal(all, "greeting-421", "greets with 421", Fault.Kind.TEMPFAIL, Fault.Stage.CONNECT);
        refusal(all, "greeting-554", "greets with 554", Fault.Kind.PERMFAIL, Fault.Stage.CONNECT);
        refusal(all, "mail-451", "451 to MAIL", Fault.Kind.TEMPFAIL, Fault.Stage.MAIL);
        refusal(all, "mail-550", "550 to MAIL", Fault.Kind.PERMFAIL, Fault.Stage.MAIL);
        refusal(all, "rcpt-451", "451 to RCPT", Fault.Kind.TEMPFAIL, Fault.Stage.RCPT);
        refusal(all, "rcpt-550", "550 to RCPT", Fault.Kind.PERMFAIL, Fault.Stage.RCPT);
        refusal(all, "data-451", "451 after the message", Fault.Kind.TEMPFAIL, Fault.Stage.DATA);
        refusal(all, "data-550", "550 after the message", Fault.Kind.PERMFAIL, Fault.Stage.DATA);
        all.scene("drop-in-data", "`3 1 1`, the connection breaks in the message")
                .host()
                .tlsa("3 1 1", LEAF)
                .with(Fault.of(Fault.Kind.DROP_IN_DATA));
        all.scene("hello-554", "no TLSA, 554 to EHLO and HELO").host().is(Behaviour.REFUSES_HELLO);
    }

    private static void refusal(
            Scenes all, String name, String story, Fault.Kind kind, Fault.Stage stage) {
        all.scene(name, "`3 1 1`, " + story)
                .host()
                .tlsa("3 1 1", LEAF)
                .with(Fault.of(kind).at(stage));
    }
}
