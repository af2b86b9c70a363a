package org.signet.portal;

import java.io.IOException;

/** Sends the mails that bring passcodes; the mail server around the portal provides it. */
@FunctionalInterface
public interface PasscodeSender {
    /**
     * Hands a mail over for delivery.
     *
     * @throws IOException if the mail was not taken over; the reader is then told so
     */
    void send(PasscodeMail mail) throws IOException;
}
