package org.signet.rights.licence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.rights.MessageId;
import org.signet.rights.RightsException;
import org.signet.rights.template.Right;
import org.signet.rights.template.Template;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

class LicenceTest {
    private static final MessageId MESSAGE = new MessageId("00112233445566778899aabbccddeeff");
    private static final String TEXT =
            "{\"conversation\":\"c\",\"expiry\":\"2026-12-23T12:00:00Z\","
                    + "\"issued\":\"2026-11-23T12:00:00Z\","
                    + "\"message\":\"00112233445566778899aabbccddeeff\","
                    + "\"recipients\":[\"bob@partner.test\",\"\\\"a b\\\"@other.test\"],"
                    + "\"rights\":[\"EDIT\",\"EXTRACT\",\"FORWARD\",\"PRINT\",\"REPLY\","
                    + "\"REPLYALL\",\"VIEW\"],"
                    + "\"sender\":\"alice@ours.test\",\"template\":\"encrypt-only\","
                    + "\"version\":1}";
    private static final Licence LICENCE =
            new Licence(
                    MESSAGE,
                    "alice@ours.test",
                    List.of("bob@partner.test", "\"a b\"@other.test"),
                    "encrypt-only",
                    Template.ENCRYPT_ONLY.rights(),
                    Instant.parse("2026-11-23T12:00:00.999Z"),
                    Instant.parse("2026-12-23T12:00:00.999Z"),
                    "c");

    /** A seal that anybody can make, which is enough to see what is sealed. */
    private static final SealedLicence.Sealer SEALER =
            new SealedLicence.Sealer() {
                @Override
                public byte[] seal(String purpose, byte[] value) {
                    try {
                        MessageDigest digest = MessageDigest.getInstance("SHA-256");
                        digest.update(purpose.getBytes(StandardCharsets.US_ASCII));
                        return digest.digest(value);
                    } catch (java.security.NoSuchAlgorithmException e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public boolean verifies(String purpose, byte[] value, byte[] seal) {
                    return Arrays.equals(seal(purpose, value), seal);
                }
            };

    private static SealedLicence sealed(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new SealedLicence(bytes, SEALER.seal("signet licence v1", bytes));
    }

    @Test
    void textShouldBeTheCanonicalForm() {
        assertThat(new String(LicenceText.write(LICENCE), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }

    @Test
    void licenceShouldBeReadBackFromItsText() throws Exception {
        assertThat(SealedLicence.seal(LICENCE, SEALER).open(MESSAGE, SEALER)).isEqualTo(LICENCE);
        assertThat(sealed(TEXT)).isEqualTo(SealedLicence.seal(LICENCE, SEALER));
    }

    @Test
    void digestShouldBeThatOfTheText() throws Exception {
        assertThat(sealed(TEXT).digest())
                .isEqualTo(
                        MessageDigest.getInstance("SHA-256")
                                .digest(TEXT.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    space | "version":1 | "version": 1
                    other version | "version":1 | "version":2
                    version as text | "version":1 | "version":"1"
                    version as fraction | "version":1 | "version":1.0
                    unknown member | "version":1 | "version":1,"x":1
                    member twice | "version":1 | "version":1,"version":1
                    missing member | ,"version":1 | ``
                    unknown right | "PRINT" | "PRNT"
                    right twice | "PRINT" | "PRINT","PRINT"
                    other order of rights | "EDIT","EXTRACT" | "EXTRACT","EDIT"
                    fraction of a second | 12:00:00Z","issued | 12:00:00.5Z","issued
                    other time zone | 12:00:00Z","issued | 12:00:00+00:00","issued
                    not a time | 2026-12-23T12:00:00Z | soon
                    escaped letter | alice | \\u0061lice
                    null | "alice@ours.test" | null
                    number | "alice@ours.test" | 7
                    no array | ["bob@partner.test","\\"a b\\"@other.test"] | "bob@partner.test"
                    number in array | ["bob@partner.test", | [1,
                    not JSON | {"conversation" | {"conversation
                    more behind | "version":1} | "version":1}{}
                    upper-case id | aabbccddeeff | AABBCCDDEEFF
                    """)
    void everyOtherSpellingShouldBeRefused(String what, String from, String to) {
        assertThat(TEXT).as("the case changes something").contains(from);
        assertThatThrownBy(() -> sealed(TEXT.replace(from, to)).open(MESSAGE, SEALER))
                .as(what)
                .isInstanceOf(RightsException.class)
                .hasMessageContaining("is refused: it is not a licence");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\u0000", "}", "x"})
    void bytesBehindTheObjectShouldBeRefused(String more) {
        assertThatThrownBy(() -> sealed(TEXT + more).open(MESSAGE, SEALER))
                .hasMessageContaining("is refused: it is not a licence");
    }

    @Test
    void anyChangedByteShouldBeRefusedByTheSeal() {
        SealedLicence good = SealedLicence.seal(LICENCE, SEALER);
        for (int at = 0; at < good.text().length; at++) {
            byte[] changed = good.text();
            changed[at] ^= 1;
            assertThatThrownBy(() -> new SealedLicence(changed, good.seal()).open(MESSAGE, SEALER))
                    .hasMessageContaining("its seal does not verify");
        }
    }

    @Test
    void theLicenceOfAnotherMessageShouldBeRefused() {
        assertThatThrownBy(
                        () ->
                                sealed(TEXT)
                                        .open(
                                                new MessageId("ff112233445566778899aabbccddeeff"),
                                                SEALER))
                .hasMessageContaining("it belongs to another message");
    }

    @Test
    void ownersShouldBeAllowedEverything() {
        Licence owned =
                new Licence(
                        MESSAGE,
                        "a@b",
                        List.of("c@d"),
                        "own",
                        Set.of(Right.OWNER),
                        Instant.EPOCH,
                        Instant.EPOCH,
                        "c");
        assertThat(owned.allows(Right.EXPORT)).isTrue();
        assertThat(LICENCE.allows(Right.EXPORT)).isFalse();
        assertThat(LICENCE.allows(Right.PRINT)).isTrue();
    }
}
