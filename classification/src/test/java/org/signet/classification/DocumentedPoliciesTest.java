package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.PolicyTests.Result;
import org.signet.classification.policy.Policy;
import org.signet.classification.policy.PolicyException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What docs/classification.md says is a policy is one, and passes the tests that it carries. */
class DocumentedPoliciesTest {
    private static final Path DOCS = Path.of(System.getProperty("signet.root"), "docs");

    static Stream<String> policies() throws IOException {
        String page = Files.readString(DOCS.resolve("classification.md"));
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(page)
                .results()
                .map(found -> found.group(1));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void documentedPolicyShouldPassItsTests(String yaml) throws Exception {
        Policy policy = Policy.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
        List<Result> results = new PolicyTests(policy, DOCS).run();
        assertThat(results).isNotEmpty().allMatch(Result.Passed.class::isInstance);
    }

    @Test
    void shippedPolicyShouldPassItsTests() throws Exception {
        Path file = DOCS.resolveSibling("james-conf/signet-classification.yaml");
        Policy policy = Policy.parse("p.yaml", Files.readAllBytes(file));
        List<Result> results = new PolicyTests(policy, DOCS).run();
        assertThat(results).isNotEmpty().allMatch(Result.Passed.class::isInstance);
    }

    /** The schema cannot be asked by the parser; but both have to know the same words. */
    @Test
    void schemaShouldKnowTheSameConditions() throws IOException {
        String schema = Files.readString(DOCS.resolve("classification.schema.json"));
        assertThat(allowed("classes: {a: {when: {x: 1}}}"))
                .allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
        assertThat(allowed("x: 1"))
                .allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
        assertThat(allowed("classes: {a: {x: 1}}"))
                .allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
        assertThat(allowed("classes: {a: {when: unread}}\ntests: [{x: 1}]"))
                .allSatisfy(word -> assertThat(schema).contains("\"" + word + "\""));
    }

    private static Set<String> allowed(String wrong) {
        try {
            Policy.parse("p.yaml", wrong.getBytes(StandardCharsets.UTF_8));
        } catch (PolicyException e) {
            Matcher found =
                    Pattern.compile("allowed: (.*)").matcher(String.valueOf(e.getMessage()));
            assertThat(found.find()).isTrue();
            return new TreeSet<>(List.of(found.group(1).split(", ", -1)));
        }
        throw new AssertionError("not refused: " + wrong);
    }
}
