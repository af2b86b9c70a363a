package org.signet.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {
    @Test
    void secondsShouldSumOwnAndChildrensTimesWhateverTheName() {
        String line = "7 (a) b (c) S 1 7 7 0 -1 4194560 100 200 3 4 150 25 300 25 20 0 1 0 5000 9";
        assertThat(ProcessorTime.seconds(line)).isEqualTo(5.0);
    }

    @Test
    void theOwnProcessShouldHaveUsedSome() {
        assertThat(ProcessorTime.ofTree(ProcessHandle.current().pid())).isPositive();
    }
}
