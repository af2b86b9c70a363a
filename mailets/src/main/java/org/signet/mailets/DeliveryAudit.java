package org.signet.mailets;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.signet.transport.delivery.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Map;

/**
 * The trail of what became of mail, for those who must be able to show it: one line for each
 * recipient and try, of words that do not change, from a logger of its own.
 *
 * <p>James 3.9 has an AuditTrail, James 3.8 has none; a logger is in both, and can be sent to a
 * file of its own or to a collector.
 */
final class DeliveryAudit {
    private static final Logger LOG = LoggerFactory.getLogger("org.signet.audit");

    private DeliveryAudit() {}

    static void tried(Mail mail, Map<MailAddress, Outcome> outcomes) {
        if (LOG.isInfoEnabled()) {
            outcomes.forEach((recipient, outcome) -> LOG.info(line(mail, recipient, outcome)));
        }
    }

    /** No word of another server and no subject is in it, so that nothing has to be escaped. */
    static String line(Mail mail, MailAddress recipient, Outcome outcome) {
        return "action=remote-delivery mail="
                + printable(mail.getName())
                + " sender=<"
                + printable(mail.getMaybeSender().asString(""))
                + "> recipient=<"
                + printable(recipient.asString())
                + "> try="
                + (DeliveryMarks.retries(mail) + 1)
                + " "
                + switch (outcome) {
                    case Outcome.Delivered sent ->
                            "outcome=sent protection=" + sent.tls().level() + relay(sent.relay());
                    case Outcome.Temporary later -> "outcome=deferred" + reason(later.failure());
                    case Outcome.Permanent never -> "outcome=refused" + reason(never.failure());
                };
    }

    private static String reason(Outcome.Failure failure) {
        return " reason="
                + failure.reason().code()
                + " status="
                + failure.status()
                + relay(failure.relay());
    }

    private static String relay(String relay) {
        return relay.isEmpty() ? "" : " relay=" + printable(relay);
    }

    private static String printable(String text) {
        return text.replaceAll("[^\\x21-\\x7e]", "?");
    }
}
