package org.signet.classification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.signet.classification.policy.Policy;
import org.signet.classification.verdict.Classification;
import org.signet.classification.verdict.Verdict;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Messages with random damage: each has an answer, and what is still whole is still found. */
class DamagedMessageTest {
    private static final long SEED = 20261123;
    private static final String MAIL =
            """
            From: ada@example.org
            Subject: =?utf-8?B?U3RyZW5nIHZlcnRyYXVsaWNo?= =?iso-8859-1?Q?=FCber?=
            MIME-Version: 1.0
            Content-Type: multipart/mixed; boundary="outer"; charset=utf-8

            preamble
            --outer
            Content-Type: multipart/alternative; boundary=inner

            --inner
            Content-Type: text/plain; charset="utf-16le"
            Content-Transfer-Encoding: base64

            NAAxADEAMQAgADEAMQAxADEA
            --inner
            Content-Type: text/html; charset=windows-1252
            Content-Transfer-Encoding: quoted-printable

            <html><body title=3D"x"><p>4111 <b>1111</b>&nbsp;1111&#32;1=
            111<!-- c --></p><script>x</script></body></html>
            --inner--
            --outer
            Content-Type: message/rfc822
            Content-Transfer-Encoding: 7bit

            Subject: inside
            Content-Type: application/octet-stream; name*0="a b"; name*1=c.csv
            Content-Disposition: attachment; filename*=utf-8''%C3%BC.csv

            5555555555554444;12/27
            --outer
            Content-Type: application/pkcs7-mime; smime-type=enveloped-data

            MIIB
            --outer--
            epilogue
            """
                    .replace("\n", "\r\n");

    private static Classifier classifier() throws Exception {
        return new Classifier(
                Policy.parse(
                        "p.yaml",
                        """
                        limits: {parts: 50, depth: 10}
                        classes:
                          secret:
                            when:
                              any:
                                - payment-card
                                - keywords: [streng vertraulich]
                        """
                                .getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] damaged(byte[] mail, Random random) {
        byte[] damaged = mail.clone();
        for (int i = random.nextInt(30); i >= 0; i--) {
            int at = random.nextInt(damaged.length);
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt(256);
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged[at] = (byte) "\r\n\"';=?-<>&\0".charAt(random.nextInt(12));
                default -> {
                    int to = random.nextInt(damaged.length);
                    int length = Math.min(random.nextInt(60), damaged.length - Math.max(at, to));
                    System.arraycopy(damaged, at, damaged, to, length);
                }
            }
        }
        return damaged;
    }

    @Test
    void damagedMessageShouldHaveAnAnswer() throws Exception {
        Classifier classifier = classifier();
        byte[] mail = MAIL.getBytes(StandardCharsets.ISO_8859_1);
        Random random = new Random(SEED);
        int applies = 0;
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = damaged(mail, random);
            Classification found = classifier.classify(new ByteArrayInputStream(damaged));
            assertThat(found.verdicts()).as("seed %d, round %d", SEED, round).hasSize(1);
            applies += found.verdicts().get(0) instanceof Verdict.Applies ? 1 : 0;
        }
        assertThat(applies).as("still found, of 5000, seed %d", SEED).isGreaterThan(3500);
    }

    @Test
    void cutMessageShouldHaveAnAnswer() throws Exception {
        Classifier classifier = classifier();
        byte[] mail = MAIL.getBytes(StandardCharsets.ISO_8859_1);
        for (int length = 0; length <= mail.length; length++) {
            assertThat(classifier.classify(new ByteArrayInputStream(mail, 0, length)).verdicts())
                    .as("cut at %d", length)
                    .hasSize(1);
        }
    }
}
