package org.signet.transport.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.transport.policy.Reason;
import org.signet.transport.smtp.TlsFacts;

import java.util.List;
import java.util.Optional;

class FeedbackTest {
    private static final Outcome SENT =
            new Outcome.Delivered("mx", new TlsFacts.Plain(), "250 ok", 1);

    private static Outcome failed(Reason reason, Integer code, boolean permanent) {
        Outcome.Failure failure =
                new Outcome.Failure(
                        reason, reason.status(), "text", Optional.ofNullable(code), "mx");
        return permanent ? new Outcome.Permanent(failure) : new Outcome.Temporary(failure);
    }

    @ParameterizedTest
    @CsvSource({
        "CONNECT_FAILED,   ,    false, TROUBLE",
        "TIMEOUT,          ,    false, TROUBLE",
        "CONNECTION_LOST,  ,    false, TROUBLE",
        "GREETING_REFUSED, 554, false, TROUBLE",
        "MX_LOOKUP_FAILED, ,    false, TROUBLE",
        "TLSA_MISMATCH,    ,    false, TROUBLE",
        "HANDSHAKE_FAILED, ,    false, TROUBLE",
        "REFUSED,          421, false, TROUBLE",
        "REFUSED,          450, false, ALIVE",
        "REFUSED,          550, true,  ALIVE",
        "NULL_MX,          ,    true,  NONE",
        "NO_SUCH_DOMAIN,   ,    true,  NONE",
        "INTERNAL_ERROR,   ,    false, NONE",
        "MESSAGE_UNREADABLE, ,  false, NONE",
    })
    void feedbackShouldTellOfTheDestinationOnly(
            Reason reason, Integer code, boolean permanent, Feedback expected) {
        assertThat(Feedback.of(List.of(failed(reason, code, permanent)))).isEqualTo(expected);
    }

    @Test
    void oneSignOfLifeShouldBeEnough() {
        Outcome lost = failed(Reason.CONNECTION_LOST, null, false);
        assertThat(Feedback.of(List.of(lost, SENT))).isEqualTo(Feedback.ALIVE);
        assertThat(Feedback.of(List.of(failed(Reason.INTERNAL_ERROR, null, false), lost)))
                .isEqualTo(Feedback.TROUBLE);
        assertThat(Feedback.of(List.of())).isEqualTo(Feedback.NONE);
    }
}
