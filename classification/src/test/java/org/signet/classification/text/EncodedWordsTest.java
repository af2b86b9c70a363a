package org.signet.classification.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain text | plain text",
                "=?utf-8?Q?a_b=20c?= | a b c",
                "=?UTF-8?q?=C3=BC?= | ü",
                "=?utf-8?B?w7w=?= | ü",
                "=?utf-8?b?w7w?= | ü",
                "=?iso-8859-1?Q?=FC?= | ü",
                "=?iso-8859-15*de?Q?=A4?= | €",
                "=?utf-8?Q?a?= =?utf-8?Q?b?= | ab",
                "=?utf-8?Q?a?=   =?iso-8859-1?Q?b?= | ab",
                "=?utf-8?Q?a?= b =?utf-8?Q?c?= | a b c",
                "x =?utf-8?Q?a?= y | x a y",
                "=?utf-8?Q?=C3?= =?utf-8?Q?=BC?= | ü",
                "\"=?utf-8?Q?a?=\" | \"a\"",
                "=?utf-8?Q?a b?= | a b",
                "=?utf-8?X?a?= | =?utf-8?X?a?=",
                "=?utf-8?Q?a | =?utf-8?Q?a",
                "=?=?=?= | =?=?=?=",
                "=?utf-8?Q??= | ''",
                "a=?b | a=?b",
                "=?utf-8?Q?=ZZ=4?= | =ZZ=4",
                "=?utf-8?B?!!!?= | ''",
            })
    void fieldShouldBeDecoded(String field, String text) {
        assertThat(EncodedWords.decode(field).text()).isEqualTo(text);
        assertThat(EncodedWords.decode(field).unknown()).isFalse();
    }

    @Test
    void unknownCharsetShouldBeTold() {
        assertThat(EncodedWords.decode("=?x-none?Q?abc?="))
                .isEqualTo(new EncodedWords.Decoded("abc", true));
    }
}
