package org.signet.rights;

import java.util.regex.Pattern;

/** The mail addresses that can stand in a licence, a header and a row: ASCII, nothing to escape. */
final class Addresses {
    /** 64 octets, {@code @}, 255 octets: RFC 5321 §4.5.3.1. */
    private static final int LONGEST = 320;

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]++";
    private static final String QUOTED = "\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*+\"";
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:%1$s(?:\\.%1$s)*+|%2$s)@(?:[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)*+|\\[[!-Z^-~]++])"
                            .formatted(ATOM, QUOTED));

    private Addresses() {}

    static String check(String address) {
        if (address.length() > LONGEST || !FORM.matcher(address).matches()) {
            throw new IllegalArgumentException(
                    "not an address that can be used here (ASCII, at most 320 characters): '"
                            + address.replaceAll("[^ -~]", "?")
                            + "'");
        }
        return address;
    }
}
