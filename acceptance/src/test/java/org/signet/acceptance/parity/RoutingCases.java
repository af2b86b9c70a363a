package org.signet.acceptance.parity;

import java.util.List;

/** Which servers are asked, and in which order. */
final class RoutingCases {
    private static final String LATER = "450 4.2.1 later";

    private RoutingCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("the MX with the lowest preference is asked first")
                        .mx(20, "backup", Script.accepting())
                        .mx(10, "main", Script.accepting())
                        .to("bob")
                        .shows("contacts", "main")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first does not listen")
                        .mx(10, "main", Script.down())
                        .mx(20, "backup", Script.accepting())
                        .to("bob")
                        .shows("contacts", "backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first closes the connection")
                        .mx(10, "main", Script.accepting().on("MAIL", Script.DROP))
                        .mx(20, "backup", Script.accepting())
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .shows("contacts", "main backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first greets with 421")
                        .mx(10, "main", Script.accepting().on("GREETING", "421 4.3.2 busy", 1))
                        .mx(20, "backup", Script.accepting())
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .flushed(1)
                        .shows("contacts", "main main")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first puts the recipient off")
                        .mx(10, "main", Script.accepting().on("RCPT", LATER))
                        .mx(20, "backup", Script.accepting())
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .shows("contacts", "main backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first puts the sender off")
                        .mx(10, "main", Script.accepting().on("MAIL", "451 4.3.0 busy"))
                        .mx(20, "backup", Script.accepting())
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .shows("contacts", "main backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named("the next MX is asked where the first puts the content off")
                        .mx(10, "main", Script.accepting().on("CONTENT", "451 4.3.0 busy"))
                        .mx(20, "backup", Script.accepting())
                        .with("delayTime", "1 hour")
                        .to("bob")
                        .shows("contacts", "main backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named("no other MX is asked after a refusal for good")
                        .mx(10, "main", Script.accepting().on("RCPT", "550 5.1.1 no such user"))
                        .mx(20, "backup", Script.accepting())
                        .bouncing()
                        .to("bob")
                        .shows("contacts", "main")
                        .shows("bounced.to", "bob@{domain}"),
                Case.named("a domain without MX is its own host")
                        .address("", "host", Script.accepting())
                        .to("bob")
                        .shows("contacts", "host")
                        .shows("delivered", "bob@{domain}"),
                Case.named("an MX without address is passed by")
                        .record("", "MX", "10 nowhere.{domain}.")
                        .mx(20, "backup", Script.accepting())
                        .to("bob")
                        .shows("contacts", "backup")
                        .shows("delivered", "bob@{domain}"),
                Case.named(
                                "a host with two addresses is asked at the second where the first is silent")
                        .address("", "one", Script.down())
                        .address("", "two", Script.accepting())
                        .to("bob")
                        .shows("contacts", "two")
                        .shows("delivered", "bob@{domain}"),
                Case.named("a domain that does not exist bounces at once")
                        .record("other", "A", "127.0.0.1")
                        .bouncing()
                        .to("bob@nowhere.{domain}")
                        .shows("bounced.to", "bob@nowhere.{domain}")
                        .shows(
                                "bounced.is-delivery-permanent-error",
                                "bob@nowhere.{domain}: Boolean true"),
                Case.named("maxDnsProblemRetries: a domain that does not exist is looked up again")
                        .record("other", "A", "127.0.0.1")
                        .with("maxDnsProblemRetries", "2")
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "5")
                        .bouncing()
                        .to("bob@nowhere.{domain}")
                        .flushed(2)
                        .shows("bounced.to", "bob@nowhere.{domain}")
                        .shows(
                                "bounced.is-delivery-permanent-error",
                                "bob@nowhere.{domain}: Boolean true"),
                Case.named("a domain that takes no mail bounces")
                        .record("", "MX", "0 .")
                        .bouncing()
                        .to("bob")
                        .shows("bounced.to", "bob@{domain}")
                        .shows("bounced.is-delivery-permanent-error", "bob@{domain}: Boolean true"),
                Case.named("a failed look-up is tried again")
                        .record("", "CNAME", "other.{domain}.")
                        .record("other", "CNAME", "{domain}.")
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .bouncing()
                        .to("bob")
                        .flushed(1)
                        .shows(
                                "bounced.is-delivery-permanent-error",
                                "bob@{domain}: Boolean false"),
                Case.named("an address in place of a domain is asked itself")
                        .low("host", Script.accepting())
                        .to("bob@[{host.address}]")
                        .shows("contacts", "host"),
                Case.named("gateway: the second is asked where the first does not listen")
                        .server("first", Script.down())
                        .server("second", Script.accepting())
                        .with("gateway", "{first}, {second}")
                        .with("loadBalancing", "false")
                        .to("bob")
                        .shows("contacts", "second")
                        .shows("delivered", "bob@{domain}"),
                Case.named("gateway: a name is looked up")
                        .low("host", Script.accepting())
                        .record("relay", "A", "{host.address}")
                        .with("gateway", "relay.{domain}")
                        .to("bob")
                        .shows("contacts", "host")
                        .shows("delivered", "bob@{domain}"),
                Case.named("gatewayPort: is for gateways without a port")
                        .server("mx", Script.accepting())
                        .with("gateway", "127.0.0.1")
                        .with("gatewayPort", "{mx.port}")
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("gatewayPort: a port in the list counts more")
                        .server("mx", Script.accepting())
                        .with("gateway", "{mx}")
                        .with("gatewayPort", "1")
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("loadBalancing: all gateways are used")
                        .server("first", Script.accepting())
                        .server("second", Script.accepting())
                        .with("gateway", "{first},{second}")
                        .to("bob")
                        .copies(20)
                        .shows("contacts", "first second"),
                Case.named("loadBalancing: false keeps to the first gateway")
                        .server("first", Script.accepting())
                        .server("second", Script.accepting())
                        .with("gateway", "{first},{second}")
                        .with("loadBalancing", "false")
                        .to("bob")
                        .copies(20)
                        .shows("contacts", "first"));
    }
}
