package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.core.MailAddress;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.signet.rights.template.Audience;
import org.signet.rights.template.Template;
import org.signet.rights.template.Templates;

import java.util.List;

/** Refuses a mail for recipients outside under a template that is for recipients inside alone. */
final class TemplateAudience {
    private TemplateAudience() {}

    static void check(MailetContext context, Template template, Mail mail)
            throws MessagingException {
        if (template.audience() == Audience.ANYONE) {
            return;
        }
        List<String> outside =
                mail.getRecipients().stream()
                        .map(MailAddress::getDomain)
                        .filter(domain -> !context.isLocalServer(domain))
                        .map(domain -> domain.asString())
                        .distinct()
                        .toList();
        if (!outside.isEmpty()) {
            throw new MessagingException(
                    "mail %s is not protected: template %s is for recipients inside alone, not %s"
                            .formatted(
                                    mail.getName(), template.name(), String.join(", ", outside)));
        }
    }

    /**
     * The same for a mail that inherits a template by its name. A name that means nothing any more
     * decides nothing, so the mail does not leave.
     */
    static void checkInherited(
            MailetContext context, Templates templates, Template inherited, Mail mail)
            throws MessagingException {
        Template known =
                templates
                        .named(inherited.name())
                        .orElseThrow(
                                () ->
                                        new MessagingException(
                                                "mail %s is not protected: whom template %s is for is not known any more"
                                                        .formatted(
                                                                mail.getName(), inherited.name())));
        check(context, known, mail);
    }
}
