package org.signet.transport.smtp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How this client behaves.
 *
 * @param heloName the name it gives itself
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long the other side may take for one step
 * @param bind the local address to connect from
 * @param verdictHeader the name of a header field that tells the receiver how the message came
 */
public record SmtpSettings(
        String heloName,
        Duration connectTimeout,
        Duration timeout,
        Optional<InetAddress> bind,
        Optional<String> verdictHeader) {
    public SmtpSettings {
        if (!heloName.matches("[A-Za-z0-9.:_\\[\\]-]{1,255}")) {
            throw new IllegalArgumentException("'" + heloName + "' is no name for EHLO");
        }
        verdictHeader.ifPresent(
                name -> {
                    if (!name.matches("[A-Za-z0-9-]{1,60}")) {
                        throw new IllegalArgumentException(
                                "'" + name + "' is no name of a header field");
                    }
                });
    }
}
