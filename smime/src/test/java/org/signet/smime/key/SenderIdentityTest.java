package org.signet.smime.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.smime.certificate.Mailbox;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class SenderIdentityTest {
    @ParameterizedTest
    @CsvSource({
        "true,  a@x.org, a@x.org,         ''",
        "true,  a@x.org, A@X.ORG,         ''",
        "false, a@x.org, a@x.org,         NOT_AUTHENTICATED",
        "true,  '',      a@x.org,         NO_ENVELOPE_SENDER",
        "true,  a@x.org, '',              NOT_ONE_AUTHOR",
        "true,  a@x.org, a@x.org b@x.org, NOT_ONE_AUTHOR",
        "true,  a@x.org, a@x.org a@x.org, NOT_ONE_AUTHOR",
        "true,  a@x.org, b@x.org,         AUTHOR_IS_NOT_ENVELOPE_SENDER",
        "true,  a@x.org, a@y.org,         AUTHOR_IS_NOT_ENVELOPE_SENDER",
    })
    void onlyTheOneAuthorWhoSendsShouldBeKnown(
            boolean authenticated, String envelope, String authors, String reason) {
        List<Mailbox> from =
                Arrays.stream(authors.split(" ", -1))
                        .flatMap(author -> Mailbox.parse(author).stream())
                        .toList();
        Optional<Mailbox> sender = Mailbox.parse(envelope);

        assertThat(SenderIdentity.decide(authenticated, sender, from))
                .isEqualTo(
                        reason.isEmpty()
                                ? new SenderIdentity.Known(new Mailbox("a", "x.org"))
                                : new SenderIdentity.Unknown(
                                        SenderIdentity.Reason.valueOf(reason)));
    }
}
