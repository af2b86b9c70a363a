package org.signet.rights.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.rights.RightsException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

class TemplateFileTest {
    private static final String START = "version: 1\ntemplates:\n";

    @TempDir Path directory;

    @Test
    void templatesOfTheOperatorShouldStandBesideThoseThatAreBuiltIn() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("templates.yaml"),
                        START
                                + "  - name: partner-view\n    rights: [VIEW, REPLY]\n    expiry: P7D\n"
                                + "  - name: board\n    rights:\n      - VIEW\n    audience: inside\n");
        Templates templates = Templates.read(file);

        assertThat(templates.names())
                .containsExactly(
                        "encrypt-only",
                        "do-not-forward",
                        "internal-only",
                        "confidential-view-only",
                        "partner-view",
                        "board");
        Template view = templates.named("partner-view").orElseThrow();
        assertThat(view.rights()).containsExactly(Right.VIEW, Right.REPLY);
        assertThat(view.expiry()).contains(Duration.ofDays(7));
        assertThat(view.audience()).isEqualTo(Audience.ANYONE);
        Template board = templates.named("board").orElseThrow();
        assertThat(board.audience()).isEqualTo(Audience.INSIDE);
        assertThat(board.expiry()).isEqualTo(Optional.empty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    - name: a                                       | 3:3: 'rights' is missing
                    - rights: [VIEW]                                | 3:3: 'name' is missing
                    - {name: a, rights: [REPLY]}                    | 3:23: VIEW is missing
                    - {name: a, rights: [VIEW, view]}               | 3:30: 'view' is no right; allowed: [VIEW
                    - {name: a, rights: [VIEW, VIEW]}               | 3:30: VIEW is there twice
                    - {name: a, rights: [VIEW, [REPLY]]}            | 3:30: '' is no right
                    - {name: a, rights: VIEW}                       | 3:23: it is no list
                    - {name: A, rights: [VIEW]}                     | 3:12: 'A' is no name
                    - {name: encrypt-only, rights: [VIEW]}          | 3:5: 'encrypt-only' is there already
                    - {name: a, rights: [VIEW], expiry: 7 days}     | 3:39: '7 days' is no duration
                    - {name: a, rights: [VIEW], expiry: PT59S}      | 3:39: 'PT59S' is out of range
                    - {name: a, rights: [VIEW], expiry: P3654D}     | 3:39: 'P3654D' is out of range
                    - {name: a, rights: [VIEW], audience: us}       | 3:41: 'us' is no audience; allowed: anyone, inside
                    - {name: a, rights: [VIEW], name: b}            | 3:31: 'name' is there twice
                    - {name: a, rights: [VIEW], colour: red}        | 3:31: there is no such key: 'colour'; allowed: audience, expiry, name, rights
                    - {name: a, rights: [VIEW]                      | it is not YAML
                    """)
    void faultShouldBeNamedWithLineAndColumn(String template, String message) {
        // rows are trimmed; a list in a file is indented by two spaces
        String column = template.startsWith("- {") ? "  " : "";
        assertThatThrownBy(() -> TemplateFile.parse(START + column + template + "\n", "t.yaml"))
                .isInstanceOf(RightsException.class)
                .hasMessageStartingWith("t.yaml:")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''             | t.yaml:1:1: it is empty
                    'templates: []' | t.yaml:1:1: 'version' is missing
                    'version: 2'   | t.yaml:1:10: version is '2'; allowed: 1
                    'version: 1'   | t.yaml:1:1: 'templates' is missing
                    '[]'           | t.yaml:1:1: it is no mapping
                    """)
    void fileThatIsNoListOfTemplatesShouldBeRefused(String text, String message) {
        assertThatThrownBy(() -> TemplateFile.parse(text, "t.yaml"))
                .hasMessageStartingWith(message);
    }

    @Test
    void fileShouldBeRefusedWhenItIsTooLarge() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("t.yaml"), " ".repeat(TemplateFile.MOST_BYTES + 1));
        assertThatThrownBy(() -> Templates.read(file)).hasMessageContaining("at most 65536");
    }

    @Test
    void fileShouldBeRefusedWhenItIsNotUtf8() throws Exception {
        Path file = Files.write(directory.resolve("t.yaml"), new byte[] {'a', (byte) 0xe4});
        assertThatThrownBy(() -> Templates.read(file)).hasMessageContaining("UTF-8");
    }

    @Test
    void fileShouldBeRefusedWhenItIsNotThere() {
        Path file = directory.resolve("none.yaml");
        assertThatThrownBy(() -> Templates.read(file)).hasMessageContaining("it cannot be read");
    }

    @Test
    void tooManyTemplatesShouldBeRefused() {
        StringBuilder text = new StringBuilder(START);
        text.append("  - {name: a, rights: [VIEW]}\n".repeat(TemplateFile.MOST_TEMPLATES + 1));
        assertThatThrownBy(() -> TemplateFile.parse(text.toString(), "t.yaml"))
                .hasMessageContaining("201 templates");
    }
}
