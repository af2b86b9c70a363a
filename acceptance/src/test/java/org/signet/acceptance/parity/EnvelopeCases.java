package org.signet.acceptance.parity;

import java.util.List;
import java.util.Map;

/** What is said of the mail before and beside its content. */
final class EnvelopeCases {
    private static final String EIGHT_BIT =
            FlowCases.text("Gr\u00c3\u00bc\u00c3\u009fe\r\n").replace("us-ascii", "utf-8");

    private static final String SIGNED =
            FlowCases.text(
                            """
                            --b
                            Content-Type: text/plain; charset=utf-8
                            Content-Transfer-Encoding: 8bit

                            Gr\u00c3\u00bc\u00c3\u009fe
                            --b
                            Content-Type: application/pkcs7-signature

                            none
                            --b--
                            """
                                    .replace("\n", "\r\n"))
                    .replace(
                            "text/plain; charset=us-ascii",
                            "multipart/signed; protocol=\"application/pkcs7-signature\";"
                                    + " micalg=sha-256; boundary=b");

    private EnvelopeCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("DSN: what the sender asked for goes on to a server that knows DSN")
                        .gateway(Script.accepting().offering("8BITMIME", "DSN"))
                        .asking("RET=HDRS ENVID=QQ314159", Map.of("bob", "NOTIFY=SUCCESS,FAILURE"))
                        .to("bob")
                        .shows("from", "<{sender}> RET=HDRS ENVID=QQ314159")
                        .shows("recipients", "<bob@{domain}> NOTIFY=SUCCESS,FAILURE"),
                Case.named("DSN: NOTIFY=NEVER goes on")
                        .gateway(Script.accepting().offering("8BITMIME", "DSN"))
                        .asking("RET=FULL", Map.of("bob", "NOTIFY=NEVER"))
                        .to("bob")
                        .shows("from", "<{sender}> RET=FULL")
                        .shows("recipients", "<bob@{domain}> NOTIFY=NEVER"),
                Case.named("DSN: each recipient has what was asked for it")
                        .gateway(Script.accepting().offering("8BITMIME", "DSN"))
                        .asking(
                                "ENVID=one",
                                Map.of("bob", "NOTIFY=DELAY", "carol", "NOTIFY=FAILURE"))
                        .to("bob", "carol", "dave")
                        .shows(
                                "recipients",
                                "<bob@{domain}> NOTIFY=DELAY | <carol@{domain}> NOTIFY=FAILURE | <dave@{domain}>"),
                Case.named("DSN: the original recipient")
                        .gateway(Script.accepting().offering("8BITMIME", "DSN"))
                        .asking(
                                "RET=HDRS",
                                Map.of("bob", "NOTIFY=FAILURE ORCPT=rfc822;bob@first.test"))
                        .to("bob")
                        .shows("recipients", "<bob@{domain}> NOTIFY=FAILURE"),
                Case.named("DSN: nothing of it goes to a server that does not know it")
                        .gateway(Script.accepting())
                        .asking("RET=HDRS ENVID=QQ314159", Map.of("bob", "NOTIFY=SUCCESS,FAILURE"))
                        .to("bob")
                        .shows("from", "<{sender}>")
                        .shows("recipients", "<bob@{domain}>")
                        .shows("delivered", "bob@{domain}"),
                Case.named("8BITMIME: eight bits arrive as they are")
                        .gateway(Script.accepting())
                        .content(EIGHT_BIT)
                        .to("bob")
                        .shows("content", "as sent"),
                Case.named("8BITMIME: a server without it")
                        .gateway(Script.accepting().offering("HELP"))
                        .content(EIGHT_BIT)
                        .bouncing()
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("8BITMIME: a signed part for a server without it")
                        .gateway(Script.accepting().offering("HELP"))
                        .content(SIGNED)
                        .bouncing()
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("8BITMIME: seven bits for a server without it")
                        .gateway(Script.accepting().offering("HELP"))
                        .bouncing()
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("SIZE: a mail that fits")
                        .gateway(Script.accepting().offering("8BITMIME", "SIZE 1000000"))
                        .to("bob")
                        .shows("delivered", "bob@{domain}"),
                Case.named("SIZE: a mail that does not fit")
                        .gateway(
                                Script.accepting()
                                        .offering("8BITMIME", "SIZE 100")
                                        .on("CONTENT", "552 5.3.4 too big"))
                        .bouncing()
                        .to("bob")
                        .shows("bounced.to", "bob@{domain}")
                        .shows("bounced.is-delivery-permanent-error", "bob@{domain}: Boolean true"),
                Case.named("PIPELINING is offered")
                        .gateway(Script.accepting().offering("8BITMIME", "PIPELINING"))
                        .to("bob", "carol")
                        .shows("delivered", "bob@{domain}, carol@{domain}")
                        .shows("content", "as sent"));
    }
}
