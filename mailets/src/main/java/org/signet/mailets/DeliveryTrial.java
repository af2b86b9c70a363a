package org.signet.mailets;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.apache.james.core.MailAddress;
import org.apache.mailet.DsnParameters;
import org.apache.mailet.Mail;
import org.signet.matchers.MessageOctets;
import org.signet.transport.delivery.DeliveryRequest;
import org.signet.transport.delivery.Destination;
import org.signet.transport.delivery.MailDelivery;
import org.signet.transport.delivery.Outcome;
import org.signet.transport.delivery.Stop;
import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.MessageContent;
import org.signet.transport.smtp.OutgoingMessage;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/** Takes from a mail what delivery needs, and gives back what became of each recipient. */
final class DeliveryTrial implements DeliveryStep.Trial {
    private static final int SMALL = 64 * 1024;

    private final MailDelivery delivery;
    private final List<Stop> gateways;
    private final boolean shuffleGateways;
    private final Random random;
    private final Clock clock;

    DeliveryTrial(MailDelivery delivery, DeliverySetup setup, Random random, Clock clock) {
        this.delivery = delivery;
        this.gateways = setup.gateways();
        this.shuffleGateways = setup.loadBalancing();
        this.random = random;
        this.clock = clock;
    }

    @Override
    public Map<MailAddress, Outcome> attempt(Mail mail, boolean laterTry)
            throws MessagingException, IOException {
        OutgoingMessage message = OutgoingMessage.of(content(mail));
        Map<MailAddress, Outcome> outcomes = new LinkedHashMap<>();
        for (List<MailAddress> group : groups(mail).values()) {
            Optional<Destination> to = destination(group.get(0));
            if (to.isPresent()) {
                outcomes.putAll(deliver(mail, to.get(), group, message, laterTry));
            } else {
                group.forEach(address -> outcomes.put(address, notADomain(address)));
            }
        }
        return outcomes;
    }

    /** A message is read up to three times; a small one only once, and kept meanwhile. */
    private static MessageContent content(Mail mail) throws MessagingException, IOException {
        MimeMessage mime = mail.getMessage();
        long size = mail.getMessageSize();
        if (size >= 0 && size <= SMALL) {
            ByteArrayOutputStream octets = new ByteArrayOutputStream((int) size + 1024);
            MessageOctets.write(mime, octets);
            return octets::writeTo;
        }
        return out -> {
            try {
                MessageOctets.write(mime, out);
            } catch (MessagingException e) {
                throw new IOException(e);
            }
        };
    }

    private Map<String, List<MailAddress>> groups(Mail mail) {
        return mail.getRecipients().stream()
                .collect(
                        Collectors.groupingBy(
                                address -> gateways.isEmpty() ? address.getDomain().asString() : "",
                                LinkedHashMap::new,
                                Collectors.toList()));
    }

    private Optional<Destination> destination(MailAddress address) {
        if (gateways.isEmpty()) {
            return DeliveryDestinations.of(address.getDomain().asString());
        }
        List<Stop> order = new ArrayList<>(gateways);
        if (shuffleGateways) {
            Collections.shuffle(order, random);
        }
        return Optional.of(new Destination.Gateways(order));
    }

    private static Outcome notADomain(MailAddress address) {
        Reason reason = Reason.NO_SUCH_DOMAIN;
        String text = reason.code() + ": '" + address.getDomain().asString() + "' is no domain";
        return new Outcome.Permanent(
                new Outcome.Failure(reason, reason.status(), text, Optional.empty(), ""));
    }

    private Map<MailAddress, Outcome> deliver(
            Mail mail,
            Destination to,
            List<MailAddress> recipients,
            OutgoingMessage message,
            boolean laterTry) {
        Map<Envelope.Recipient, MailAddress> addresses = new LinkedHashMap<>();
        Optional<DsnParameters> dsn = mail.dsnParameters();
        for (MailAddress address : recipients) {
            addresses.put(recipient(address, dsn), address);
        }
        Envelope envelope =
                new Envelope(
                        mail.getMaybeSender().asOptional().map(MailAddress::asString).orElse(""),
                        List.copyOf(addresses.keySet()),
                        dsn.flatMap(DsnParameters::getRetParameter).map(Enum::name),
                        dsn.flatMap(DsnParameters::getEnvIdParameter)
                                .map(DsnParameters.EnvId::asString));
        Map<MailAddress, Outcome> outcomes = new LinkedHashMap<>();
        delivery.deliver(
                        new DeliveryRequest(
                                mail.getName(), to, envelope, message, laterTry, age(mail)))
                .forEach(
                        (recipient, outcome) -> {
                            MailAddress address = addresses.get(recipient);
                            if (address != null) {
                                outcomes.put(address, outcome);
                            }
                        });
        return outcomes;
    }

    private Duration age(Mail mail) {
        return DeliveryMarks.queuedAt(mail)
                .map(since -> Duration.between(since, clock.instant()))
                .orElse(Duration.ZERO);
    }

    private static Envelope.Recipient recipient(
            MailAddress address, Optional<DsnParameters> parameters) {
        Optional<String> notify =
                parameters
                        .map(all -> all.getRcptParameters().get(address))
                        .flatMap(DsnParameters.RecipientDsnParameters::getNotifyParameter)
                        .filter(events -> !events.isEmpty())
                        .map(
                                events ->
                                        events.stream()
                                                .map(Enum::name)
                                                .collect(Collectors.joining(",")));
        Optional<String> original =
                parameters
                        .map(all -> all.getRcptParameters().get(address))
                        .flatMap(DsnParameters.RecipientDsnParameters::getOrcptParameter)
                        .flatMap(whom -> Envelope.rfc822(whom.asString()));
        return new Envelope.Recipient(address.asString(), notify, original);
    }
}
