package org.signet.rights.licence;

import org.signet.rights.MessageId;
import org.signet.rights.template.Right;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What was decided when a message was protected.
 *
 * @param recipients everybody who got a link, blind copies among them: never to be shown to a
 *     reader
 * @param template the name of the template that the rights came from
 * @param expiry the first moment at which the message cannot be opened any more
 * @param conversation the same for a message and the protected replies to it
 */
public record Licence(
        MessageId message,
        String sender,
        List<String> recipients,
        String template,
        Set<Right> rights,
        Instant issued,
        Instant expiry,
        String conversation) {
    public Licence {
        recipients = List.copyOf(recipients);
        rights = Collections.unmodifiableSet(EnumSet.copyOf(rights));
        issued = issued.truncatedTo(ChronoUnit.SECONDS);
        expiry = expiry.truncatedTo(ChronoUnit.SECONDS);
    }

    public boolean allows(Right right) {
        return rights.contains(right) || rights.contains(Right.OWNER);
    }
}
