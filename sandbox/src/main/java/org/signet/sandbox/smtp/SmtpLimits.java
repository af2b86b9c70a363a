package org.signet.sandbox.smtp;

import java.time.Duration;

/**
 * What a receiving server takes.
 *
 * @param messageOctets the largest content, announced with SIZE
 * @param recipients the most recipients of one mail
 * @param errors how many refused commands end a connection
 * @param connections the most connections at a time
 * @param idle how long the server waits for the client
 */
public record SmtpLimits(
        int messageOctets, int recipients, int errors, int connections, Duration idle) {
    /** 25 MiB, 100 recipients, 20 errors, 200 connections, 60 s. */
    public static final SmtpLimits STANDARD =
            new SmtpLimits(25 << 20, 100, 20, 200, Duration.ofSeconds(60));

    public SmtpLimits withMessageOctets(int octets) {
        return new SmtpLimits(octets, recipients, errors, connections, idle);
    }
}
