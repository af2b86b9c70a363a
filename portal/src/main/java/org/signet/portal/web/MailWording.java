package org.signet.portal.web;

import org.signet.portal.PasscodeMail;
import org.signet.portal.page.Letter;
import org.signet.portal.passcode.Passcodes.Asked;
import org.signet.rights.Access;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The words of the mail that brings a passcode: one line, no link, so that nothing looks like bait.
 */
final class MailWording {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Optional<String> from;

    MailWording(Optional<String> from) {
        this.from = from;
    }

    PasscodeMail mail(Access.Granted granted, Asked.Made made) {
        String sender = from.orElseGet(() -> "passcode@" + Letter.domain(granted.sender()));
        String digits = made.digits().substring(0, 4) + " " + made.digits().substring(4);
        return new PasscodeMail(
                sender,
                granted.recipient(),
                "Your passcode, reference " + made.reference(),
                "Your passcode is "
                        + digits
                        + " for reference "
                        + made.reference()
                        + ", until "
                        + TIME.format(made.expires())
                        + "; nobody will ask you for it by phone or mail.");
    }
}
