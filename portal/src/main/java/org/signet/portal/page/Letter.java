package org.signet.portal.page;

import org.signet.rights.Access;

/**
 * What is said of a protected message before anybody has signed in, in one language.
 *
 * @param recipientHint the address that passcodes go to, so far shown that its owner knows it
 */
public record Letter(
        String sender, String senderDomain, String recipientHint, String sent, String until) {
    public static Letter of(Access.Granted granted, Words words) {
        return new Letter(
                granted.sender(),
                domain(granted.sender()),
                hint(granted.recipient()),
                words.time(granted.licence().issued()),
                words.time(granted.expiry()));
    }

    public static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
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
