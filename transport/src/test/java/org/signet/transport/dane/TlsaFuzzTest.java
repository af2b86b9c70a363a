package org.signet.transport.dane;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.signet.testing.TestCa;
import org.signet.transport.dns.DomainName;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Any octets as the data of a TLSA record: they are judged, print as they are read, and beside a
 * record that does not match never make the verdict weaker. {@link #fuzzerTestOneInput} is the
 * entry for a fuzzer; the build replays the seeds in {@code tlsa} and mutations of them.
 */
class TlsaFuzzTest {
    private static final int MUTATIONS = 300;
    private static final TestCa CA = TestCa.root("Root");
    private static final List<X509Certificate> CHAIN = CA.server("mx.example").issue().chain();
    private static final List<DomainName> NAMES = List.of(DomainName.of("mx.example"));
    private static final Tlsa WRONG = Tlsa.parsePresentation("3 1 1 " + "ab".repeat(32));

    /** The entry for a fuzzer. */
    static void fuzzerTestOneInput(byte[] rdata) {
        Tlsa record = Tlsa.parse(rdata);
        assertThat(record.presentation()).doesNotContainPattern("[^\\x20-\\x7e]");
        if (record instanceof Tlsa.Usable usable) {
            assertThat(Tlsa.parsePresentation(usable.presentation())).isEqualTo(usable);
        }
        Instant now = CHAIN.get(0).getNotBefore().toInstant().plusSeconds(86_400);
        DaneVerdict alone = DaneVerifier.verify(CHAIN, List.of(record), NAMES, now);
        assertThat(alone instanceof DaneVerdict.AllUnusable)
                .isEqualTo(record instanceof Tlsa.Unusable);
        // Only what the record itself authenticates may pass beside one that does not match.
        DaneVerdict beside = DaneVerifier.verify(CHAIN, List.of(WRONG, record), NAMES, now);
        assertThat(beside).isNotInstanceOf(DaneVerdict.AllUnusable.class);
        if (beside instanceof DaneVerdict.Authenticated yes) {
            assertThat(yes.record()).isEqualTo(record);
        }
        TlsaAdvice.on(List.of(WRONG, record), List.of(CHAIN), now);
    }

    @TestFactory
    Stream<DynamicTest> anyDataShouldBeJudgedAndNeverWeaken() throws Exception {
        Path folder = Path.of(TlsaFuzzTest.class.getResource("tlsa/ee-key").toURI()).getParent();
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
            byte[] mutant = Arrays.copyOf(octets, random.nextInt(octets.length + 3));
            for (int i = 0; i <= random.nextInt(3) && mutant.length > 0; i++) {
                int at =
                        random.nextInt(
                                random.nextBoolean() ? Math.min(3, mutant.length) : mutant.length);
                mutant[at] = (byte) random.nextInt(at < 3 ? 5 : 256);
            }
            fuzzerTestOneInput(mutant);
        }
    }
}
