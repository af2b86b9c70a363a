package org.signet.acceptance.parity;

import java.util.List;

/** The other parameters of the mailet, and what stops the start. */
final class ParameterCases {
    private static final String LATER = "450 4.2.1 later";
    private static final String BOB = "bob@{domain} for ";

    private ParameterCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("outgoing: names the queue")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .shows("queued", "NAME"),
                Case.named("delayTime: a list with attempts, the last for all further retries")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with("delayTime", "2*3 hours, 1 day")
                        .with("maxRetries", "4")
                        .bouncing()
                        .to("bob")
                        .flushed(4)
                        .shows("waiting", waits("180", "180", "1440", "1440"))
                        .shows("bounced.delivery_retry_count", "bob@{domain}: Integer 4"),
                Case.named("delayTime: units")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with(
                                "delayTime",
                                "3600000,120 sec,90 min,2 hours,1 day,1 week,7200000msec,1h,3m,120s,2d")
                        .bouncing()
                        .to("bob")
                        .flushed(11)
                        .shows(
                                "waiting",
                                waits(
                                        "60", "2", "90", "120", "1440", "10080", "120", "60", "3",
                                        "2", "2880")),
                Case.named("delayTime: more of them than maxRetries make more retries")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with("delayTime", "3*1 hour")
                        .with("maxRetries", "1")
                        .bouncing()
                        .to("bob")
                        .flushed(3)
                        .shows("waiting", waits("60", "60", "60")),
                Case.named("delayTime and maxRetries: five retries of six hours")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .bouncing()
                        .to("bob")
                        .flushed(5)
                        .shows("waiting", waits("360", "360", "360", "360", "360")),
                Case.named("delayTime: no attempts, no retry")
                        .gateway(Script.accepting().on("RCPT", LATER))
                        .with("delayTime", "0*1 hour")
                        .with("maxRetries", "0")
                        .bouncing()
                        .to("bob")
                        .shows("contacts", "mx")
                        .shows("bounced.to", "bob@{domain}")
                        .shows(
                                "bounced.is-delivery-permanent-error",
                                "bob@{domain}: Boolean false"),
                Case.named("delayTime: what is no time")
                        .starting()
                        .with("delayTime", "soon")
                        .shows("start", "started"),
                Case.named("maxRetries: what is no number")
                        .starting()
                        .with("maxRetries", "many")
                        .shows("start", "started"),
                Case.named("timeout: what is no number")
                        .starting()
                        .with("timeout", "long")
                        .shows("start", "started"),
                Case.named("maxDnsProblemRetries: what is no number")
                        .starting()
                        .with("maxDnsProblemRetries", "many")
                        .shows("start", "refused: For input string: \"many\""),
                Case.named("sslTrustAllCerts: is not known to 3.8.1")
                        .starting()
                        .with("sslTrustAllCerts", "true")
                        .shows("start", "started"),
                Case.named("mail.*: a property of Jakarta Mail")
                        .starting()
                        .with("mail.smtp.noop", "true")
                        .shows("start", "started"),
                Case.named("a parameter that nobody knows")
                        .starting()
                        .with("dlayTime", "1h")
                        .shows("start", "started"),
                Case.named(
                                "outgoingQueue, deliveryThreads, connectionTimeout: names that James does not read")
                        .starting()
                        .with("outgoing", "{case}-unused")
                        .with("outgoingQueue", "{case}-unused")
                        .with("deliveryThreads", "10")
                        .with("connectionTimeout", "1000")
                        .shows("start", "started"),
                Case.named("gatewayUsername: logs in")
                        .starting()
                        .with("gateway", "relay.example")
                        .with("gatewayUsername", "alice")
                        .with("gatewayPassword", "secret")
                        .shows("start", "started"),
                Case.named("sslEnable: TLS from the start")
                        .starting()
                        .with("sslEnable", "true")
                        .shows("start", "started"),
                Case.named("debug: starts")
                        .starting()
                        .with("debug", "true")
                        .shows("start", "started"),
                Case.named("timeout: a silent server is left")
                        .server("silent", Script.accepting().on("MAIL", Script.SILENCE))
                        .server("second", Script.accepting())
                        .with("gateway", "{silent},{second}")
                        .with("loadBalancing", "false")
                        .with("timeout", "5000")
                        .to("bob")
                        .shows("contacts", "silent second")
                        .shows("patience", "short"),
                Case.named("connectiontimeout: a server that does not answer is left")
                        .server("full", Script.full())
                        .server("second", Script.accepting())
                        .with("gateway", "{full},{second}")
                        .with("loadBalancing", "false")
                        .with("connectiontimeout", "3000")
                        .to("bob")
                        .shows("contacts", "second"),
                Case.named("bind: the address to come from")
                        .gateway(Script.accepting())
                        .with("bind", "127.0.0.9")
                        .to("bob")
                        .shows("client", "127.0.0.9"),
                Case.named("heloName: the name to greet with")
                        .gateway(Script.accepting())
                        .with("heloName", "relay.example.org")
                        .to("bob")
                        .shows("hello", "relay.example.org"),
                Case.named("heloName: otherwise the default domain")
                        .gateway(Script.accepting())
                        .to("bob")
                        .shows("hello", "signet.test"),
                Case.named("usePriority: high at first")
                        .gateway(Script.accepting())
                        .with("usePriority", "true")
                        .with("onSuccess", "succeeded")
                        .to("bob")
                        .shows("succeeded.MAIL_PRIORITY", "bob@{domain}: Integer 9"),
                Case.named("usePriority: low for further tries")
                        .gateway(Script.accepting().on("RCPT", LATER, 1))
                        .with("usePriority", "true")
                        .with("onSuccess", "succeeded")
                        .to("bob")
                        .flushed(1)
                        .shows("succeeded.MAIL_PRIORITY", "bob@{domain}: Integer 0"),
                Case.named("usePriority: false")
                        .gateway(Script.accepting())
                        .before(
                                "<mailet match=\"All\" class=\"WithPriority\"><priority>7</priority></mailet>")
                        .with("onSuccess", "succeeded")
                        .to("bob")
                        .shows("succeeded.MAIL_PRIORITY", "bob@{domain}: Integer 7"));
    }

    private static String waits(String... minutes) {
        return BOB + String.join(" min | " + BOB, minutes) + " min";
    }
}
