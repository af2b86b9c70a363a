package org.signet.mailets;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.james.lifecycle.api.LifecycleUtil;
import org.apache.james.server.core.MailImpl;
import org.apache.mailet.AttributeValue;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.DsnParameters.DsnAttributeValues;
import org.apache.mailet.Mail;
import org.apache.mailet.MailetContext;
import org.signet.rights.MessageId;
import org.signet.rights.Protected;
import org.signet.rights.ProtectedMessages;
import org.signet.rights.RecipientLink;
import org.signet.rights.RightsException;
import org.signet.rights.wrapper.WrapperMail;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Sends the wrappers of a protected message: all of them, or the message is withdrawn. */
final class RightsWrappers {
    private final ProtectedMessages messages;
    private final MailetContext context;
    private final String processor;

    RightsWrappers(ProtectedMessages messages, MailetContext context, String processor) {
        this.messages = messages;
        this.context = context;
        this.processor = processor;
    }

    /**
     * All wrappers are made before the first is sent, so that only James itself can fail half-way.
     */
    void send(Mail original, Protected message) throws MessagingException {
        sendFrom(message.licence().sender(), original, message);
    }

    /** Sends the wrappers from another address than the one that wrote the message. */
    void sendFrom(String from, Mail original, Protected message) throws MessagingException {
        List<MailImpl> wrappers = new ArrayList<>();
        try {
            for (RecipientLink link : message.links()) {
                wrappers.add(wrapper(from, original, message, link));
            }
            for (MailImpl wrapper : wrappers) {
                context.sendMail(wrapper, processor);
            }
        } catch (MessagingException | RuntimeException e) {
            withdraw(message.message(), e);
            throw e;
        } finally {
            wrappers.forEach(LifecycleUtil::dispose);
        }
    }

    private void withdraw(MessageId message, Exception failure) {
        try {
            messages.withdraw(message);
        } catch (RightsException e) {
            failure.addSuppressed(e);
        }
    }

    private MailImpl wrapper(String from, Mail original, Protected message, RecipientLink link)
            throws MessagingException {
        byte[] bytes =
                new WrapperMail(
                                message.licence().sender(),
                                link.recipient(),
                                messages.settings().link(link.token()),
                                message.licence().expiry(),
                                message.licence().issued(),
                                messages.randomWord())
                        .bytes();
        MimeMessage mime =
                new MimeMessage(
                        Session.getInstance(new Properties()), new ByteArrayInputStream(bytes));
        if (!from.equals(message.licence().sender())) {
            mime.setHeader("From", "<" + from + ">");
        }
        MailImpl wrapper =
                MailImpl.builder()
                        .name(MailImpl.getId())
                        .sender(address(from))
                        .addRecipient(address(link.recipient()))
                        .mimeMessage(mime)
                        .build();
        dsn(original, link.recipient()).asAttributes().forEach(wrapper::setAttribute);
        return wrapper;
    }

    /**
     * What the sender asked for, for this recipient. A bounce must not carry the link back and on,
     * so it returns headers only, whatever was asked (RFC 3461 §4.3).
     */
    private static DsnAttributeValues dsn(Mail original, String recipient) {
        Optional<DsnAttributeValues> asked =
                original.dsnParameters().map(DsnParameters::toAttributes);
        return new DsnAttributeValues(
                asked.flatMap(DsnAttributeValues::getNotifyAttributeValue)
                        .flatMap(notify -> only(recipient, notify)),
                asked.flatMap(DsnAttributeValues::getOrcptAttributeValue)
                        .flatMap(orcpt -> only(recipient, orcpt)),
                asked.flatMap(DsnAttributeValues::getEnvIdAttributeValue),
                Optional.of(DsnParameters.Ret.toAttributeValue(DsnParameters.Ret.HDRS)));
    }

    private static Optional<AttributeValue<Map<String, AttributeValue<String>>>> only(
            String recipient, AttributeValue<Map<String, AttributeValue<String>>> all) {
        return Optional.ofNullable(all.value().get(recipient))
                .map(value -> AttributeValue.of(new HashMap<>(Map.of(recipient, value))))
                .map(RightsWrappers::typed);
    }

    @SuppressWarnings("unchecked")
    private static AttributeValue<Map<String, AttributeValue<String>>> typed(
            AttributeValue<?> value) {
        return (AttributeValue<Map<String, AttributeValue<String>>>) value;
    }

    private static MailAddress address(String text) throws MessagingException {
        try {
            return new MailAddress(text);
        } catch (AddressException e) {
            throw new MessagingException("not an address: " + text, e);
        }
    }
}
