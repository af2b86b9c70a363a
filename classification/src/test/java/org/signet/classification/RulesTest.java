package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;
import org.signet.classification.policy.Policy;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** What the conditions of a class ask, one line for each. */
class RulesTest {
    private static final String TO_ALL = "bob@inside.example,eve@outside.example";

    private static Classification classify(String policy, String mail, String from, String to)
            throws Exception {
        List<Address> recipients =
                Arrays.stream(to.split(",", -1)).flatMap(r -> Address.of(r).stream()).toList();
        return new Classifier(Policy.parse("p.yaml", policy.getBytes(StandardCharsets.UTF_8)))
                .classify(
                        new ByteArrayInputStream(
                                mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)),
                        new Envelope(
                                Address.of(from), recipients, d -> d.equals("inside.example")));
    }

    /** Who gets it, and what is said of them, such as {@code applies: all recipients}. */
    private static String verdicts(Classification found, String className) {
        return String.join(
                "; ",
                found.verdicts(className).stream()
                        .map(v -> v.code() + ": " + v.scope())
                        .sorted()
                        .toList());
    }

    private static String of(String condition, String mail, String from, String to)
            throws Exception {
        return verdicts(classify("classes: {a: {when: " + condition + "}}", mail, from, to), "a");
    }

    @Nested
    class People {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "recipient: outside | applies: eve@outside.example; does-not-apply: bob@inside.example",
                    "recipient: inside | applies: bob@inside.example; does-not-apply: eve@outside.example",
                    "recipient: [inside, outside] | applies: all recipients",
                    "recipient: '*.example' | applies: all recipients",
                    "recipient: a.example | does-not-apply: all recipients",
                    "recipient: EVE@Outside.Example | applies: eve@outside.example; does-not-apply: bob@inside.example",
                    "recipient: {regex: '^e.e@'} | applies: eve@outside.example; does-not-apply: bob@inside.example",
                    "any-recipient: outside | applies: all recipients",
                    "every-recipient: outside | does-not-apply: all recipients",
                    "every-recipient: '*.example' | applies: all recipients",
                    "recipient-count: {min: 2} | applies: all recipients",
                    "recipient-count: {min: 3} | does-not-apply: all recipients",
                    "sender: inside | applies: all recipients",
                    "sender: ada@inside.example | applies: all recipients",
                    "sender: [empty, outside] | does-not-apply: all recipients",
                    "from: boss@inside.example | applies: all recipients",
                    "from: outside | does-not-apply: all recipients",
                })
        void whoShouldDecide(String condition, String expected) throws Exception {
            String mail = "From: The Boss <boss@inside.example>\n\nx\n";
            assertThat(of("{" + condition + "}", mail, "ada@inside.example", TO_ALL))
                    .isEqualTo(expected);
        }

        @Test
        void nullSenderShouldBeEmpty() throws Exception {
            assertThat(of("{sender: empty}", "\nx\n", "", TO_ALL)).startsWith("applies");
            assertThat(of("{sender: outside}", "\nx\n", "", TO_ALL)).startsWith("does-not");
        }

        @Test
        void groupAndOwnDomainsShouldBeThoseOfThePolicy() throws Exception {
            String policy =
                    """
                    inside: [outside.example]
                    groups: {trusted: [bob@inside.example, '*.partner.example']}
                    classes:
                      leak: {when: {recipient: outside}, unless: {recipient: 'group:trusted'}}
                    """;
            assertThat(
                            verdicts(
                                    classify(
                                            policy,
                                            "\nx\n",
                                            "",
                                            TO_ALL + ",joe@a.partner.example,mallory@else.example"),
                                    "leak"))
                    .startsWith("applies: mallory@else.example; does-not-apply: ");
        }
    }

    @Nested
    class HeaderAndSize {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{marker: '[encrypt]'} | Subject: [Encrypt] hello | true",
                    "{marker: '[encrypt]'} | Subject: =?utf-8?q?=5Bencrypt=5D?= hello | true",
                    "{marker: '[encrypt]'} | Subject: encrypt hello | false",
                    "{subject: [budget 2027]} | Subject: the BUDGET 2027! | true",
                    "{subject: [budget]} | Subject: budgets | false",
                    "{subject: {regex: 'prj-[0-9]{4}'}} | Subject: PRJ-1234 | true",
                    "{header: X-Secret} | X-Secret: no matter what | true",
                    "{header: X-Secret} | X-Other: 1 | false",
                    "{header: {name: x-secret, words: ['yes']}} | X-SECRET: Yes | true",
                    "{header: {name: x-secret, words: ['yes']}} | X-SECRET: yesterday | false",
                    "{header: {name: x-secret, regex: '^lev[0-9]$'}} | X-Secret: LEV3 | true",
                    "{importance: high} | X-Priority: 1 (Highest) | true",
                    "{importance: high} | Importance: High | true",
                    "{importance: low} | Priority: non-urgent | true",
                    "{importance: normal} | X-Priority: 3 | true",
                    "{kind: auto-reply} | Auto-Submitted: auto-replied | true",
                    "{kind: auto-reply} | Auto-Submitted: no | false",
                    "{kind: list} | List-Id: <a.b.example> | true",
                    "{kind: forward} | Subject: Fwd: x | true",
                    "{kind: [dsn]} | Content-Type: multipart/report; report-type=delivery-status; boundary=x | true",
                    "{kind: read-receipt} | Content-Type: multipart/report; report-type=disposition-notification; boundary=x | true",
                    "{kind: signed} | Content-Type: multipart/signed; boundary=x | true",
                    "{kind: encrypted} | Content-Type: multipart/encrypted; boundary=x | true",
                    "{kind: calendar} | Content-Type: text/calendar | true",
                    "{kind: signed} | Content-Type: application/pkcs7-mime; smime-type=signed-data | true",
                    "{size: {over: 10}} | Subject: x | true",
                    "{size: {over: 1 KiB}} | Subject: x | false",
                    "{size: {under: 1 KiB}} | Subject: x | true",
                })
        void headerShouldDecide(String condition, String header, boolean holds) throws Exception {
            assertThat(of(condition, header + "\n\nx\n", "", "").startsWith("applies"))
                    .isEqualTo(holds);
        }
    }

    @Nested
    class Text {
        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "{regex: 'prj-[0-9]{4}'} | true",
                    "{regex: {patterns: ['prj-[0-9]{4}'], min: 3}} | false",
                    "{regex: {patterns: ['prj-[0-9]{4}'], min: 2}} | true",
                    "{regex: {patterns: ['prj-[0-9]{4}'], min: 3, count: total}} | true",
                    "{regex: {patterns: ['prj-[0-9]{4}'], in: subject}} | false",
                    "{regex: {patterns: ['lunch'], in: [subject]}} | true",
                    "{keywords: {words: [lunch], in: [body]}} | false",
                    "{keywords: {words: [lunch], in: [subject, body]}} | true",
                    "{none: [{keywords: [dinner]}, {keywords: [supper]}]} | true",
                    "{none: [{keywords: [dinner]}, {keywords: [lunch]}]} | false",
                    "{type: iban} | true",
                    "{type: {id: [iban, payment-card], min: 2}} | false",
                })
        void textShouldDecide(String condition, boolean holds) throws Exception {
            String mail =
                    "Subject: Lunch\n\nPRJ-1234 prj-1234 Prj-9999, IBAN DE89 3704 0044 0532 0130 00\n";
            assertThat(of(condition, mail, "", "").startsWith("applies")).isEqualTo(holds);
        }

        @Test
        void dictionaryShouldBeSearched() throws Exception {
            String policy =
                    """
                    dictionaries: {medical: [aspirin, ibuprofen]}
                    classes: {a: {when: {keywords: {dictionary: medical, min: 2}}}}
                    """;
            assertThat(verdicts(classify(policy, "\naspirin\n", "", ""), "a")).startsWith("does");
            assertThat(verdicts(classify(policy, "\nAspirin, Ibuprofen\n", "", ""), "a"))
                    .startsWith("applies");
        }

        @Test
        void matchOverAWindowsEdgeShouldBeFound() throws Exception {
            for (int before = 30_600; before < 30_800; before += 7) {
                String mail = "\n" + "x ".repeat(before / 2) + "prj-1234 " + "y ".repeat(20_000);
                assertThat(of("{regex: '\\bprj-[0-9]{4}\\b'}", mail, "", "")).startsWith("applies");
            }
        }
    }

    @Nested
    class Flow {
        private static final String POLICY =
                """
                classes:
                  first: {when: {recipient: outside}, stop: true}
                  second: {when: {keywords: [x]}}
                  tried: {mode: test, when: {keywords: [x]}}
                """;

        @Test
        void stopShouldLeaveOutTheRestForWhomItApplied() throws Exception {
            Classification found = classify(POLICY, "\nx\n", "", TO_ALL);
            assertThat(verdicts(found, "second"))
                    .isEqualTo("applies: bob@inside.example; skipped: eve@outside.example");
        }

        @Test
        void classInTestModeShouldOnlyBeReported() throws Exception {
            Classification found = classify(POLICY, "\nx\n", "", "bob@inside.example");
            assertThat(found.verdict("tried")).get().isInstanceOf(Verdict.TestOnly.class);
            assertThat(verdicts(found, "tried")).isEqualTo("test-applies: all recipients");
        }

        @Test
        void exceptionThatIsUndecidedShouldLeaveTheClassUndecided() throws Exception {
            String policy =
                    """
                    limits: {text-bytes: 1024}
                    classes:
                      a: {when: {keywords: [x]}, unless: {keywords: [released]}}
                    """;
            assertThat(verdicts(classify(policy, "\nx " + "y ".repeat(999), "", ""), "a"))
                    .startsWith("undecidable");
        }
    }

    @Nested
    class Attachments {
        private String attached(String name, String type, String content) {
            return "Content-Type: multipart/mixed; boundary=b\n\n--b\n\nhello\n--b\nContent-Type: "
                    + type
                    + "\nContent-Disposition: attachment; filename=\""
                    + name
                    + "\"\nContent-Transfer-Encoding: base64\n\n"
                    + content
                    + "\n--b--\n";
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "attachment | true",
                    "{attachment: {name: 'inv*.pdf'}} | true",
                    "{attachment: {name: '*.doc'}} | false",
                    "{attachment: {extension: PDF}} | true",
                    "{attachment: {type: executable}} | true",
                    "{attachment: {type: windows-program}} | true",
                    "{attachment: {type: application/pdf}} | true",
                    "{attachment: {type: pdf}} | false",
                    "{attachment: {fact: type-mismatch}} | true",
                    "{attachment: {fact: [executable, encrypted]}} | true",
                    "{attachment: {over: 64}} | true",
                    "{attachment: {over: 1 KiB}} | false",
                    "{attachment: {min: 2}} | false",
                    "executable | true",
                    "type-mismatch | true",
                    "{keywords: {words: [invoice], in: file-name, whole-word: false}} | true",
                })
        void fileShouldBeWhatItIs(String condition, boolean holds) throws Exception {
            byte[] program = new byte[100];
            program[0] = 'M';
            program[1] = 'Z';
            program[0x3C] = 80;
            program[80] = 'P';
            program[81] = 'E';
            String mail =
                    attached(
                            "invoice.pdf",
                            "application/pdf",
                            Base64.getMimeEncoder().encodeToString(program));
            assertThat(of(condition, mail, "", "").startsWith("applies")).isEqualTo(holds);
        }
    }
}
