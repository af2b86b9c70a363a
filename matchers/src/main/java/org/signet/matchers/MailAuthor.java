package org.signet.matchers;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import org.apache.james.core.MailAddress;
import org.apache.mailet.AttributeName;
import org.apache.mailet.AttributeUtils;
import org.apache.mailet.Mail;
import org.signet.smime.certificate.Mailbox;
import org.signet.smime.key.SenderIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes out of a mail what {@link SenderIdentity} decides on. The mailet {@code SmimeSign} and the
 * matcher {@link SenderHasKey} both ask here, so that they agree on every mail.
 *
 * @param requireAuthentication whether only mail of somebody who logged in has an author
 * @param withoutEnvelopeSender whether mail without an envelope sender may have one: who logged in,
 *     or, where that is not required, who is in From
 */
public record MailAuthor(boolean requireAuthentication, boolean withoutEnvelopeSender) {
    private static final AttributeName JMAP_USER =
            AttributeName.of("org.apache.james.jmap.send.MailMetaData.username");

    /** In whose name the mail may be signed. */
    public SenderIdentity of(Mail mail) throws MessagingException {
        Optional<String> user =
                userName(mail, Mail.SMTP_AUTH_USER).or(() -> userName(mail, JMAP_USER));
        List<Mailbox> authors = authors(mail);
        Optional<Mailbox> envelope =
                mail.getMaybeSender()
                        .asOptional()
                        .map(MailAddress::asString)
                        .flatMap(Mailbox::parse);
        if (!mail.hasSender() && withoutEnvelopeSender) {
            envelope =
                    requireAuthentication
                            ? user.flatMap(Mailbox::parse)
                            : authors.stream().findFirst();
        }
        return SenderIdentity.decide(!requireAuthentication || user.isPresent(), envelope, authors);
    }

    private static Optional<String> userName(Mail mail, AttributeName name) {
        return AttributeUtils.getAttributeValueFromMail(mail, name).map(Object::toString);
    }

    private static List<Mailbox> authors(Mail mail) throws MessagingException {
        List<Mailbox> authors = new ArrayList<>();
        String[] fields = mail.getMessage().getHeader("From");
        try {
            for (String field : fields == null ? new String[0] : fields) {
                for (InternetAddress address : InternetAddress.parseHeader(field, true)) {
                    Optional<Mailbox> author = Mailbox.parse(address.getAddress());
                    if (author.isEmpty()) {
                        return List.of();
                    }
                    authors.add(author.get());
                }
            }
            return authors;
        } catch (AddressException unreadable) {
            return List.of();
        }
    }
}
