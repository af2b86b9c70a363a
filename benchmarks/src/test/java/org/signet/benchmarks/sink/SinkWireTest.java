package org.signet.benchmarks.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

class SinkWireTest {
    private static final byte[] TWO_LINES = "a\r\nb\r\n".getBytes(StandardCharsets.US_ASCII);

    @Test
    void repliesShouldLeaveTogetherWhenNothingIsLeftToRead() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SinkWire wire = new SinkWire(new ByteArrayInputStream(TWO_LINES), out, Long.MAX_VALUE);
        wire.readLine();
        wire.reply("250 a");
        wire.readLine();
        wire.reply("250 b");
        assertThat(out.size()).isZero();
        wire.flush();
        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo("250 a\r\n250 b\r\n");
    }

    @Test
    void waitsShouldBeCountedOnce() throws Exception {
        SinkWire wire =
                new SinkWire(new ByteArrayInputStream(TWO_LINES), new ByteArrayOutputStream(), 0);
        wire.readLine();
        wire.readLine();
        assertThat(wire.takeWaits()).isEqualTo(1);
        assertThat(wire.takeWaits()).isZero();
    }
}
