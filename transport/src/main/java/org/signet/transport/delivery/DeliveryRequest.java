package org.signet.transport.delivery;

import org.signet.transport.smtp.Envelope;
import org.signet.transport.smtp.OutgoingMessage;

/**
 * One message for recipients of one destination.
 *
 * @param id how logs name the message
 * @param laterTry whether an earlier try failed
 */
public record DeliveryRequest(
        String id,
        Destination destination,
        Envelope envelope,
        OutgoingMessage message,
        boolean laterTry) {}
