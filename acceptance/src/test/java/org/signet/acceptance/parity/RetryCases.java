package org.signet.acceptance.parity;

import java.util.List;

/** What is tried again, and what is not. */
final class RetryCases {
    private static final String LATER = "450 4.2.1 later";
    private static final String NO_USER = "550 5.1.1 no such user";
    private static final String ONCE_MORE = "bob@{domain} for 60 min";

    private RetryCases() {}

    static List<Case> all() {
        return List.of(
                later(
                        "a recipient put off is tried again",
                        Script.accepting().on("RCPT", LATER, 1)),
                later(
                        "a sender put off is tried again",
                        Script.accepting().on("MAIL", "451 4.3.0 busy", 1)),
                later(
                        "421 in place of the reply to MAIL is tried again",
                        Script.accepting().on("MAIL", "421 4.3.2 closing", 1)),
                later(
                        "421 in place of the reply to RCPT is tried again",
                        Script.accepting().on("RCPT", "421 4.3.2 closing", 1)),
                later(
                        "content put off beforehand is tried again",
                        Script.accepting().on("DATA", "451 4.3.0 busy", 1)),
                later(
                        "content put off afterwards is tried again",
                        Script.accepting().on("CONTENT", "452 4.3.1 full", 1)),
                later(
                        "a greeting with 421 is tried again",
                        Script.accepting().on("GREETING", "421 4.3.2 busy", 1)),
                later(
                        "a connection that breaks at MAIL is tried again",
                        Script.accepting().on("MAIL", Script.DROP, 1)),
                later(
                        "a connection that breaks after the content is tried again",
                        Script.accepting().on("CONTENT", Script.DROP, 1)),
                never(
                        "a recipient refused for good is not tried again",
                        Script.accepting().on("RCPT", NO_USER)),
                never(
                        "a sender refused for good is not tried again",
                        Script.accepting().on("MAIL", "553 5.1.8 who?")),
                never(
                        "content refused beforehand is not tried again",
                        Script.accepting().on("DATA", "554 5.6.0 no")),
                never(
                        "content refused afterwards is not tried again",
                        Script.accepting().on("CONTENT", "552 5.2.2 full")),
                Case.named("a greeting with 554")
                        .gateway(Script.accepting().on("GREETING", "554 5.3.2 go away", 1))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .bouncing()
                        .to("bob")
                        .flushed(1)
                        .shows("contacts", "mx mx")
                        .shows("delivered", "bob@{domain}"),
                Case.named("a server that knows no EHLO is greeted with HELO")
                        .gateway(Script.accepting().on("EHLO", "500 5.5.1 what?"))
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("nobody listens")
                        .gateway(Script.down())
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .bouncing()
                        .to("bob")
                        .flushed(1)
                        .shows(
                                "bounced.is-delivery-permanent-error",
                                "bob@{domain}: Boolean false"),
                Case.named("tries end after maxRetries, and then the mail is bounced")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "2")
                        .bouncing()
                        .to("bob")
                        .flushed(2)
                        .shows("contacts", "mx mx mx")
                        .shows("bounced.is-delivery-permanent-error", "bob@{domain}: Boolean false")
                        .shows("bounced.delivery_retry_count", "bob@{domain}: Integer 2"),
                Case.named("sendpartial: those put off are tried again alone")
                        .gateway(Script.accepting().on("RCPT TO:<carol", LATER, 1))
                        .with("sendpartial", "true")
                        .with("delayTime", "1 hour")
                        .to("bob", "carol")
                        .flushed(1)
                        .shows("delivered", "bob@{domain} | carol@{domain}"),
                Case.named("sendpartial: those refused are bounced, the others are done")
                        .gateway(Script.accepting().on("RCPT TO:<carol", NO_USER))
                        .with("sendpartial", "true")
                        .bouncing()
                        .to("bob", "carol")
                        .shows("delivered", "bob@{domain}")
                        .shows("bounced.to", "carol@{domain}"),
                Case.named("sendpartial: one refused, one put off, one taken")
                        .gateway(
                                Script.accepting()
                                        .on("RCPT TO:<carol", NO_USER)
                                        .on("RCPT TO:<dave", LATER, 1))
                        .with("sendpartial", "true")
                        .with("delayTime", "1 hour")
                        .bouncing()
                        .to("bob", "carol", "dave")
                        .flushed(1)
                        .shows("bounced.to", "carol@{domain}"),
                Case.named(
                                "without sendpartial one refused holds back the others until the next try")
                        .gateway(Script.accepting().on("RCPT TO:<carol", NO_USER))
                        .with("delayTime", "1 hour")
                        .bouncing()
                        .to("bob", "carol")
                        .flushed(1)
                        .shows("bounced.to", "carol@{domain}"),
                Case.named(
                                "without sendpartial one put off holds back the others until the next try")
                        .gateway(Script.accepting().on("RCPT TO:<carol", LATER, 1))
                        .with("delayTime", "1 hour")
                        .to("bob", "carol")
                        .flushed(1)
                        .shows("delivered", "bob@{domain}, carol@{domain}")
                        .shows("waiting", "bob@{domain}, carol@{domain} for 60 min"));
    }

    private static Case later(String name, Script script) {
        return Case.named(name)
                .gateway(script)
                .with("delayTime", "1 hour")
                .with("onSuccess", "succeeded")
                .bouncing()
                .to("bob")
                .flushed(1)
                .shows("contacts", "mx mx")
                .shows("waiting", ONCE_MORE)
                .shows("delivered", "bob@{domain}")
                .shows("succeeded.is-delivery-permanent-error", "bob@{domain}: Boolean false");
    }

    private static Case never(String name, Script script) {
        return Case.named(name)
                .gateway(script)
                .bouncing()
                .to("bob")
                .shows("contacts", "mx")
                .shows("bounced.to", "bob@{domain}")
                .shows("bounced.is-delivery-permanent-error", "bob@{domain}: Boolean true");
    }
}
