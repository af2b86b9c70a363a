package org.signet.smime.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxTest {
    @ParameterizedTest
    @CsvSource({
        "Bob@Example.COM,          bob@example.com",
        "bob@example.com.,         bob@example.com",
        "bob@bücher.example,       bob@xn--bcher-kva.example",
        "bob@XN--BCHER-KVA.example, bob@xn--bcher-kva.example",
    })
    void addressesShouldBeComparedInOneForm(String text, String expected) {
        assertThat(Mailbox.parse(text).orElseThrow()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bob@straße.example",
                "bob@STRAẞE.example",
                "bob@βόλος.example",
                "bob@a\u200db.example",
                "bob",
                "@example.com",
                "bob@"
            })
    void addressThatCouldMeanAnotherDomainShouldBeNone(String text) {
        assertThat(Mailbox.parse(text)).isEmpty();
    }

    @Test
    void domainsOfTwoOwnersShouldNeverBeOne() {
        assertThat(Mailbox.parse("bob@straße.example"))
                .isNotEqualTo(Mailbox.parse("bob@strasse.example"));
    }
}
