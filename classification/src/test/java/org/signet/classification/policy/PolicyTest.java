package org.signet.classification.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.signet.classification.policy.Condition.Confidence;
import org.signet.classification.policy.Condition.Count;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Limits;
import org.signet.classification.text.Place;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;

class PolicyTest {
    private static Policy parse(String yaml) throws PolicyException {
        return Policy.parse("p.yaml", yaml.getBytes(StandardCharsets.UTF_8));
    }

    private static Condition when(String condition) throws PolicyException {
        return parse("classes:\n  a:\n    when:\n      " + condition + "\n")
                .classes()
                .get(0)
                .when();
    }

    @Nested
    class Reading {
        @Test
        void wholePolicyShouldBeRead() throws Exception {
            Policy policy =
                    parse(
                            """
                            limits: {message-bytes: 4294967296, text-bytes: 2048, parts: 7, depth: 3}
                            classes:
                              first:
                                description: Some text
                                when:
                                  any:
                                    - keywords: [Top  Secret, straße]
                                    - all:
                                        - keywords:
                                            words: [a, b, c]
                                            min: 2
                                            count: total
                                            whole-word: false
                                        - not: encrypted
                                    - payment-card: {min: 3, min-confidence: 85}
                              second:
                                when: payment-card
                            """);
            Position keywords = new Position(7, 11);
            assertThat(policy.limits()).isEqualTo(new Limits(4294967296L, 2048, 7, 3));
            assertThat(policy.classNames()).containsExactly("first", "second");
            assertThat(policy.find("first").orElseThrow().description()).isEqualTo("Some text");
            assertThat(policy.find("third")).isEmpty();
            assertThat(policy.find("first").orElseThrow().when())
                    .isEqualTo(
                            new Condition.Any(
                                    new Position(6, 7),
                                    List.of(
                                            new Condition.Keywords(
                                                    keywords,
                                                    List.of("top secret", "strasse"),
                                                    1,
                                                    Count.UNIQUE,
                                                    true,
                                                    EnumSet.allOf(Place.Field.class)),
                                            new Condition.All(
                                                    new Position(8, 11),
                                                    List.of(
                                                            new Condition.Keywords(
                                                                    new Position(9, 15),
                                                                    List.of("a", "b", "c"),
                                                                    2,
                                                                    Count.TOTAL,
                                                                    false,
                                                                    EnumSet.allOf(
                                                                            Place.Field.class)),
                                                            new Condition.Not(
                                                                    new Position(14, 15),
                                                                    new Condition.FactIs(
                                                                            new Position(14, 20),
                                                                            Fact.ENCRYPTED)))),
                                            new Condition.PaymentCard(
                                                    new Position(15, 11), 3, Confidence.HIGH))));
            assertThat(policy.find("second").orElseThrow().when())
                    .isEqualTo(new Condition.PaymentCard(new Position(17, 11), 1, Confidence.LOW));
        }

        @ParameterizedTest
        @CsvSource({
            "limit-exceeded, LIMIT_EXCEEDED",
            "undecodable, UNDECODABLE",
            "encrypted, ENCRYPTED",
            "unread, UNREAD",
        })
        void factShouldBeReadByItsCode(String code, Fact fact) throws Exception {
            assertThat(when(code)).isEqualTo(new Condition.FactIs(new Position(4, 7), fact));
        }

        @ParameterizedTest
        @CsvSource({"65, LOW", "75, MEDIUM", "85, HIGH"})
        void confidenceShouldBeRead(String percent, Confidence confidence) throws Exception {
            assertThat(when("payment-card: {min-confidence: " + percent + "}"))
                    .isEqualTo(new Condition.PaymentCard(new Position(4, 7), 1, confidence));
        }

        @Test
        void limitsShouldHaveDefaults() throws Exception {
            assertThat(parse("classes: {a: {when: encrypted}}").limits()).isEqualTo(Limits.DEFAULT);
        }

        @Test
        void digestShouldChangeWithTheFile() throws Exception {
            String yaml = "classes: {a: {when: encrypted}}";
            assertThat(parse(yaml).digest()).isEqualTo(parse(yaml).digest()).hasSize(64);
            assertThat(parse(yaml + "\n").digest()).isNotEqualTo(parse(yaml).digest());
        }
    }

    /** Every refusal names the place, what was found and what is allowed. */
    @Nested
    class Refusing {
        static Stream<Arguments> refusals() {
            return Stream.of(
                    Arguments.of("", "line 1, column 1: the file is empty; allowed: a policy"),
                    Arguments.of("# nothing", "line 1, column 1: the file is empty; allowed:"),
                    Arguments.of(
                            "a", "line 1, column 1: found the word 'a' where a mapping belongs"),
                    Arguments.of("[]", "line 1, column 1: found a list where a mapping belongs"),
                    Arguments.of("{}", "line 1, column 1: the key 'classes' is missing; allowed:"),
                    Arguments.of(
                            "clases: {}",
                            "line 1, column 1: unknown key 'clases'; allowed: limits, inside,"),
                    Arguments.of("classes:", "line 1, column 9: found nothing where a mapping"),
                    Arguments.of(
                            "classes: {}", "line 1, column 10: no class is given; allowed: at"),
                    Arguments.of(
                            "classes: {a: {when: encrypted}}\nlimits: {}\nclasses: {}",
                            "line 3, column 1: the key 'classes' is given twice; allowed: each"),
                    Arguments.of(
                            "classes:\n  Bad Name: {when: encrypted}",
                            "line 2, column 3: 'Bad Name' cannot name a class; allowed: a name of"),
                    Arguments.of(
                            "classes:\n  1st: {when: encrypted}", "line 2, column 3: '1st' cannot"),
                    Arguments.of(
                            "classes:\n  a: {}",
                            "line 2, column 3: the class 'a' has no 'when'; allowed: when:"),
                    Arguments.of(
                            "classes:\n  a: {wen: x}",
                            "line 2, column 7: unknown key 'wen'; allowed: description, sev"),
                    Arguments.of(
                            "classes:\n  a:\n    when: encryptd",
                            "line 3, column 11: found 'encryptd'; allowed: all, any, none, not,"
                                    + " keywords, payment-card, type, regex,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: keywords",
                            "line 3, column 11: 'keywords' needs a value; allowed: attachment,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {encrypted: true}",
                            "line 3, column 12: 'encrypted' takes no value; allowed: the word"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {any: [unread], all: [unread]}",
                            "line 3, column 11: found 2 conditions in one mapping; allowed: one"),
                    Arguments.of(
                            "classes:\n  a:\n    when:\n      - unread",
                            "line 4, column 7: found a list where a mapping belongs; allowed: all"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {any: unread}",
                            "line 3, column 17: found the word 'unread' where a list belongs"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {all: []}",
                            "line 3, column 17: the list is empty; allowed: a list of conditions"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: [x, {y: z}]}",
                            "line 3, column 26: found a mapping where a word belongs; allowed: a"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: [Secret, '  SECRET ']}",
                            "line 3, column 31: the word is given twice in this list; allowed:"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: [\"\\u200b\"]}",
                            "line 3, column 23: the word has 0 characters that can be searched"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: [" + "x".repeat(201) + "]}",
                            "line 3, column 23: the word has 201 characters; allowed: a word or"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {min: 1}}",
                            "line 3, column 22: the key 'words' is missing; allowed: a list of"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {words: [x], max: 1}}",
                            "line 3, column 35: unknown key 'max'; allowed: words, dictionary,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {words: [x], min: 2}}",
                            "line 3, column 40: min is 2 but the list has 1 different words;"
                                    + " allowed: at most 1, or count: total"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {words: [x], count: all}}",
                            "line 3, column 42: found 'all'; allowed: unique, total"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {words: [x], whole-word: yes}}",
                            "line 3, column 47: found 'yes'; allowed: true, false"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {payment-card: {min: 0}}",
                            "line 3, column 32: found 0, which is out of range; allowed: a whole"
                                    + " number from 1 to 500"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {payment-card: {min: many}}",
                            "line 3, column 32: found 'many', which is not a whole number;"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {payment-card: {min-confidence: 70}}",
                            "line 3, column 43: found '70'; allowed: 65, 75, 85"),
                    Arguments.of(
                            "limits: {depth: 101}\nclasses: {a: {when: unread}}",
                            "line 1, column 17: found 101, which is out of range; allowed: a whole"
                                    + " number from 1 to 100"),
                    Arguments.of(
                            "limits: {deep: 1}\nclasses: {a: {when: unread}}",
                            "line 1, column 10: unknown key 'deep'; allowed: message-bytes,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {regex: '(a'}",
                            "line 3, column 19: the expression is refused: "),
                    Arguments.of(
                            "classes:\n  a:\n    when: {regex: 'a*'}",
                            "line 3, column 19: the expression is refused: it matches the empty"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {regex: 'a{1,301}b'}",
                            "line 3, column 19: the expression is refused: it repeats more than"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {regex: '(?=a)b'}",
                            "line 3, column 19: the expression is refused: "),
                    Arguments.of(
                            "classes:\n  a:\n    when: {recipient: somewhere}",
                            "line 3, column 23: 'somewhere' is no domain; allowed: inside, outside"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {sender: ['group:x']}",
                            "line 3, column 21: there is no group 'x'; allowed: groups that"),
                    Arguments.of(
                            "groups: {y: [a@b.example]}\nclasses: {a: {when: {sender: 'group:x'}}}",
                            "line 2, column 30: there is no group 'x'; allowed: y"),
                    Arguments.of(
                            "groups: {y: [inside]}\nclasses: {a: {when: unread}}",
                            "line 1, column 14: 'inside' is no domain; allowed: inside"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {size: {over: 10 MB}}",
                            "line 3, column 25: '10 mb' is no size; allowed: a number of bytes"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {size: {}}",
                            "line 3, column 18: no bound is given; allowed: a lower bound"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {recipient-count: {min: 3, max: 2}}",
                            "line 3, column 29: no number is in this range; allowed: a lower"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {kind: [auto-reply, spam]}",
                            "line 3, column 31: found 'spam'; allowed: auto-reply, forward,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {importance: urgent}",
                            "line 3, column 24: found 'urgent'; allowed: low, normal, high"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {attachment: {type: pdff}}",
                            "line 3, column 31: 'pdff' is no type; allowed: text, document,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {attachment: {extension: .exe}}",
                            "line 3, column 36: '.exe' is no extension; allowed: an extension"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {attachment: {fact: broken}}",
                            "line 3, column 31: found 'broken'; allowed: limit-exceeded,"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {header: 'X Y'}",
                            "line 3, column 20: 'X Y' cannot name a header field; allowed: the"),
                    Arguments.of(
                            "classes:\n  a:\n    when: {keywords: {dictionary: x}}",
                            "line 3, column 35: found 'x'; allowed: "),
                    Arguments.of(
                            "classes:\n  a: {when: unread, severity: bad}",
                            "line 2, column 31: found 'bad'; allowed: low, medium, high"),
                    Arguments.of(
                            "classes:\n  a: {when: unread}\ntests:\n  - expect: {b: applies}",
                            "line 4, column 14: unknown key 'b'; allowed: a"),
                    Arguments.of(
                            "classes:\n  a: {when: unread}\ntests:\n  - expect: {a: holds}",
                            "line 4, column 17: found 'holds'; allowed: applies, does-not-apply,"),
                    Arguments.of(
                            "classes:\n  a: {when: unread}\ntests:\n  - mail: x.eml\n    body: y",
                            "line 5, column 5: there are both 'mail' and 'body'; allowed: one"),
                    Arguments.of("classes: [", "line 1, column 11: not YAML: "),
                    Arguments.of("classes:\n\t- a", "line 2, column 1: not YAML: "),
                    Arguments.of("a: 1\n--- \nb: 2", "line 2, column 1: not YAML: "),
                    Arguments.of(
                            "x: &a [1]\nclasses: *a", "line 1, column 4: found an anchor or alias"),
                    Arguments.of(
                            "classes: !!set {a}", "line 1, column 10: found the tag tag:yaml.org"),
                    Arguments.of(
                            "classes: !java.net.URL x", "line 1, column 10: found the tag !java"),
                    Arguments.of("[".repeat(41), "line 1, column 41: nested too deep; allowed: at"),
                    Arguments.of(
                            "[".repeat(100_000),
                            "line 1, column 41: nested too deep; allowed: at"));
        }

        @ParameterizedTest
        @MethodSource("refusals")
        void wrongPolicyShouldBeRefused(String yaml, String message) {
            assertThatThrownBy(() -> parse(yaml))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageStartingWith("p.yaml: " + message)
                    .hasMessageContaining("; allowed: ");
        }

        @Test
        void otherEncodingShouldBeRefusedWithItsLine() {
            assertThatThrownBy(
                            () ->
                                    Policy.parse(
                                            "p.yaml",
                                            "classes:\n# ü".getBytes(StandardCharsets.ISO_8859_1)))
                    .hasMessageStartingWith("p.yaml: line 2, column 1: not UTF-8; allowed: YAML");
        }

        @Test
        void largeFileShouldBeRefused() {
            assertThatThrownBy(() -> Policy.parse("p.yaml", new byte[Policy.MAX_FILE_BYTES + 1]))
                    .hasMessage("p.yaml: the file has 2097153 bytes; allowed: at most 2097152");
        }

        @Test
        void tooManyWordsShouldBeRefused() {
            StringBuilder yaml = new StringBuilder("classes:\n  a:\n    when:\n      keywords:\n");
            for (int i = 0; i <= Policy.MAX_WORDS; i++) {
                yaml.append("      - w").append(i).append('\n');
            }
            assertThatThrownBy(() -> parse(yaml.toString()))
                    .hasMessage(
                            "p.yaml: line 20005, column 9: too many words;"
                                    + " allowed: at most 20000 in a policy");
        }

        @Test
        void tooLargeAlphabetShouldBeRefused() {
            StringBuilder yaml = new StringBuilder("classes:\n  a:\n    when:\n      keywords:\n");
            for (int i = 0; i < 10_000; i++) {
                yaml.append("      - ").appendCodePoint(0x4E00 + i).append("x\n");
            }
            assertThatThrownBy(() -> parse(yaml.toString()))
                    .hasMessage(
                            "p.yaml: line 2, column 3: the words have 20000 characters,"
                                    + " 10001 of them different;"
                                    + " allowed: a product of both of at most 15000000");
        }
    }
}
