package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.signet.classification.PolicyTests.Result;
import org.signet.classification.policy.Policy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class PolicyTestsTest {
    private static final String POLICY =
            """
            inside: [example.com]
            classes:
              cards:
                when: {all: [payment-card, {recipient: outside}]}
              asked:
                when: {any: [{marker: "[encrypt]"}, {header: X-Protect}]}
            tests:
              - name: in the body
                recipients: [ann@example.com, bob@example.org]
                body: my card is 4111 1111 1111 1111
                expect: {cards: [bob@example.org], asked: does-not-apply}
              - name: attached
                recipients: [bob@example.org]
                attachments: [{name: list.csv, text: "Ann;4111111111111111"}]
                expect: {cards: applies}
              - name: asked for in the subject
                subject: "[encrypt] Grüße"
                expect: {asked: applies, cards: does-not-apply}
              - name: asked for in a header
                headers: {X-Protect: yes}
                expect: {asked: applies}
              - name: wrong on purpose
                body: nothing
                expect: {cards: applies}
              - name: from a file
                mail: card.eml
                recipients: [bob@example.org]
                expect: {cards: applies}
            """;

    @TempDir private Path folder;

    private List<Result> run() throws Exception {
        Policy policy = Policy.parse("p.yaml", POLICY.getBytes(StandardCharsets.UTF_8));
        return new PolicyTests(policy, folder).run();
    }

    @Test
    void casesShouldBeHeldAgainstThePolicy() throws Exception {
        Files.writeString(folder.resolve("card.eml"), "\r\n4111 1111 1111 1111\r\n");
        List<Result> results = run();
        assertThat(results.subList(0, 4)).allMatch(Result.Passed.class::isInstance);
        assertThat(results.get(4)).isInstanceOf(Result.Failed.class);
        assertThat(((Result.Failed) results.get(4)).why())
                .containsExactly("cards: expected applies, found does-not-apply");
        assertThat(results.get(5)).isInstanceOf(Result.Passed.class);
    }

    @Test
    void missingMailShouldBeBrokenNotPassed() throws Exception {
        assertThat(run().get(5)).isInstanceOf(Result.Broken.class);
    }
}
