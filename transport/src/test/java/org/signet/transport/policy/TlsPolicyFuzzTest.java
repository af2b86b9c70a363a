package org.signet.transport.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signet.transport.dns.DomainName;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Any text as a policy file: it is read, or refused with a place and in words that fit on a line.
 * {@link #fuzzerTestOneInput} is the entry for a fuzzer; the build replays the seeds in {@code
 * tls-policy} and mutations of them.
 */
class TlsPolicyFuzzTest {
    private static final int MUTATIONS = 1_000;
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 31);
    private static final Set<TlsVersion> ALL = EnumSet.allOf(TlsVersion.class);
    private static final byte[] LETTERS =
            " \t\n\r#.[]:=,-\u00fc0aZ\0".getBytes(StandardCharsets.UTF_8);

    /** The entry for a fuzzer. */
    static void fuzzerTestOneInput(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        try {
            TlsPolicyMap map = TlsPolicyMap.parse("p", text, ALL);
            map.find(new NextHop.Domain(DomainName.of("a.example.com")), TODAY);
            map.find(new NextHop.Gateway("192.0.2.7", 25), TODAY);
        } catch (TlsPolicyException e) {
            assertThat(e.line()).isPositive();
            assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    @TestFactory
    Stream<DynamicTest> anyTextShouldBeReadOrRefused() throws Exception {
        Path folder =
                Path.of(TlsPolicyFuzzTest.class.getResource("tls-policy/good").toURI()).getParent();
        try (Stream<Path> files = Files.list(folder)) {
            return files
                    .sorted()
                    .map(
                            seed ->
                                    DynamicTest.dynamicTest(
                                            String.valueOf(seed.getFileName()), () -> replay(seed)))
                    .toList()
                    .stream();
        }
    }

    private static void replay(Path seed) throws IOException {
        byte[] octets = Files.readAllBytes(seed);
        fuzzerTestOneInput(octets);
        Random random = new Random(String.valueOf(seed.getFileName()).hashCode());
        for (int round = 0; round < MUTATIONS; round++) {
            byte[] mutant = octets.clone();
            for (int i = 0; i <= random.nextInt(4) && mutant.length > 0; i++) {
                mutant[random.nextInt(mutant.length)] = LETTERS[random.nextInt(LETTERS.length)];
            }
            fuzzerTestOneInput(mutant);
        }
    }
}
