package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.classification.detect.TypeDetector;
import org.signet.classification.types.SensitiveTypes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

class TypesOfLinesTest {
    private static final TypeDetector CARDS =
            TypeDetector.of(List.of(SensitiveTypes.named("payment-card").orElseThrow()));

    private final StringWriter written = new StringWriter();

    private int run(boolean nearMisses, boolean json, String text) throws IOException {
        return new TypesOfLines(CARDS, nearMisses, json, new PrintWriter(written))
                .run(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void everyLineShouldBeAnsweredByOneLine() throws IOException {
        assertThat(run(false, true, "visa 4111111111111111\r\n\nnothing\n😀 4111 1111 1111 1111"))
                .isEqualTo(ExitStatus.YES);
        assertThat(written.toString().lines())
                .containsExactly(
                        "{\"line\":1,\"findings\":[{\"type\":\"payment-card\",\"start\":5,\"end\":21,"
                                + "\"confidence\":85,\"valid\":true}]}",
                        "{\"line\":2,\"findings\":[]}",
                        "{\"line\":3,\"findings\":[]}",
                        "{\"line\":4,\"findings\":[{\"type\":\"payment-card\",\"start\":3,\"end\":22,"
                                + "\"confidence\":65,\"valid\":true}]}");
    }

    @Test
    void evidenceShouldNotReachIntoAnotherLine() throws IOException {
        run(false, false, "visa\n4111111111111111\nvisa");
        assertThat(written.toString().lines())
                .containsExactly("2: payment-card at 0-16, confidence 65");
    }

    @Test
    void nothingFoundShouldBeNo() throws IOException {
        assertThat(run(false, true, "visa 4111111111111112")).isEqualTo(ExitStatus.NO);
    }

    @Test
    void nearMissShouldBeToldOnRequestAndCountAsNothing() throws IOException {
        assertThat(run(true, true, "visa 4111111111111112")).isEqualTo(ExitStatus.NO);
        assertThat(written.toString()).contains("\"confidence\":0,\"valid\":false");
    }

    @Test
    void lineThatIsTooLongShouldBeUndecidable() throws IOException {
        String line = "x".repeat(TypesOfLines.LONGEST_LINE) + " 4111111111111111\nvisa\n";
        assertThat(run(false, true, line)).isEqualTo(ExitStatus.UNDECIDABLE);
        assertThat(written.toString().lines())
                .containsExactly(
                        "{\"line\":1,\"findings\":[],\"fact\":\"limit-exceeded\"}",
                        "{\"line\":2,\"findings\":[]}");
    }
}
