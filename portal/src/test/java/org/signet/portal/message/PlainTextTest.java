package org.signet.portal.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>one</p><p>two</p> | one//two",
                "one<br>two<div>three</div>four | one/two/three/four",
                "<table><tr><th>Item</th><th>Price</th></tr><tr><td>Deposit</td><td>1,200</td></tr>"
                        + "</table> | Item>Price/Deposit>1,200",
                "<table><tr><td></td><td>x</td><td> y </td></tr></table> | x>y",
                "<ul><li>a</li><li>b</li></ul> | a/b",
            })
    void blocksShouldBeLinesAndCellsShouldBeApart(String html, String expected) {
        assertThat(PlainText.of(MailHtml.sanitise(html)))
                .isEqualTo(expected.replace('/', '\n').replace('>', '\t'));
    }
}
