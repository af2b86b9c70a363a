package org.signet.transport.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.signet.transport.dane.DanePolicy;
import org.signet.transport.dane.Tlsa;
import org.signet.transport.dns.DomainName;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class TlsPolicyTest {
    private static final DomainName MX = DomainName.of("mx.test");
    private static final DomainName NEXT_HOP = DomainName.of("test");

    private static TlsPolicy authenticated(List<Tlsa> records, boolean secureRoute) {
        return new TlsPolicy.Authenticated(
                new DanePolicy.Authenticate(records, MX, List.of(MX, NEXT_HOP), secureRoute));
    }

    private static List<Tlsa> records() {
        List<Tlsa> records = new ArrayList<>();
        for (String head : List.of("3 1 1 ", "3 0 1 ", "2 1 1 ", "1 1 1 ")) {
            records.add(Tlsa.parsePresentation(head + "ab".repeat(32)));
            records.add(Tlsa.parsePresentation(head + "cd".repeat(32)));
        }
        return records;
    }

    @Test
    void policiesShouldBeEqualWhateverTheOrderOfRecordsAndNames() {
        Random random = new Random(20270101L);
        List<Tlsa> shuffled = records();
        for (int round = 0; round < 50; round++) {
            Collections.shuffle(shuffled, random);
            assertThat(authenticated(shuffled, true))
                    .isEqualTo(authenticated(records(), true))
                    .hasSameHashCodeAs(authenticated(records(), true));
        }
        List<Tlsa> twice = records();
        twice.addAll(records());
        assertThat(authenticated(twice, true)).isEqualTo(authenticated(records(), true));
        assertThat(new TlsPolicy.Verified(List.of(MX, NEXT_HOP)))
                .isEqualTo(new TlsPolicy.Verified(List.of(NEXT_HOP, MX, NEXT_HOP)));
    }

    @Test
    void policiesThatDemandOtherThingsShouldDiffer() {
        assertThat(authenticated(records(), true))
                .isNotEqualTo(authenticated(records(), false))
                .isNotEqualTo(authenticated(records().subList(0, 3), true));
    }

    @Test
    void verifiedShouldNeedAName() {
        assertThatThrownBy(() -> new TlsPolicy.Verified(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
