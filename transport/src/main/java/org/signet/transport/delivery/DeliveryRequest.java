package org.signet.transport.delivery;

import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;

import java.time.Duration;

/**
 * One message for recipients of one destination.
 *
 * @param id how logs name the message
 * @param laterTry whether an earlier try failed
 * @param age how long it has been in this server
 */
public record DeliveryRequest(
        String id,
        Destination destination,
        Envelope envelope,
        OutgoingMessage message,
        boolean laterTry,
        Duration age) {
    /** A message that is new. */
    public DeliveryRequest(
            String id,
            Destination destination,
            Envelope envelope,
            OutgoingMessage message,
            boolean laterTry) {
        this(id, destination, envelope, message, laterTry, Duration.ZERO);
    }
}
