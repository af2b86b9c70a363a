package org.signet.acceptance.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xbill.DNS.Record;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/** {@code RemoteDelivery} and {@code SecureRemoteDelivery} do the same, but for what is listed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemoteDeliveryParityTest {
    private final Map<Case, Map<Side, Stage>> stages = new LinkedHashMap<>();
    private Network network;
    private ParityJames james;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        network = Network.open();
        List<Stage> all = new ArrayList<>();
        List<Record> records = new ArrayList<>();
        records.add(Network.record("localhost", "A", "127.0.0.1"));
        for (Case what : Cases.all()) {
            if (what.needsLowPorts() && !network.hasLowPorts()) {
                continue;
            }
            for (Side side : Side.values()) {
                Stage stage = new Stage(what, side, stages.size());
                stage.startServers(network);
                records.addAll(stage.records());
                all.add(stage);
                stages.computeIfAbsent(what, unused -> new LinkedHashMap<>()).put(side, stage);
            }
        }
        Path anchor = folder.resolve("anchor");
        InetSocketAddress dns = network.serve(records, anchor);
        james =
                ParityJames.start(
                        new ParityConfiguration(
                                all,
                                dns,
                                network.hasLowPorts(),
                                anchor,
                                Cases.writeTrustStore(folder.resolve("trusted.p12")),
                                Network.freePort()),
                        ParityJames.PROJECT.resolve("acceptance/target/signet-parity"));
        for (Stage stage : all) {
            for (int i = 0; i < stage.what().copies() && !stage.what().isStartOnly(); i++) {
                james.submit(stage);
            }
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (james != null) {
            james.close();
        }
        for (Map<Side, Stage> both : stages.values()) {
            for (Stage stage : both.values()) {
                stage.close();
            }
        }
        if (network != null) {
            network.close();
        }
    }

    static List<Case> cases() {
        return Cases.all();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void signetShouldDoWhatJamesDoesButForWhatIsListed(Case what) throws Exception {
        assumeTrue(
                !what.needsLowPorts() || network.hasLowPorts(),
                "needs ports 25 and 53 of loopback addresses, which only root may bind");
        Map<String, String> ofJames = facts(what, Side.JAMES);
        Map<String, String> ofSignet = facts(what, Side.SIGNET);

        assertThat(ofJames).as("what James does").containsAllEntriesOf(what.facts());
        assertThat(different(Difference.expected(what, ofJames), ofSignet))
                .as("what Signet does otherwise than expected; James: %s", ofJames)
                .isEmpty();
    }

    @Test
    void operatorsShouldFindEveryDifferenceInTheDocumentation() throws Exception {
        List<String> rows =
                Files.readString(ParityJames.PROJECT.resolve("docs/moving-from-remote-delivery.md"))
                        .lines()
                        .dropWhile(line -> !line.equals("| different | because |"))
                        .skip(2)
                        .takeWhile(line -> line.startsWith("|"))
                        .toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        DifferenceTable.ROWS.stream()
                                .map(row -> "| " + row.what() + " | " + row.why() + " |")
                                .toList());
    }

    private Map<String, String> facts(Case what, Side side) throws Exception {
        return james.facts(stages.get(what).get(side));
    }

    private static List<String> different(
            Map<String, String> expected, Map<String, String> actual) {
        TreeSet<String> facts = new TreeSet<>(expected.keySet());
        facts.addAll(actual.keySet());
        return facts.stream()
                .filter(fact -> !Objects.equals(expected.get(fact), actual.get(fact)))
                .map(
                        fact ->
                                "%s: expected <%s> but was <%s>"
                                        .formatted(
                                                fact,
                                                expected.getOrDefault(fact, Facts.NONE),
                                                actual.getOrDefault(fact, Facts.NONE)))
                .toList();
    }
}
