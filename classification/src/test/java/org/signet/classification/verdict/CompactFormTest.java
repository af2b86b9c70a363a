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
                                        new Scope(false, Set.of("b+c@d.example", "a@d.example")),
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
                                new Verdict.DoesNotApply("internal", Scope.ALL),
                                new Verdict.TestOnly(new Verdict.Skipped("tried", Scope.ALL)),
                                new Verdict.Undecidable(
                                        "other", Scope.ALL, Set.of(Fact.LIMIT_EXCEEDED))));
        assertThat(CompactForm.write(classification))
                .isEqualTo(
                        """
                        signet-classification/2 abc encrypted,unread
                        confidential applies a%40d.example,b%2Bc%40d.example
                        + payment-card 7:11 2 3 85 1.2/body:120 1.2/body:190
                        internal does-not-apply *
                        tried test-skipped *
                        other undecidable * limit-exceeded""");
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
                        case 0 -> new Verdict.Applies(name, scope(random), evidence(random));
                        case 1 ->
                                new Verdict.TestOnly(new Verdict.DoesNotApply(name, scope(random)));
                        default ->
                                new Verdict.Undecidable(name, Scope.ALL, Set.of(Fact.UNDECODABLE));
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

    private static Scope scope(Random random) {
        return random.nextBoolean()
                ? Scope.ALL
                : new Scope(
                        false, Set.of("x" + random.nextInt(9) + "+,% ü@d.example", "y@d.example"));
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
                "signet-classification/3 abc -",
                "signet-classification/2 abc",
                "signet-classification/2 abc nonsense",
                "signet-classification/2 abc - x",
                "signet-classification/2 abc -\na",
                "signet-classification/2 abc -\na maybe *",
                "signet-classification/2 abc -\na undecidable *",
                "signet-classification/2 abc -\na undecidable * -",
                "signet-classification/2 abc -\na test-maybe *",
                "signet-classification/2 abc -\na applies *\n+ x",
                "signet-classification/2 abc -\na applies *\n+ x 1 1 1 1",
                "signet-classification/2 abc -\na applies *\n+ x 1:1 1 1 y",
                "signet-classification/2 abc -\na applies *\n+ x 1:1 1 1 0 body",
                "signet-classification/2 abc -\na applies *\n+ x 1:1 1 1 0 1/body:x",
                "signet-classification/2 abc -\na applies *\n+ x 1:1 1 1 0 x/body:1",
            })
    void whatIsNotTheFormShouldBeNothing(String text) {
        assertThat(CompactForm.parse(text)).isEmpty();
    }
}
