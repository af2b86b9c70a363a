package org.signet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class MediansTest {
    @Test
    void ofShouldTakeTheMiddleOfTheSorted() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
    }

    @Test
    void ofShouldTakeTheMeanOfTwoMiddles() {
        assertThat(Medians.of(List.of(9.0, 1.0, 5.0, 2.0))).isEqualTo(3.5);
    }

    @Test
    void ofShouldRefuseNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Medians.of(List.of()));
    }
}
