package org.signet.classification.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.signet.classification.detect.Spot;
import org.signet.classification.detect.Tally;
import org.signet.classification.policy.Position;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

class CompactFormTest {
    private static final List<Place.Field> FIELDS = List.of(Place.Field.values());

    @Test
    void formShouldBeTheDocumentedOne() {
        Place body = new Place("1.2", Place.Field.BODY);
        Classification classification =
                new Classification(
                        "abc",
                        EnumSet.of(Fact.UNREAD, Fact.ENCRYPTED),
                        List.of(
                                new Verdict.Applies(
                                        "confidential",
                                        List.of(
                                                new Evidence(
                                                        "payment-card",
                                                        new Position(7, 11),
                                                        new Tally(
                                                                2,
                                                                3,
                                                                85,
                                                                List.of(
                                                                        new Spot(body, 120),
                                                                        new Spot(body, 190)))))),
                                new Verdict.DoesNotApply("internal"),
                                new Verdict.Undecidable("other", Set.of(Fact.LIMIT_EXCEEDED))));
        assertThat(CompactForm.write(classification))
                .isEqualTo(
                        """
                        signet-classification/1 abc encrypted,unread
                        confidential applies
                        + payment-card 7:11 2 3 85 1.2/body:120 1.2/body:190
                        internal does-not-apply
                        other undecidable limit-exceeded""");
    }

    @Test
    void whatIsWrittenShouldBeReadBack() {
        Random random = new Random(42);
        for (int round = 0; round < 1000; round++) {
            Classification classification = classification(random);
            assertThat(CompactForm.parse(CompactForm.write(classification)))
                    .as("seed 42, round %d", round)
                    .contains(classification);
        }
    }

    private static Classification classification(Random random) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            String name = "class-" + i;
            verdicts.add(
                    switch (random.nextInt(3)) {
                        case 0 -> new Verdict.Applies(name, evidence(random));
                        case 1 -> new Verdict.DoesNotApply(name);
                        default -> new Verdict.Undecidable(name, Set.of(Fact.UNDECODABLE));
                    });
        }
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        for (Fact fact : Fact.values()) {
            if (random.nextBoolean()) {
                facts.add(fact);
            }
        }
        return new Classification("d".repeat(64), facts, verdicts);
    }

    private static List<Evidence> evidence(Random random) {
        List<Evidence> evidence = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            List<Spot> spots = new ArrayList<>();
            for (int j = random.nextInt(Tally.MAX_SPOTS + 1); j > 0; j--) {
                Place.Field field = FIELDS.get(random.nextInt(FIELDS.size()));
                String part = random.nextBoolean() ? "" : "2." + random.nextInt(9);
                spots.add(new Spot(new Place(part, field), random.nextInt(1_000_000)));
            }
            evidence.add(
                    new Evidence(
                            "keywords",
                            new Position(random.nextInt(99), random.nextInt(99)),
                            new Tally(random.nextInt(9), random.nextInt(), 65, spots)));
        }
        return evidence;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "signet-classification/2 abc -",
                "signet-classification/1 abc",
                "signet-classification/1 abc nonsense",
                "signet-classification/1 abc - x",
                "signet-classification/1 abc -\na",
                "signet-classification/1 abc -\na maybe",
                "signet-classification/1 abc -\na undecidable",
                "signet-classification/1 abc -\na undecidable -",
                "signet-classification/1 abc -\na applies\n+ x",
                "signet-classification/1 abc -\na applies\n+ x 1 1 1 1",
                "signet-classification/1 abc -\na applies\n+ x 1:1 1 1 y",
                "signet-classification/1 abc -\na applies\n+ x 1:1 1 1 0 body",
                "signet-classification/1 abc -\na applies\n+ x 1:1 1 1 0 1/body:x",
                "signet-classification/1 abc -\na applies\n+ x 1:1 1 1 0 x/body:1",
            })
    void whatIsNotTheFormShouldBeNothing(String text) {
        assertThat(CompactForm.parse(text)).isEmpty();
    }
}
