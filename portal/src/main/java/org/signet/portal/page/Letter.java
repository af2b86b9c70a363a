package org.signet.portal.page;

import org.signet.rights.Access;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is said of a protected message before anybody has signed in.
 *
 * @param recipientHint the address that passcodes go to, so far shown that its owner knows it
 */
public record Letter(
        String sender, String senderDomain, String recipientHint, String sent, String until) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    public static Letter of(Access.Granted granted) {
        return new Letter(
                granted.sender(),
                domain(granted.sender()),
                hint(granted.recipient()),
                time(granted.licence().issued()),
                time(granted.expiry()));
    }

    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    private static String hint(String address) {
        int at = address.lastIndexOf('@');
        if (at <= 0) {
            return address;
        }
        return address.substring(0, address.offsetByCodePoints(0, 1))
                + "•••"
                + address.substring(at);
    }
}
