package org.signet.transport.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

class TrustAnchorsTest {
    private static final String DS =
            ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D";

    @Test
    void bothRootKeysShouldBeBuiltIn() {
        assertThat(TrustAnchors.builtIn().zoneText())
                .contains("20326 8 2 E06D44B8")
                .contains("38696 8 2 683D2D0A");
    }

    @Test
    void fileShouldBeRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("anchors"), "; the root\n" + DS + "\n");
        assertThat(TrustAnchors.read(file).size()).isEqualTo(1);
    }

    @Test
    void missingFileShouldBeRefusedByName(@TempDir Path folder) {
        assertThatThrownBy(() -> TrustAnchors.read(folder.resolve("none")))
                .isInstanceOf(TrustAnchorException.class)
                .hasMessageStartingWith(
                        folder.resolve("none") + ": there is no such file; allowed: DS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''| f: it holds no usable trust anchor",
                "'; only a comment'| f: it holds no usable trust anchor",
                "'. IN A 192.0.2.1'| f: it holds no usable trust anchor",
                "'. IN DS 1 8 1 0000000000000000000000000000000000000000'| f: it holds no usable",
                "'. IN DS 1 5 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D'| f: it holds no",
                "'test. IN DS 1 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D'| f: it holds no usable anchor of the root zone",
                "'. IN DS x'| f: line 1:",
                "'$INCLUDE /etc/passwd'| f: line 1:",
            })
    void unusableAnchorsShouldBeRefusedWithWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> TrustAnchors.parse("f", text))
                .isInstanceOf(TrustAnchorException.class)
                .hasMessageStartingWith(message)
                .hasMessageContaining("; allowed: DS or DNSKEY records");
    }

    @Test
    void brokenLineShouldBeNamed() {
        assertThatThrownBy(() -> TrustAnchors.parse("f", DS + "\n\n. IN DS 20326 8 2 XYZ\n"))
                .hasMessageStartingWith("f: line 3:");
    }
}
