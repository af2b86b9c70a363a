package org.signet.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class OptionsTest {
    private static final List<String> KNOWN = List.of("rounds", "peers");

    @Test
    void parseShouldTakeKnownOptionsAndKeepTheUsualOfOthers() {
        Options options = Options.parse(new String[] {"--rounds", "3"}, KNOWN);
        assertThat(options.number("rounds", 5)).isEqualTo(3);
        assertThat(options.list("peers", List.of("a"))).containsExactly("a");
    }

    @Test
    void parseShouldRefuseUnknownOptions() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(new String[] {"--round", "3"}, KNOWN))
                .withMessageContaining("--round");
    }

    @Test
    void parseShouldRefuseAnOptionWithoutValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Options.parse(new String[] {"--rounds"}, KNOWN));
    }
}
