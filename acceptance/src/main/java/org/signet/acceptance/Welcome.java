package org.signet.acceptance;

/** What {@code bin/run} prints when all of it answers. */
final class Welcome {
    private Welcome() {}

    static String text(LocalSignet signet, long seconds) {
        Person alice = signet.person("alice");
        Person bob = signet.person("bob");
        Ports ports = signet.ports();
        return """

        Signet is ready after %d s. Everything is on 127.0.0.1; Ctrl-C stops it.

          people       %s  password %s
                       %s  password %s
          submission   smtp://127.0.0.1:%d   (sign in, send to anyone)
          receiving    smtp://127.0.0.1:%d   (from anyone to the people above)
          IMAP         imap://127.0.0.1:%d
          WebAdmin     http://127.0.0.1:%d/
          portal       %s
          mailboxes    %s   (what arrived in the small internet)
          files        %s   (james/james.log is the log)

        To try (each arrives in the mailboxes page within seconds; what cannot be delivered comes back to alice within a minute):

        %s
        """
                .formatted(
                        seconds,
                        alice.address(),
                        alice.password(),
                        bob.address(),
                        bob.password(),
                        ports.submission(),
                        ports.receiving(),
                        ports.imap(),
                        ports.webAdmin(),
                        signet.portal(),
                        signet.sandbox().httpUri(),
                        signet.directory(),
                        commands(signet));
    }

    private static String commands(LocalSignet signet) {
        String card = "My card: 4111 1111 1111 1111, valid until 12/29.";
        return String.join(
                "\n",
                command(signet, "over TLS, verified by DANE", "dora@dane.test", "Hello Dora."),
                command(signet, "over TLS, not authenticated", "tom@tls.test", "Hello Tom."),
                command(signet, "in clear", "paul@plain.test", "Hello Paul."),
                command(signet, "never arrives: TLSA mismatch", "max@mismatch.test", "Hello Max."),
                command(
                        signet,
                        "confidential: S/MIME, Carol has a certificate",
                        "carol@dane.test",
                        card),
                command(signet, "confidential: read in the portal", "dave@tls.test", card),
                readMail(signet));
    }

    private static String command(LocalSignet signet, String what, String to, String text) {
        Person alice = signet.person("alice");
        return """
          # %s
          printf 'From: %s\\nTo: %s\\nSubject: A test\\n\\n%s\\n' | curl -sS --crlf --url smtp://127.0.0.1:%d --user '%s:%s' --mail-from %s --mail-rcpt %s --upload-file -
        """
                .stripTrailing()
                .formatted(
                        what,
                        alice.address(),
                        to,
                        text,
                        signet.ports().submission(),
                        alice.address(),
                        alice.password(),
                        alice.address(),
                        to);
    }

    private static String readMail(LocalSignet signet) {
        Person alice = signet.person("alice");
        return """
          # the newest mail of alice
          curl -sS --user '%s:%s' 'imap://127.0.0.1:%d/INBOX;MAILINDEX=1'
        """
                .stripTrailing()
                .formatted(alice.address(), alice.password(), signet.ports().imap());
    }
}
