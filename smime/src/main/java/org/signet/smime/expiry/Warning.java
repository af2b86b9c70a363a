package org.signet.smime.expiry;

import java.time.LocalDate;
import java.util.Optional;

/** Whether a mail is due; there is one a day at most. */
public enum Warning {
    SEND,
    NOTHING_TO_SAY,
    SENT_TODAY;

    /**
     * Decides.
     *
     * @param last the day of the last mail; one that lies ahead was written by a wrong clock
     */
    public static Warning decide(ExpiryReport report, Optional<LocalDate> last, LocalDate today) {
        if (report.state() == ExpiryReport.State.SOUND) {
            return NOTHING_TO_SAY;
        }
        return last.filter(today::equals).isPresent() ? SENT_TODAY : SEND;
    }
}
