package org.signet.acceptance.parity;

import java.util.List;

/** All that is different, and why: the one table. */
final class DifferenceTable {
    private static final String CODE = "bounced.delivery-error-code";
    private static final String ERROR = "bounced.delivery-error";
    private static final String MESSAGE = "bounced.error-message";
    private static final String BOB = "bob@{domain}: ";
    private static final String REFUSED =
            "refused: mailetcontainer.xml: mailet SecureRemoteDelivery: ";
    private static final String LATER = "450 4.2.1 later (SERVER)";

    private static final String HEADER =
            "Date: Mon, 23 Nov 2026 12:00:00 +0000\\nMessage-ID: <1@sender.test>\\n"
                    + "From: alice@sender.test\\nSubject: Greetings\\nMIME-Version: 1.0\\n";

    private DifferenceTable() {}

    static final List<Difference> ROWS =
            List.of(
                    errors(),
                    codes(),
                    messages(),
                    letters(),
                    counts(),
                    partial(),
                    success(),
                    failover(),
                    content(),
                    parameters(),
                    size(),
                    tls(),
                    gateways(),
                    priority(),
                    starts(),
                    removed(),
                    implicitTls());

    private static Difference errors() {
        return Difference.of(
                        "`delivery-error` gives the last failure with server and reason code, also"
                                + " when the tries are used up or no server was found; where a server"
                                + " spoke it begins with its reply.",
                        "`Too many retries failure. Bouncing after 5 retries.` tells neither sender"
                                + " nor operator what was wrong.")
                .everywhere(
                        ERROR,
                        james ->
                                james.replaceAll(
                                        "(String \\d{3} \\d\\.\\d+\\.\\d+ [^|]*)", "$1 (SERVER)"))
                .in(
                        "nobody listens",
                        ERROR,
                        BOB + "String 4.4.1 SERVER: connect-failed: Connection refused")
                .in(
                        "tries end after maxRetries, and then the mail is bounced",
                        ERROR,
                        BOB + "String " + LATER)
                .in(
                        "delayTime: a list with attempts, the last for all further retries",
                        ERROR,
                        BOB + "String " + LATER)
                .in("delayTime: units", ERROR, BOB + "String " + LATER)
                .in(
                        "delayTime: more of them than maxRetries make more retries",
                        ERROR,
                        BOB + "String " + LATER)
                .in(
                        "delayTime and maxRetries: five retries of six hours",
                        ERROR,
                        BOB + "String " + LATER)
                .in("delayTime: no attempts, no retry", ERROR, BOB + "String " + LATER)
                .in(
                        "startTLS: a server with a certificate that nobody trusts",
                        ERROR,
                        BOB
                                + "String 4.7.5 SERVER: certificate-not-trusted: no valid path:"
                                + " unable to find valid certification path to requested target;"
                                + " shown: key DIGEST certificate DIGEST")
                .in(
                        "startTLS: a server with the certificate of another",
                        ERROR,
                        BOB
                                + "String 4.7.5 SERVER: certificate-name-mismatch: the certificate is"
                                + " for [other.test], expected one of [localhost]; shown: key DIGEST"
                                + " certificate DIGEST, issuer key DIGEST certificate DIGEST")
                .in(
                        "a failed look-up is tried again",
                        ERROR,
                        BOB
                                + "String 4.4.3 mx-lookup-failed: MX of {domain}: {domain} MX: the server answers SERVFAIL")
                .in(
                        "a domain that does not exist bounces at once",
                        ERROR,
                        "bob@nowhere.{domain}: String 5.1.2 no-such-domain: nowhere.{domain} does not exist")
                .in(
                        "maxDnsProblemRetries: a domain that does not exist is looked up again",
                        ERROR,
                        "bob@nowhere.{domain}: String 5.1.2 no-such-domain: nowhere.{domain} does not exist")
                .in(
                        "a domain that takes no mail bounces",
                        ERROR,
                        BOB + "String 5.1.10 null-mx: {domain} takes no mail (null MX)")
                .in(
                        "DSNBounce reports a refused recipient",
                        "returned.report",
                        report("smtp", "550 5.1.1 no such user (SERVER)"))
                .in(
                        "DSNBounce reports refused content",
                        "returned.report",
                        report("smtp", "552 5.2.2 full (SERVER)"))
                .in(
                        "DSNBounce reports that the tries are used up",
                        "returned.report",
                        report("smtp", LATER));
    }

    private static String report(String type, String error) {
        return "Final-Recipient: rfc822; bob@{domain}; Action: failed; Status: %2$s; Diagnostic-Code: %1$s; %2$s"
                .formatted(type, error);
    }

    private static Difference codes() {
        String integer = "Integer ";
        return Difference.of(
                        "`delivery-error-code` is there whenever a server gave a code, and is that"
                                + " of the failure.",
                        "`RemoteDelivery` gives none for a refused recipient or when the tries are"
                                + " used up, and 250 where others were taken, so that"
                                + " `RemoteDeliveryFailedWithSMTPCode` misses them.")
                .in("a refused recipient is bounced at once", CODE, BOB + integer + 550)
                .in("a recipient refused for good is not tried again", CODE, BOB + integer + 550)
                .in("onSuccess gets nothing of what is given up", CODE, BOB + integer + 550)
                .in(
                        "onSuccess gets the recipients taken while others are refused for good",
                        CODE,
                        "carol@{domain}: Integer 550")
                .in(
                        "sendpartial: those refused are bounced, the others are done",
                        CODE,
                        "carol@{domain}: Integer 550")
                .in(
                        "sendpartial: one refused, one put off, one taken",
                        CODE,
                        "carol@{domain}: Integer 550")
                .in(
                        "without sendpartial one refused holds back the others until the next try",
                        CODE,
                        "carol@{domain}: Integer 550")
                .in(
                        "tries end after maxRetries, and then the mail is bounced",
                        CODE,
                        BOB + integer + 450)
                .in("no other MX is asked after a refusal for good", CODE, BOB + integer + 550)
                .in(
                        "delayTime: a list with attempts, the last for all further retries",
                        CODE,
                        BOB + integer + 450)
                .in("delayTime: units", CODE, BOB + integer + 450)
                .in("delayTime: no attempts, no retry", CODE, BOB + integer + 450)
                .in(
                        "delayTime: more of them than maxRetries make more retries",
                        CODE,
                        BOB + integer + 450)
                .in(
                        "delayTime and maxRetries: five retries of six hours",
                        CODE,
                        BOB + integer + 450)
                .in(
                        "RemoteDeliveryFailedWithSMTPCode sees the code for a recipient",
                        "matched.550",
                        "bob@{domain}",
                        "matched.no-code",
                        Facts.NONE)
                .in(
                        "RemoteDeliveryFailedWithSMTPCode sees the code of the last try",
                        "matched.450",
                        "bob@{domain}",
                        "matched.no-code",
                        Facts.NONE);
    }

    private static Difference messages() {
        return Difference.of(
                        "A bounced mail has the failure as its error message too.",
                        "James shows it to operators who look into a mail repository.")
                .wherever("bounced.to", MESSAGE, "as delivery-error");
    }

    private static Difference letters() {
        return Difference.of(
                        "Without `bounceProcessor` the sender gets a delivery status notification"
                                + " (RFC 3464) in place of a letter.",
                        "Programs can read it, it names the reason always, and it heeds what the"
                                + " sender asked for (RFC 3461).")
                .wherever(
                        "returned.text", "returned.subject", "Undelivered mail returned to sender")
                .everywhere("returned.text", james -> Facts.NONE)
                .in(
                        "without bounceProcessor the sender gets a letter",
                        "returned.report",
                        fields("bob", "5.1.1", "550 5.1.1 no such user"))
                .in(
                        "without bounceProcessor the sender gets a letter after the last try",
                        "returned.report",
                        fields("bob", "4.3.0", "451 4.3.0 busy"))
                .in(
                        "without bounceProcessor the letter names every recipient",
                        "returned.report",
                        fields("bob", "5.1.8", "553 5.1.8 who?")
                                + "; "
                                + fields("carol", "5.1.8", "553 5.1.8 who?"));
    }

    private static String fields(String recipient, String status, String reply) {
        return "Final-Recipient: rfc822; %s@{domain}; Action: failed; Status: %s; Diagnostic-Code: smtp; %s"
                .formatted(recipient, status, reply);
    }

    private static Difference counts() {
        return Difference.of(
                        "`delivery_retry_count` is there only if there was a retry.",
                        "A mail that was tried once has nothing to count.")
                .in("delayTime: no attempts, no retry", "bounced.delivery_retry_count", Facts.NONE);
    }

    private static Difference partial() {
        String taken = "<bob@{domain}>, <carol@{domain}> ";
        return Difference.of(
                        "`sendpartial` has no effect: every recipient has its own result always, and"
                                + " `is-delivery-permanent-error` is there in each bounce.",
                        "A refused recipient must not hold back the others; without the attribute"
                                + " `IsRemoteDeliveryPermanentError` misses the bounce.")
                .in(
                        "sendpartial: one refused, one put off, one taken",
                        "bounced.is-delivery-permanent-error",
                        "carol@{domain}: Boolean true")
                .in(
                        "without sendpartial one refused holds back the others until the next try",
                        "bounced.is-delivery-permanent-error",
                        "carol@{domain}: Boolean true",
                        "contacts",
                        "mx",
                        "queued",
                        Facts.NONE,
                        "recipients",
                        taken + 550,
                        "waiting",
                        Facts.NONE)
                .in(
                        "without sendpartial one put off holds back the others until the next try",
                        "delivered",
                        "bob@{domain} | carol@{domain}",
                        "recipients",
                        taken + "450 | <carol@{domain}>",
                        "waiting",
                        "carol@{domain} for 60 min");
    }

    private static Difference success() {
        return Difference.of(
                        "`onSuccess` gets each recipient that was reached, once.",
                        "`RemoteDelivery` tells nothing of those reached while another was refused"
                                + " for good, and twice of those reached over a first server while"
                                + " another needed a second.")
                .in(
                        "onSuccess gets the recipients taken while others are refused for good",
                        "succeeded.name",
                        "NAME-COPY",
                        "succeeded.sender",
                        "{sender}",
                        "succeeded.to",
                        "bob@{domain}")
                .in(
                        "onSuccess with a second gateway for what the first put off",
                        "succeeded.name",
                        "NAME",
                        "succeeded.sender",
                        "{sender}",
                        "succeeded.to",
                        "bob@{domain}, carol@{domain}");
    }

    private static Difference failover() {
        return Difference.of(
                        "The next MX host is asked where one greets with 421.",
                        "RFC 5321 §5.1 asks to try the hosts in turn, and another one may be well.")
                .in(
                        "the next MX is asked where the first greets with 421",
                        "contacts",
                        "main backup",
                        "queued",
                        Facts.NONE,
                        "waiting",
                        Facts.NONE);
    }

    private static Difference content() {
        return Difference.of(
                        "The message goes as it is; for a server without 8BITMIME 8-bit parts are"
                                + " encoded, and where a signature covers them the mail comes back.",
                        "`RemoteDelivery` writes the header anew for such servers, which breaks"
                                + " signatures, and sends them 8 bits all the same.")
                .in("a server that knows no EHLO is greeted with HELO", "content", "as sent")
                .in("8BITMIME: seven bits for a server without it", "content", "as sent")
                .in(
                        "8BITMIME: a server without it",
                        "content",
                        HEADER
                                + "Content-Type: text/plain; charset=utf-8\\n"
                                + "Content-Transfer-Encoding: quoted-printable\\n\\n"
                                + "Gr=C3=BC=C3=9Fe\\n")
                .in(
                        "8BITMIME: a signed part for a server without it",
                        "content",
                        Facts.NONE,
                        "delivered",
                        Facts.NONE,
                        "from",
                        Facts.NONE,
                        "recipients",
                        Facts.NONE,
                        "security",
                        Facts.NONE,
                        ERROR,
                        BOB
                                + "String 5.6.3 SERVER: needs-8bitmime: the server has no 8BITMIME,"
                                + " and the message is not converted: a signature covers its 8-bit"
                                + " content",
                        MESSAGE,
                        "as delivery-error",
                        "bounced.is-delivery-permanent-error",
                        BOB + "Boolean true",
                        "bounced.name",
                        "NAME",
                        "bounced.sender",
                        "{sender}",
                        "bounced.to",
                        "bob@{domain}");
    }

    private static Difference parameters() {
        return Difference.of(
                        "`BODY=8BITMIME`, `SIZE` and `ORCPT` are said to servers that offer them, and"
                                + " recipients with different DSN wishes share one transaction.",
                        "A server can then refuse before the content is sent; NOTIFY belongs to each"
                                + " recipient, so that one copy of the message is enough.")
                .in(
                        "DSN: the original recipient",
                        "recipients",
                        "<bob@{domain}> NOTIFY=FAILURE ORCPT=rfc822;bob@first.test")
                .in("8BITMIME: eight bits arrive as they are", "from", "<{sender}> BODY=8BITMIME")
                .in("SIZE: a mail that fits", "from", "<{sender}> SIZE=413")
                .in(
                        "DSN: each recipient has what was asked for it",
                        "contacts",
                        "mx",
                        "recipients",
                        "<bob@{domain}> NOTIFY=DELAY, <carol@{domain}> NOTIFY=FAILURE, <dave@{domain}>",
                        "delivered",
                        "bob@{domain}, carol@{domain}, dave@{domain}");
    }

    private static Difference size() {
        return Difference.of(
                        "A message larger than a server's SIZE is bounced without being sent.",
                        "The server has said that it will refuse it.")
                .in(
                        "SIZE: a mail that does not fit",
                        ERROR,
                        BOB
                                + "String 5.3.4 SERVER: message-too-big: the message has 413 octets, the server takes 100",
                        CODE,
                        Facts.NONE,
                        "from",
                        Facts.NONE,
                        "recipients",
                        Facts.NONE,
                        "security",
                        Facts.NONE);
    }

    private static Difference tls() {
        return Difference.of(
                        "TLS is used wherever it is offered, with `startTLS` or without.",
                        "There is no reason to send in plain text to a server that can do better.")
                .in("startTLS: false leaves TLS alone where it is offered", "security", "tls");
    }

    private static Difference gateways() {
        return Difference.of(
                        "With `startTLS` a gateway without TLS gets no mail, as one with the wrong"
                                + " certificate gets none. `tlsLevel` `may` is how to let it.",
                        "What is verified cannot go in plain text: whoever is in between would only"
                                + " have to take the offer of TLS away.")
                .in(
                        "startTLS: a server without TLS",
                        ERROR,
                        BOB
                                + "String 4.7.4 SERVER: starttls-not-offered: TLS is mandatory here"
                                + " and STARTTLS not offered",
                        "bounced.delivery_retry_count",
                        BOB + "Integer 1",
                        MESSAGE,
                        "as delivery-error",
                        "bounced.is-delivery-permanent-error",
                        BOB + "Boolean false",
                        "bounced.name",
                        "NAME",
                        "bounced.sender",
                        "{sender}",
                        "bounced.to",
                        "bob@{domain}",
                        "contacts",
                        "mx mx",
                        "content",
                        Facts.NONE,
                        "delivered",
                        Facts.NONE,
                        "from",
                        Facts.NONE,
                        "queued",
                        "NAME",
                        "recipients",
                        Facts.NONE,
                        "security",
                        Facts.NONE,
                        "waiting",
                        BOB.replace(": ", "") + " for 60 min");
    }

    private static Difference priority() {
        return Difference.of(
                        "Without `usePriority` a priority that the mail brings along is taken away.",
                        "So does `RemoteDelivery` of James 3.9.0.")
                .in("usePriority: false", "succeeded.MAIL_PRIORITY", Facts.NONE);
    }

    private static Difference starts() {
        return Difference.of(
                        "A parameter that is unknown, or has a value that makes no sense, stops the"
                                + " start with a message that says what is allowed.",
                        "`RemoteDelivery` ignores it, and mail is not delivered in the way that the"
                                + " operator believes.")
                .in(
                        "delayTime: what is no time",
                        "start",
                        REFUSED
                                + "parameter <delayTime> is 'soon': 'soon' is no delay; allowed: ...")
                .in(
                        "maxRetries: what is no number",
                        "start",
                        REFUSED
                                + "parameter <maxRetries> is 'many': it is not a number; allowed: ...")
                .in(
                        "timeout: what is no number",
                        "start",
                        REFUSED + "parameter <timeout> is 'long': it is not a number; allowed: ...")
                .in(
                        "maxDnsProblemRetries: what is no number",
                        "start",
                        REFUSED
                                + "parameter <maxDnsProblemRetries> is 'many': it is not a number; allowed: ...")
                .in(
                        "a parameter that nobody knows",
                        "start",
                        REFUSED
                                + "parameter <dlayTime> is '1h': this mailet has no such parameter; allowed: ...");
    }

    private static Difference implicitTls() {
        return Difference.of(
                        "`sslEnable` without `gateway` stops the start.",
                        "Mail hosts of domains do not listen with TLS from the start; at port 25 they"
                                + " begin it with STARTTLS.")
                .in(
                        "sslEnable: TLS from the start",
                        "start",
                        REFUSED
                                + "parameter <sslEnable> is 'true': mail hosts of domains do not"
                                + " listen with TLS from the start; allowed: ...");
    }

    private static Difference removed() {
        return Difference.of(
                        "`sslTrustAllCerts` and `mail.*` stop the start.",
                        "There is no way to trust every certificate, and Jakarta Mail is not used:"
                                + " its properties would be without effect.")
                .in(
                        "sslTrustAllCerts: is not known to 3.8.1",
                        "start",
                        REFUSED
                                + "parameter <sslTrustAllCerts> is 'true': there is no way to trust every certificate; allowed: ...")
                .in(
                        "mail.*: a property of Jakarta Mail",
                        "start",
                        REFUSED
                                + "parameter <mail.smtp.noop> is 'true': Jakarta Mail is not used, its properties have no effect; allowed: ...");
    }
}
