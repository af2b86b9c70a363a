package org.signet.mailets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.mailet.base.test.FakeMailetConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;

class ParametersTest {
    private enum OnNoKey {
        PASS,
        BOUNCE_BACK
    }

    private static Parameters parameters(String name, String value) throws Exception {
        return Parameters.of(
                FakeMailetConfig.builder().mailetName("any").setProperty(name, value).build(),
                ParametersTest.class,
                "flag",
                "number",
                "duration",
                "choice",
                "text");
    }

    @Test
    void unknownParameterShouldBeRefusedWithNameValueAndWhatIsAllowed() {
        assertThatThrownBy(() -> parameters("flga", "true"))
                .hasMessage(
                        "mailetcontainer.xml: mailet ParametersTest: parameter <flga> is 'true':"
                                + " this mailet has no such parameter;"
                                + " allowed: choice, duration, flag, number, text");
    }

    @ParameterizedTest
    @CsvSource({
        "flag, yes, 'true, false'",
        "number, 0, a whole number from 1 to 10",
        "number, 11, a whole number from 1 to 10",
        "number, ten, a whole number from 1 to 10",
        "duration, 30s, 'ISO-8601, such as PT30S or P7D'",
        "choice, bounce, 'pass, bounce-back'",
    })
    void wrongValueShouldBeRefusedWithWhatIsAllowed(String name, String value, String allowed)
            throws Exception {
        Parameters parameters = parameters(name, value);
        assertThatThrownBy(
                        () -> {
                            switch (name) {
                                case "flag" -> parameters.flag(name, true);
                                case "number" -> parameters.number(name, 5, 1, 10);
                                case "duration" -> parameters.duration(name, Duration.ZERO);
                                default -> parameters.choice(name, OnNoKey.PASS);
                            }
                        })
                .hasMessageContaining("parameter <" + name + "> is '" + value + "'")
                .hasMessageEndingWith("allowed: " + allowed);
    }

    @Test
    void rightValuesShouldBeRead() throws Exception {
        assertThat(parameters("flag", "TRUE").flag("flag", false)).isTrue();
        assertThat(parameters("number", "10").number("number", 5, 1, 10)).isEqualTo(10);
        assertThat(parameters("duration", "PT1M").duration("duration", Duration.ZERO))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(parameters("choice", "bounce-back").choice("choice", OnNoKey.PASS))
                .isEqualTo(OnNoKey.BOUNCE_BACK);
    }

    @Test
    void missingRequiredParameterShouldBeRefused() throws Exception {
        Parameters parameters = parameters("flag", "true");
        assertThatThrownBy(() -> parameters.required("text", "a file"))
                .hasMessageContaining("parameter <text> is '': it is required; allowed: a file");
    }

    @ParameterizedTest
    @CsvSource({
        "onMailetException, ignore, 'error, propagate, or a processor'",
        "onMatchException, nomatch, 'error, matchall, or a processor'"
    })
    void goingOnAfterAnExceptionShouldBeRefused(String name, String value, String allowed) {
        assertThatThrownBy(() -> parameters(name, value))
                .hasMessageContaining("parameter <" + name + "> is '" + value + "'")
                .hasMessageContaining("would go on unprotected")
                .hasMessageEndingWith("allowed: " + allowed);
    }

    @ParameterizedTest
    @CsvSource({"onMailetException, propagate", "onMatchException, error"})
    void whatJamesReadsOfEveryMailetShouldBeTaken(String name, String value) throws Exception {
        assertThat(parameters(name, value).optional(name)).contains(value);
    }
}
