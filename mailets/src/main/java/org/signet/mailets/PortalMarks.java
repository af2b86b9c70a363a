package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.mailet.Attribute;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.Mail;
import org.signet.portal.Outgoing;
import org.signet.rights.template.Right;
import org.signet.rights.template.Template;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer from the portal inherits, as attributes of its mail. Attributes cannot be set from
 * outside: a mail that has them comes from the portal.
 */
final class PortalMarks {
    private static final AttributeName TEMPLATE = name("template");
    private static final AttributeName RIGHTS = name("rights");
    private static final AttributeName LIFETIME = name("lifetime");
    private static final AttributeName CONVERSATION = name("conversation");

    private PortalMarks() {}

    private static AttributeName name(String last) {
        return AttributeName.of("org.signet.portal." + last);
    }

    static void set(Mail mail, Outgoing.Inherited inherited) {
        String rights =
                inherited.template().rights().stream()
                        .map(Right::name)
                        .collect(Collectors.joining(","));
        set(mail, TEMPLATE, inherited.template().name());
        set(mail, RIGHTS, rights);
        set(mail, LIFETIME, inherited.lifetime().toString());
        set(mail, CONVERSATION, inherited.conversation());
    }

    private static void set(Mail mail, AttributeName name, String value) {
        mail.setAttribute(new Attribute(name, AttributeValue.of(value)));
    }

    /**
     * What the mail inherits.
     *
     * @throws MessagingException if it is not an answer from the portal, or not a whole one
     */
    static Outgoing.Inherited get(Mail mail) throws MessagingException {
        try {
            Set<Right> rights =
                    Arrays.stream(value(mail, RIGHTS).split(",", -1))
                            .map(Right::valueOf)
                            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Right.class)));
            return new Outgoing.Inherited(
                    new Template(value(mail, TEMPLATE), rights),
                    Duration.parse(value(mail, LIFETIME)),
                    value(mail, CONVERSATION));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new MessagingException(
                    "mail " + mail.getName() + " has marks of the portal that are not its own", e);
        }
    }

    private static String value(Mail mail, AttributeName name) throws MessagingException {
        return AttributeUtils.getValueAndCastFromMail(mail, name, String.class)
                .orElseThrow(
                        () ->
                                new MessagingException(
                                        "mail "
                                                + mail.getName()
                                                + " is no answer from the portal: it lacks "
                                                + name.asString()));
    }
}
