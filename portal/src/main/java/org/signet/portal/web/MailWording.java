package org.signet.portal.web;

import org.signet.portal.PasscodeMail;
import org.signet.portal.page.Letter;
import org.signet.portal.page.Words;
import org.signet.portal.passcode.Passcodes.Asked;
import org.signet.rights.Access;

import java.util.Optional;

/**
 * The words of the mail that brings a passcode: one line, no link, so that nothing looks like bait.
 */
final class MailWording {
    private final Optional<String> from;

    MailWording(Optional<String> from) {
        this.from = from;
    }

    PasscodeMail mail(Words words, Access.Granted granted, Asked.Made made) {
        String sender = from.orElseGet(() -> "passcode@" + Letter.domain(granted.sender()));
        String digits = made.digits().substring(0, 4) + " " + made.digits().substring(4);
        return new PasscodeMail(
                sender,
                granted.recipient(),
                words.of("passcode.subject", made.reference()),
                words.of("passcode.text", digits, made.reference(), words.clock(made.expires())));
    }
}
