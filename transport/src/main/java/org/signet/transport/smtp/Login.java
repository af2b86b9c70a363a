package org.signet.transport.smtp;

import org.signet.transport.policy.Reason;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Shows a name and password to a gateway (RFC 4954), over TLS only.
 *
 * <p>PLAIN (RFC 4616) goes with the command, where the server offers it; LOGIN is its older form
 * that was never standardised. A refusal is for later: it says more of the configuration here than
 * of the mail.
 */
final class Login {
    private final Wire wire;
    private final Extensions extensions;
    private final TlsFacts tls;

    Login(Wire wire, Extensions extensions, TlsFacts tls) {
        this.wire = wire;
        this.extensions = extensions;
        this.tls = tls;
    }

    void as(Credentials credentials) throws SmtpException {
        if (tls instanceof TlsFacts.Plain) {
            throw new SmtpException(
                    Reason.AUTH_NEEDS_TLS, "a password is shown over TLS only, and there is none");
        }
        List<String> offered =
                extensions.words("AUTH").stream().map(w -> w.toUpperCase(Locale.ROOT)).toList();
        if (offered.contains("PLAIN")) {
            String all = "\0" + credentials.username() + "\0" + credentials.password();
            finish(say("AUTH PLAIN " + base64(all)));
        } else if (offered.contains("LOGIN")) {
            requireChallenge(say("AUTH LOGIN"));
            requireChallenge(say(base64(credentials.username())));
            finish(say(base64(credentials.password())));
        } else {
            throw new SmtpException(
                    Reason.AUTH_NOT_OFFERED,
                    SmtpReply.printable("no AUTH that is known here, but " + offered));
        }
    }

    private SmtpReply say(String line) throws SmtpException {
        wire.write(line + "\r\n");
        return wire.read();
    }

    private static void requireChallenge(SmtpReply reply) throws SmtpException {
        if (reply.code() != 334) {
            throw Session.refused(Reason.AUTH_REFUSED, reply);
        }
    }

    private static void finish(SmtpReply reply) throws SmtpException {
        if (!reply.isPositive()) {
            throw Session.refused(Reason.AUTH_REFUSED, reply);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
