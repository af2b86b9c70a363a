package org.signet.acceptance.parity;

import java.util.List;

/** Which mails are made of one, and who is told of success. */
final class FlowCases {
    private static final String LATER = "450 4.2.1 later";
    private static final String NO_USER = "550 5.1.1 no such user";

    private FlowCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("a mail through a gateway arrives as it was sent")
                        .gateway(Script.accepting())
                        .to("bob")
                        .shows("contacts", "mx")
                        .shows("security", "plain")
                        .shows("delivered", "bob@{domain}")
                        .shows("content", "as sent"),
                Case.named("a gateway gets one mail for recipients of several domains")
                        .gateway(Script.accepting())
                        .to("bob", "carol@other.{domain}")
                        .shows("contacts", "mx")
                        .shows("delivered", "bob@{domain}, carol@other.{domain}"),
                Case.named("each domain gets a mail of its own")
                        .mx(10, "mx", Script.accepting())
                        .record("other", "MX", "10 mx.{domain}.")
                        .with("onSuccess", "succeeded")
                        .to("bob", "carol@other.{domain}")
                        .shows("delivered", "bob@{domain} | carol@other.{domain}")
                        .shows("succeeded.name", "NAME-to-other.{domain} | NAME-to-{domain}"),
                Case.named("domains are the same in capitals")
                        .mx(10, "mx", Script.accepting())
                        .to("bob", "carol@{DOMAIN}")
                        .shows("contacts", "mx")
                        .shows("delivered", "bob@{domain}, carol@{domain}"),
                Case.named("lines that begin with a dot arrive so")
                        .gateway(Script.accepting())
                        .content(text(".\r\n..\r\n.end\r\n"))
                        .to("bob")
                        .shows("content", "as sent"),
                Case.named("onSuccess gets the mail that was delivered")
                        .gateway(Script.accepting())
                        .with("onSuccess", "succeeded")
                        .to("bob", "carol")
                        .shows("succeeded.to", "bob@{domain}, carol@{domain}")
                        .shows("succeeded.name", "NAME"),
                Case.named("onSuccess gets it after another try too")
                        .gateway(Script.accepting().on("RCPT", LATER, 1))
                        .with("onSuccess", "succeeded")
                        .to("bob")
                        .flushed(1)
                        .shows("contacts", "mx mx")
                        .shows("succeeded.to", "bob@{domain}")
                        .shows("succeeded.delivery_retry_count", "bob@{domain}: Integer 1"),
                Case.named("onSuccess gets nothing of what is given up")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .with("onSuccess", "succeeded")
                        .bouncing()
                        .to("bob")
                        .shows("bounced.to", "bob@{domain}"),
                Case.named("onSuccess gets the recipients taken while others are to be tried again")
                        .gateway(Script.accepting().on("RCPT TO:<carol", LATER, 1))
                        .with("onSuccess", "succeeded")
                        .with("sendpartial", "true")
                        .to("bob", "carol")
                        .flushed(1)
                        .shows("delivered", "bob@{domain} | carol@{domain}")
                        .shows("succeeded.to", "bob@{domain} | carol@{domain}"),
                Case.named("onSuccess gets the recipients taken while others are refused for good")
                        .gateway(Script.accepting().on("RCPT TO:<carol", NO_USER))
                        .with("onSuccess", "succeeded")
                        .with("sendpartial", "true")
                        .bouncing()
                        .to("bob", "carol")
                        .shows("delivered", "bob@{domain}")
                        .shows("bounced.to", "carol@{domain}"),
                Case.named("onSuccess with a second gateway for what the first put off")
                        .server("first", Script.accepting().on("RCPT TO:<carol", LATER))
                        .server("second", Script.accepting())
                        .with("gateway", "{first},{second}")
                        .with("loadBalancing", "false")
                        .with("onSuccess", "succeeded")
                        .with("sendpartial", "true")
                        .to("bob", "carol")
                        .shows("contacts", "first second")
                        .shows("delivered", "bob@{domain} | carol@{domain}"));
    }

    static String text(String body) {
        return """
                Date: Mon, 23 Nov 2026 12:00:00 +0000
                Message-ID: <1@sender.test>
                From: alice@sender.test
                Subject: Greetings
                MIME-Version: 1.0
                Content-Type: text/plain; charset=us-ascii

                """
                        .replace("\n", "\r\n")
                + body;
    }
}
