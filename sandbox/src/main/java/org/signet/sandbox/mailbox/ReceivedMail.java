package org.signet.sandbox.mailbox;

import java.util.Arrays;
import java.util.Objects;

/** A mail that a host of the small internet accepted. */
public final class ReceivedMail {
    private final String id;
    private final Arrival arrival;
    private final Envelope envelope;
    private final byte[] source;

    ReceivedMail(String id, Arrival arrival, Envelope envelope, byte[] source) {
        this.id = Objects.requireNonNull(id);
        this.arrival = Objects.requireNonNull(arrival);
        this.envelope = Objects.requireNonNull(envelope);
        this.source = source.clone();
    }

    /** The name of the mail in this mailbox. */
    public String id() {
        return id;
    }

    public Arrival arrival() {
        return arrival;
    }

    public Envelope envelope() {
        return envelope;
    }

    /** The content exactly as received: header, empty line, body. */
    public byte[] source() {
        return source.clone();
    }

    public int size() {
        return source.length;
    }

    /** The content made readable. */
    public MailReading reading() {
        return MailReading.parse(source);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReceivedMail mail
                && id.equals(mail.id)
                && arrival.equals(mail.arrival)
                && envelope.equals(mail.envelope)
                && Arrays.equals(source, mail.source);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "mail " + id + " of " + source.length + " octets at " + arrival.host();
    }
}
