package org.signet.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.signet.rights.TestRights.BOB;
import static org.signet.rights.TestRights.BODY;
import static org.signet.rights.TestRights.CAROL;
import static org.signet.rights.TestRights.SUBJECT;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What lies on the disk, searched byte by byte. */
class SecrecyTest {
    @TempDir Path base;
    private Protected message;

    @BeforeEach
    void leaveAMessageOnTheDisk() throws Exception {
        try (TestRights rights = new TestRights(base)) {
            message = rights.protect(BOB, CAROL);
            for (RecipientLink link : message.links()) {
                rights.read(link);
            }
            rights.revoke(message, BOB);
            rights.messages.find(message.links().getFirst().token());
        }
    }

    @AfterEach
    void theSearchShouldFindWhatIsThere() throws Exception {
        // H2 may compress old pages; the message id is in file names and headers for certain.
        assertThat(found(HexFormat.of().parseHex(message.message().text()))).isTrue();
    }

    private boolean found(byte[] needle) throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (indexOf(Files.readAllBytes(file), needle) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }

    private static int indexOf(byte[] hay, byte[] needle) {
        String text = new String(hay, StandardCharsets.ISO_8859_1);
        return text.indexOf(new String(needle, StandardCharsets.ISO_8859_1));
    }

    private boolean found(String needle) throws IOException {
        return found(needle.getBytes(StandardCharsets.UTF_8))
                || found(needle.getBytes(StandardCharsets.UTF_16LE));
    }

    @Test
    void theSearchShouldFindAddressesWhichAreNoSecret() throws Exception {
        assertThat(found(TestRights.ALICE)).isTrue();
    }

    @Test
    void subjectAndBodyShouldNotBeOnTheDisk() throws Exception {
        for (String secret : List.of(SUBJECT, BODY, "Globex", "forty-two")) {
            assertThat(found(secret)).as(secret).isFalse();
            assertThat(
                            found(
                                    Base64.getEncoder()
                                            .encodeToString(
                                                    secret.getBytes(StandardCharsets.UTF_8))))
                    .as("base64 of %s", secret)
                    .isFalse();
        }
    }

    @Test
    void tokensShouldNotBeOnTheDisk() throws Exception {
        for (RecipientLink link : message.links()) {
            byte[] bytes = Base64.getUrlDecoder().decode(link.token().text());
            assertThat(found(link.token().text())).isFalse();
            assertThat(found(bytes)).isFalse();
            assertThat(found(HexFormat.of().formatHex(bytes))).isFalse();
        }
    }

    @Test
    void filesShouldBeOpenToTheirOwnerAlone() throws Exception {
        try (Stream<Path> files = Files.walk(base.resolve("var/signet/content"))) {
            for (Path file : files.toList()) {
                assertThat(Files.getPosixFilePermissions(file))
                        .as(file.toString())
                        .noneMatch(permission -> !permission.name().startsWith("OWNER"));
            }
        }
    }

    @Test
    void valuesShouldNotShowSecretsInTheirText() throws Exception {
        String token = message.links().getFirst().token().text();
        assertThat(message.toString()).doesNotContain(token);
        assertThat(TestRights.settings(base, java.util.Map.of("store.password", "hush")).toString())
                .doesNotContain("hush");
    }
}
