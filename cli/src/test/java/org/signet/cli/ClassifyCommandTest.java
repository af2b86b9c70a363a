package org.signet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ClassifyCommandTest {
    private static final String POLICY =
            """
            limits: {text-bytes: 1024}
            classes:
              confidential:
                when:
                  keywords: [strictly confidential]
              cards:
                when:
                  payment-card
            """;

    @TempDir private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void writeFiles() throws Exception {
        write("policy.yaml", POLICY);
        write("secret.eml", "Subject: strictly confidential\r\n\r\nHello\r\n");
        write("card.eml", "Subject: Hi\r\n\r\ncvv 4111 1111 1111 1111\r\n");
        write("lunch.eml", "Subject: Lunch\r\n\r\nAt noon?\r\n");
        write("large.eml", "\r\n" + "blah ".repeat(1000));
    }

    private Path write(String name, String content) throws Exception {
        return Files.writeString(folder.resolve(name), content);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>();
        for (String argument : arguments) {
            boolean file = argument.endsWith(".eml") || argument.endsWith(".yaml");
            all.add(file ? folder.resolve(argument).toString() : argument);
        }
        return new CommandLine(new ClassifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "secret.eml, '', 0",
        "secret.eml, confidential, 0",
        "secret.eml, cards, 1",
        "card.eml, cards, 0",
        "lunch.eml, '', 1",
        "large.eml, '', 3",
        "large.eml, cards, 3",
    })
    void exitStatusShouldBeTheVerdict(String mail, String className, int status) {
        assertThat(
                        className.isEmpty()
                                ? run("--policy", "policy.yaml", mail)
                                : run("--policy", "policy.yaml", "--class", className, mail))
                .isEqualTo(status);
    }

    @Test
    void verdictsShouldBeWrittenOneALine() {
        run("--policy", "policy.yaml", "secret.eml");
        assertThat(out.toString().lines())
                .containsExactly("confidential: applies", "cards: does-not-apply");
    }

    @Test
    void reasonShouldBeWrittenWhenUndecidable() {
        run("--policy", "policy.yaml", "--class", "cards", "large.eml");
        assertThat(out.toString().lines()).containsExactly("cards: undecidable (limit-exceeded)");
    }

    @Test
    void explanationShouldNameRuleCountsAndPlacesButNotTheNumber() {
        run("--policy", "policy.yaml", "--explain", "card.eml");
        assertThat(out.toString().lines())
                .containsExactly(
                        "confidential: does-not-apply",
                        "cards: applies",
                        "  payment-card (%s: line 8, column 7): 1 different, 1 in all, confidence 85"
                                .formatted(folder.resolve("policy.yaml")),
                        "    at 1/body, offset 4",
                        "facts of the message: none");
        assertThat(out.toString()).doesNotContain("4111");
    }

    @Test
    void jsonShouldBeOneObject() throws Exception {
        assertThat(run("--policy", "policy.yaml", "--json", "card.eml")).isZero();
        JsonNode report = new ObjectMapper().readTree(out.toString());
        assertThat(report.at("/policy").asText()).hasSize(64);
        assertThat(report.at("/facts").isEmpty()).isTrue();
        assertThat(report.at("/classes/0/verdict").asText()).isEqualTo("does-not-apply");
        assertThat(report.at("/classes/1/class").asText()).isEqualTo("cards");
        assertThat(report.at("/classes/1/evidence/0/confidence").asInt()).isEqualTo(85);
        assertThat(report.at("/classes/1/evidence/0/places/0/part").asText()).isEqualTo("1");
        assertThat(report.at("/classes/1/evidence/0/places/0/offset").asInt()).isEqualTo(4);
    }

    @Test
    void jsonShouldNameTheReasonWhenUndecidable() throws Exception {
        assertThat(run("--policy", "policy.yaml", "--json", "large.eml")).isEqualTo(3);
        assertThat(new ObjectMapper().readTree(out.toString()).at("/classes/0/because/0").asText())
                .isEqualTo("limit-exceeded");
    }

    @ParameterizedTest
    @CsvSource({"''", "-"})
    void standardInputShouldBeReadWhenNoFileIsNamed(String argument) {
        InputStream before = System.in;
        try {
            System.setIn(
                    new ByteArrayInputStream(
                            "Subject: strictly confidential\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8)));
            assertThat(
                            argument.isEmpty()
                                    ? run("--policy", "policy.yaml")
                                    : run("--policy", "policy.yaml", argument))
                    .isZero();
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void wrongUsageShouldBeRefused() throws Exception {
        write("broken.yaml", "classes:\n  cards:\n    when: {keyword: [a]}\n");
        assertThat(run("lunch.eml")).isEqualTo(2);
        assertThat(run("--policy", "none.yaml", "lunch.eml")).isEqualTo(2);
        assertThat(run("--policy", "policy.yaml", "none.eml")).isEqualTo(2);
        assertThat(run("--policy", "policy.yaml", "--class", "secret", "lunch.eml")).isEqualTo(2);
        assertThat(run("--policy", "broken.yaml", "lunch.eml")).isEqualTo(2);
        assertThat(err.toString())
                .contains("--policy")
                .contains("cannot read")
                .contains("no class 'secret'; allowed: confidential, cards")
                .contains(
                        "broken.yaml: line 3, column 12: unknown key 'keyword'; allowed: all, any");
    }

    @Test
    void verbShouldBeKnownToTheProgram() {
        assertThat(Signet.run("classify", "--policy", folder.resolve("none").toString()))
                .isEqualTo(2);
    }

    @Test
    void manyMailsShouldEachBeAnswered() throws Exception {
        write(
                "box.mbox.eml",
                "From a\nSubject: Lunch\n\nx\n\nFrom b\nSubject: top\n\n>From 4111 1111 1111 1111\n");
        assertThat(run("--policy", "policy.yaml", "--class", "cards", "lunch.eml", "box.mbox.eml"))
                .isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        folder.resolve("lunch.eml") + ": cards: does-not-apply",
                        folder.resolve("box.mbox.eml") + "#1: cards: does-not-apply",
                        folder.resolve("box.mbox.eml") + "#2: cards: applies");
    }

    @Test
    void folderShouldBeReadWhole() throws Exception {
        Files.createDirectory(folder.resolve("in.eml"));
        write("in.eml/a", "\r\n4111 1111 1111 1111\r\n");
        write("in.eml/b", "\r\nhello\r\n");
        assertThat(run("--policy", "policy.yaml", "--class", "cards", "--json", "in.eml")).isZero();
        List<String> lines = out.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(new ObjectMapper().readTree(lines.get(0)).at("/mail").asText()).endsWith("a");
    }

    @Test
    void envelopeShouldDecideForWhom() throws Exception {
        write(
                "people.yaml",
                "inside: [in.example]\nclasses: {out: {when: {recipient: outside}}}\n");
        assertThat(
                        run(
                                "--policy",
                                "people.yaml",
                                "--to",
                                "a@in.example,b@out.example",
                                "lunch.eml"))
                .isZero();
        assertThat(out.toString().lines())
                .contains("out: applies for b@out.example", "out: does-not-apply for a@in.example");
    }

    private int verb(String verb, String file) {
        return new CommandLine(new ClassifyCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(verb, folder.resolve(file).toString());
    }

    @Test
    void checkShouldTellAPolicyFromAFile() throws Exception {
        write("broken.yaml", "classes:\n  cards:\n    when: {keyword: [a]}\n");
        assertThat(verb("check", "policy.yaml")).isZero();
        assertThat(out.toString().lines())
                .contains("classes: confidential", "classes: cards", "tests: 0");
        assertThat(verb("check", "broken.yaml")).isEqualTo(2);
        assertThat(verb("check", "none.yaml")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"applies, 0", "does-not-apply, 1"})
    void testShouldRunTheCasesOfThePolicy(String expected, int status) throws Exception {
        write(
                "tested.yaml",
                POLICY
                        + "tests:\n  - name: a card\n    body: 4111 1111 1111 1111\n    expect: {cards: "
                        + expected
                        + "}\n");
        assertThat(verb("test", "tested.yaml")).isEqualTo(status);
        assertThat(out.toString()).contains(status == 0 ? "1 of 1 passed" : "failed: a card");
    }

    @Test
    void testWithoutCasesShouldBeRefused() {
        assertThat(verb("test", "policy.yaml")).isEqualTo(2);
    }

    @Test
    void testWhoseMailIsMissingShouldBeUndecidable() throws Exception {
        write("tested.yaml", POLICY + "tests:\n  - mail: none.eml\n    expect: {cards: applies}\n");
        assertThat(verb("test", "tested.yaml")).isEqualTo(3);
    }
}
