package org.signet.portal.reply;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

class AddressingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@a.test,ben@b.test",
                " ann@a.test ; ben@b.test ",
                "ann@a.test\nben@b.test",
                "ann@a.test\u3001ben@b.test",
                "ann@a.test\uff0cben@b.test\u3000",
                "ann@a.test\uff1bben@b.test",
                "ann@a.test\u060c ben@b.test",
                "ann@a.test\u061bben@b.test,,ANN@a.test"
            })
    void addressesShouldBeDividedAsTheyAreTypedInEachLanguage(String typed) {
        assertThat(Addressing.forward(typed))
                .isEqualTo(
                        new Addressing.Verdict.To(
                                List.of("ann@a.test", "ben@b.test"), List.of(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ann", "ann@", "<ann@a.test>", "ann@a.test:ben@b.test", "a\u00e4@a.test"})
    void whatIsNoAddressShouldBeNamed(String typed) {
        assertThat(Addressing.forward(typed)).isEqualTo(new Addressing.Verdict.NoAddress(typed));
    }
}
