package org.signet.smime.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.smime.certificate.CertificateSource.Answer;
import org.signet.smime.certificate.Mailbox;
import org.signet.testing.TestCa;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

class SmimeaSourceTest {
    private static final TestCa CA = TestCa.root("Example Root");
    private static final Mailbox BOB = Mailbox.parse("Bob@Example.com").orElseThrow();
    private static final X509Certificate OF_BOB =
            CA.person("bob@example.com").issue().certificate();
    private static final X509Certificate GATEWAY =
            CA.person("domain-confidentiality-authority@example.com").issue().certificate();
    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    private static byte[] record(int usage, int selector, int matching, byte[] data) {
        byte[] all = new byte[3 + data.length];
        all[0] = (byte) usage;
        all[1] = (byte) selector;
        all[2] = (byte) matching;
        System.arraycopy(data, 0, all, 3, data.length);
        return all;
    }

    private static byte[] whole(int usage, X509Certificate certificate) throws Exception {
        return record(usage, 0, 0, certificate.getEncoded());
    }

    private static Answer find(boolean roots, byte[]... records) {
        return new SmimeaSource(name -> new SmimeaLookup.Records.Secure(List.of(records)), roots)
                .find(BOB, NOW);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            textBlock =
                    """
                    # the example of RFC 8162 §3
                    hugh@example.com,    c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com
                    "hugh"@EXAMPLE.com,  c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com
                    "h\\ugh"@example.com, c93f1e400f26708f98cb19d936620da35eec8f72e57f9eec01c1afd6._smimecert.example.com
                    bob@example.com,     81b637d8fcd2c6da6359e6963113a1170de795e4b725b84d1e0b4cfd._smimecert.example.com
                    Bob@example.com,     cd9fb1e148ccd8442e5aa74904cc73bf6fb54d1d54d333bd596aa9bb._smimecert.example.com
                    """)
    void nameShouldHoldTheDigestOfTheLocalPartAsItIsWritten(String address, String name) {
        assertThat(SmimeaName.of(Mailbox.parse(address).orElseThrow())).isEqualTo(name);
    }

    @Test
    void lettersWithMarksShouldBeBroughtIntoOneForm() {
        assertThat(SmimeaName.of(new Mailbox("u\u0308", "example.com")))
                .isEqualTo(SmimeaName.of(new Mailbox("\u00fc", "example.com")));
    }

    @Test
    void certificateOfTheDomainsOwnerShouldNeedNoChain() throws Exception {
        assertThat(find(false, whole(3, OF_BOB)))
                .isEqualTo(new Answer.Found(List.of(OF_BOB), List.of(), List.of(), Set.of(OF_BOB)));
        assertThat(find(false, whole(3, GATEWAY)))
                .isEqualTo(
                        new Answer.Found(List.of(), List.of(GATEWAY), List.of(), Set.of(GATEWAY)));
    }

    @Test
    void certificateThatNeedsAChainTooShouldOnlyCountWhereThereAreRoots() throws Exception {
        assertThat(find(false, whole(1, OF_BOB))).isEqualTo(new Answer.None());
        assertThat(find(true, whole(1, OF_BOB), whole(0, CA.certificate())))
                .isEqualTo(
                        new Answer.Found(
                                List.of(OF_BOB), List.of(), List.of(CA.certificate()), Set.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4, 255})
    void otherUsagesShouldGiveNoCertificateToEncryptTo(int usage) throws Exception {
        assertThat(find(true, whole(usage, OF_BOB))).isEqualTo(new Answer.None());
    }

    @Test
    void recordsThatHoldNoWholeCertificateForTheAddressShouldBePassedOver() throws Exception {
        byte[] der = OF_BOB.getEncoded();
        byte[] longer = new byte[der.length + 1];
        System.arraycopy(der, 0, longer, 0, der.length);

        assertThat(
                        find(
                                true,
                                new byte[0],
                                new byte[] {3, 0, 0},
                                record(3, 1, 0, OF_BOB.getPublicKey().getEncoded()),
                                record(3, 0, 1, new byte[32]),
                                record(3, 0, 2, new byte[64]),
                                record(3, 0, 0, longer),
                                record(3, 0, 0, new byte[] {0x30, 1, 0}),
                                whole(3, CA.person("eve@example.com").issue().certificate()),
                                whole(3, CA.certificate())))
                .isEqualTo(new Answer.None());
    }

    @Test
    void failureAndTooManyRecordsShouldBeFailures() throws Exception {
        assertThat(
                        new SmimeaSource(name -> new SmimeaLookup.Records.Failed("bogus"), false)
                                .find(BOB, NOW))
                .isEqualTo(new Answer.Failed("bogus"));
        List<byte[]> many = new ArrayList<>(Collections.nCopies(21, whole(3, OF_BOB)));
        assertThat(find(false, many.toArray(byte[][]::new))).isInstanceOf(Answer.Failed.class);
    }
}
