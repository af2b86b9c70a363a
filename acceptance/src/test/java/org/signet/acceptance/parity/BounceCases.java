package org.signet.acceptance.parity;

import java.util.List;

/** What the sender and the processors for bounces learn. */
final class BounceCases {
    private static final String NO_USER = "550 5.1.1 no such user";

    private BounceCases() {}

    static List<Case> all() {
        return List.of(
                Case.named("without bounceProcessor the sender gets a letter")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .to("bob")
                        .shows("returned.to", "{sender}")
                        .shows("returned.sender", "<>")
                        .shows("returned.subject", "Re: Greetings"),
                Case.named("without bounceProcessor the sender gets a letter after the last try")
                        .gateway(Script.accepting().on("MAIL", "451 4.3.0 busy"))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .to("bob")
                        .flushed(1)
                        .shows("returned.to", "{sender}"),
                Case.named("without bounceProcessor the letter names every recipient")
                        .gateway(Script.accepting().on("MAIL", "553 5.1.8 who?"))
                        .to("bob", "carol")
                        .shows("returned.to", "{sender}"),
                Case.named("mail from nobody is not bounced")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .fromNobody()
                        .bouncing()
                        .to("bob")
                        .shows("contacts", "mx")
                        .shows("from", "<>"),
                Case.named("mail from nobody is not answered with a letter")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .fromNobody()
                        .to("bob")
                        .shows("contacts", "mx"),
                Case.named("mail from nobody arrives")
                        .gateway(Script.accepting())
                        .fromNobody()
                        .to("bob")
                        .shows("from", "<>")
                        .shows("delivered", "bob@{domain}"),
                Case.named("IsRemoteDeliveryPermanentError sees a refusal")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .with("bounceProcessor", "by-kind")
                        .to("bob")
                        .shows("matched.permanent", "bob@{domain}"),
                Case.named("IsRemoteDeliveryTemporaryError sees that the tries are used up")
                        .gateway(Script.accepting().on("RCPT", "450 4.2.1 later"))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .with("bounceProcessor", "by-kind")
                        .to("bob")
                        .flushed(1)
                        .shows("matched.temporary", "bob@{domain}"),
                Case.named("RemoteDeliveryFailedWithSMTPCode sees the code for the content")
                        .gateway(Script.accepting().on("CONTENT", "552 5.2.2 full"))
                        .with("bounceProcessor", "by-code")
                        .to("bob")
                        .shows("matched.552", "bob@{domain}"),
                Case.named("RemoteDeliveryFailedWithSMTPCode sees the code for the sender")
                        .gateway(Script.accepting().on("MAIL", NO_USER))
                        .with("bounceProcessor", "by-code")
                        .to("bob")
                        .shows("matched.550", "bob@{domain}"),
                Case.named("RemoteDeliveryFailedWithSMTPCode sees the code for a recipient")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .with("bounceProcessor", "by-code")
                        .to("bob")
                        .shows("matched.no-code", "bob@{domain}"),
                Case.named("RemoteDeliveryFailedWithSMTPCode sees the code of the last try")
                        .gateway(Script.accepting().on("MAIL", "450 4.2.1 later"))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .with("bounceProcessor", "by-code")
                        .to("bob")
                        .flushed(1)
                        .shows("matched.no-code", "bob@{domain}"),
                Case.named("DSNBounce reports a refused recipient")
                        .gateway(Script.accepting().on("RCPT", NO_USER))
                        .with("bounceProcessor", "notified")
                        .to("bob")
                        .shows("returned.to", "{sender}"),
                Case.named("DSNBounce reports refused content")
                        .gateway(Script.accepting().on("CONTENT", "552 5.2.2 full"))
                        .with("bounceProcessor", "notified")
                        .to("bob")
                        .shows("returned.to", "{sender}"),
                Case.named("DSNBounce reports that the tries are used up")
                        .gateway(Script.accepting().on("RCPT", "450 4.2.1 later"))
                        .with("delayTime", "1 hour")
                        .with("maxRetries", "1")
                        .with("bounceProcessor", "notified")
                        .to("bob")
                        .flushed(1)
                        .shows("returned.to", "{sender}"),
                Case.named("DSNBounce reports what went on to another server")
                        .gateway(Script.accepting())
                        .with("onSuccess", "notified-success")
                        .to("bob")
                        .shows("delivered", "bob@{domain}")
                        .shows("returned.to", "{sender}"));
    }
}
