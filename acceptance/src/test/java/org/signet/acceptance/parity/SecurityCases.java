package org.signet.acceptance.parity;

import java.util.List;

/** TLS and passwords. */
final class SecurityCases {
    private static final String LOCALHOST = "localhost:{mx.port}";

    private SecurityCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("startTLS: false leaves TLS alone where it is offered")
                        .gateway(Script.accepting().startTls(Cases.SELF_SIGNED))
                        .to("bob")
                        .shows("security", "plain")
                        .shows("delivered", "bob@{domain}"),
                tls(
                                "startTLS: a server with a trusted certificate",
                                Script.accepting().startTls(Cases.TRUSTED))
                        .shows("security", "tls")
                        .shows("delivered", "bob@{domain}"),
                tls("startTLS: a server without TLS", Script.accepting())
                        .shows("security", "plain")
                        .shows("delivered", "bob@{domain}"),
                tls(
                                "startTLS: a server with a certificate that nobody trusts",
                                Script.accepting().startTls(Cases.SELF_SIGNED))
                        .shows("bounced.to", "bob@{domain}"),
                tls(
                                "startTLS: a server with the certificate of another",
                                Script.accepting().startTls(Cases.OTHER_NAME))
                        .shows("bounced.to", "bob@{domain}"),
                tls(
                                "startTLS: a server that refuses TLS after offering it",
                                Script.accepting()
                                        .startTls(Cases.TRUSTED)
                                        .on("STARTTLS", "454 4.7.0 not now", 1))
                        .shows("waiting", "bob@{domain} for 60 min")
                        .shows("security", "tls"),
                tls(
                                "verifyServerIdentity: false takes the certificate of another",
                                Script.accepting().startTls(Cases.OTHER_NAME))
                        .with("verifyServerIdentity", "false")
                        .shows("security", "tls")
                        .shows("delivered", "bob@{domain}"));
    }

    private static Case tls(String name, Script script) {
        return Case.named(name)
                .server("mx", script)
                .record("unused", "A", "127.0.0.1")
                .with("gateway", LOCALHOST)
                .with("startTLS", "true")
                .with("delayTime", "1 hour")
                .with("maxRetries", "1")
                .bouncing()
                .to("bob")
                .flushed(1);
    }
}
