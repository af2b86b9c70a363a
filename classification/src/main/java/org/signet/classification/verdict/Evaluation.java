package org.signet.classification.verdict;

import org.signet.classification.detect.Spot;
import org.signet.classification.detect.Tally;
import org.signet.classification.message.Address;
import org.signet.classification.message.Attachment;
import org.signet.classification.policy.Condition;
import org.signet.classification.policy.Condition.All;
import org.signet.classification.policy.Condition.Any;
import org.signet.classification.policy.Condition.Count;
import org.signet.classification.policy.Condition.FactIs;
import org.signet.classification.policy.Condition.From;
import org.signet.classification.policy.Condition.HasAttachment;
import org.signet.classification.policy.Condition.HeaderIs;
import org.signet.classification.policy.Condition.ImportanceIs;
import org.signet.classification.policy.Condition.Keywords;
import org.signet.classification.policy.Condition.KindIs;
import org.signet.classification.policy.Condition.Leaf;
import org.signet.classification.policy.Condition.Not;
import org.signet.classification.policy.Condition.PaymentCard;
import org.signet.classification.policy.Condition.RecipientCount;
import org.signet.classification.policy.Condition.Recipients;
import org.signet.classification.policy.Condition.Regex;
import org.signet.classification.policy.Condition.Sender;
import org.signet.classification.policy.Condition.Size;
import org.signet.classification.policy.Condition.Types;
import org.signet.classification.policy.Who;
import org.signet.classification.text.Fact;
import org.signet.classification.text.Place;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Evaluates trees of conditions on one message, for one recipient. */
final class Evaluation {
    /** The order is that of Kleene's logic: {@code all} is the least, {@code any} the greatest. */
    enum Truth {
        NO,
        UNKNOWN,
        YES
    }

    private final Observed observed;
    private final Optional<Address> recipient;
    private final boolean complete;

    /**
     * @param recipient the one for whom is asked; empty if there is none
     */
    Evaluation(Observed observed, Optional<Address> recipient) {
        this.observed = observed;
        this.recipient = recipient;
        this.complete = observed.incomplete().isEmpty();
    }

    Truth evaluate(Condition condition) {
        return switch (condition) {
            case All all ->
                    all.of().stream().map(this::evaluate).min(Truth::compareTo).orElseThrow();
            case Any any ->
                    any.of().stream().map(this::evaluate).max(Truth::compareTo).orElseThrow();
            case Not not ->
                    switch (evaluate(not.of())) {
                        case YES -> Truth.NO;
                        case NO -> Truth.YES;
                        case UNKNOWN -> Truth.UNKNOWN;
                    };
            case Keywords keywords ->
                    found(count(tally(keywords), keywords.count()) >= keywords.min());
            case Regex regex -> found(count(tally(regex), regex.count()) >= regex.min());
            case PaymentCard card -> found(tally(card).unique() >= card.min());
            case Types types -> found(tally(types).unique() >= types.min());
            case FactIs is -> fact(is.fact());
            case HeaderIs header -> header(Headers.hold(header, observed.profile()));
            case HasAttachment asked -> found(matching(asked).size() >= asked.min());
            case KindIs kind ->
                    found(kind.of().stream().anyMatch(observed.profile().kinds()::contains));
            case ImportanceIs is -> found(is.of().contains(observed.profile().importance()));
            case Size size -> size(size);
            case Sender sender -> known(covers(sender.who(), observed.envelope().sender()));
            case From from ->
                    header(
                            Headers.fromAddresses(observed.profile()).stream()
                                    .anyMatch(address -> covers(from.who(), Optional.of(address))));
            case RecipientCount count ->
                    known(count.range().covers(observed.envelope().recipients().size()));
            case Recipients asked -> known(recipients(asked));
        };
    }

    private static int count(Tally tally, Count counted) {
        return counted == Count.UNIQUE ? tally.unique() : tally.total();
    }

    private boolean covers(Who who, Optional<Address> address) {
        return who.covers(address, observed.inside());
    }

    private boolean recipients(Recipients asked) {
        List<Address> all = observed.envelope().recipients();
        return switch (asked.which()) {
            case RECIPIENT -> recipient.isPresent() && covers(asked.who(), recipient);
            case ANY_RECIPIENT -> all.stream().anyMatch(r -> covers(asked.who(), Optional.of(r)));
            case EVERY_RECIPIENT ->
                    !all.isEmpty()
                            && all.stream().allMatch(r -> covers(asked.who(), Optional.of(r)));
        };
    }

    /** The size is not known beyond the limit at which reading ended. */
    private Truth size(Size size) {
        long bytes = observed.profile().bytes();
        if (!observed.facts().contains(Fact.LIMIT_EXCEEDED)) {
            return known(size.range().covers(bytes));
        }
        if (size.range().most() < bytes) {
            return Truth.NO;
        }
        boolean anyLarger = size.range().most() == Long.MAX_VALUE && bytes >= size.range().least();
        return anyLarger ? Truth.YES : Truth.UNKNOWN;
    }

    private static Truth known(boolean holds) {
        return holds ? Truth.YES : Truth.NO;
    }

    /** The header is known once it was read to its end, however the reading of the rest ended. */
    private Truth header(boolean holds) {
        return observed.profile().headerComplete() ? known(holds) : found(holds);
    }

    /** What was not found may stand in what was not read. */
    private Truth found(boolean holds) {
        if (holds) {
            return Truth.YES;
        }
        return complete ? Truth.NO : Truth.UNKNOWN;
    }

    /** What was not read may also hold an encrypted part; a limit itself is always known. */
    private Truth fact(Fact fact) {
        Set<Fact> facts = observed.facts();
        return switch (fact) {
            case LIMIT_EXCEEDED -> known(facts.contains(fact));
            case UNDECODABLE, PARSER_FAILED ->
                    !facts.contains(fact) && facts.contains(Fact.LIMIT_EXCEEDED)
                            ? Truth.UNKNOWN
                            : known(facts.contains(fact));
            case ENCRYPTED, UNREAD, PASSWORD_PROTECTED, EXECUTABLE, TYPE_MISMATCH, HIDDEN_TEXT ->
                    found(facts.contains(fact));
        };
    }

    /** The conditions that made the tree hold; what stands below a {@code not} is none of them. */
    List<Evidence> evidence(Condition condition) {
        List<Evidence> evidence = new ArrayList<>();
        collect(condition, evidence);
        return evidence;
    }

    private void collect(Condition condition, List<Evidence> into) {
        switch (condition) {
            case All all -> all.of().forEach(child -> collectIfTrue(child, into));
            case Any any -> any.of().forEach(child -> collectIfTrue(child, into));
            case Not not -> {}
            case Leaf leaf -> into.add(new Evidence(leaf.kind(), leaf.at(), tally(leaf)));
        }
    }

    private void collectIfTrue(Condition child, List<Evidence> into) {
        if (evaluate(child) == Truth.YES) {
            collect(child, into);
        }
    }

    private Tally tally(Leaf leaf) {
        return switch (leaf) {
            case Keywords keywords -> observed.findings().of(keywords);
            case PaymentCard card -> observed.findings().of(card);
            case Types types -> types(types);
            case Regex regex -> observed.patterns().getOrDefault(regex, Tally.NOTHING);
            case HasAttachment asked -> attachments(matching(asked));
            case FactIs fact -> Tally.NOTHING;
            case HeaderIs header -> Tally.NOTHING;
            case KindIs kind -> Tally.NOTHING;
            case ImportanceIs importance -> Tally.NOTHING;
            case Size size -> Tally.NOTHING;
            case Sender sender -> Tally.NOTHING;
            case From from -> Tally.NOTHING;
            case RecipientCount count -> Tally.NOTHING;
            case Recipients recipients -> Tally.NOTHING;
        };
    }

    /** The values of all the types that are asked for, together. */
    private Tally types(Types asked) {
        int unique = 0;
        int total = 0;
        int confidence = 0;
        List<Spot> spots = new ArrayList<>();
        for (String id : asked.ids()) {
            Tally tally = observed.findings().of(id, asked.minConfidence().percent());
            unique += tally.unique();
            total += tally.total();
            confidence = Math.max(confidence, tally.confidence());
            spots.addAll(tally.spots());
        }
        return new Tally(
                unique,
                total,
                confidence,
                spots.subList(0, Math.min(spots.size(), Tally.MAX_SPOTS)));
    }

    private List<Attachment> matching(HasAttachment asked) {
        return observed.profile().attachments().stream().filter(asked.test()::covers).toList();
    }

    private static Tally attachments(List<Attachment> found) {
        List<Spot> spots =
                found.stream()
                        .limit(Tally.MAX_SPOTS)
                        .map(a -> new Spot(new Place(a.part(), Place.Field.ATTACHMENT), 0))
                        .toList();
        return new Tally(found.size(), found.size(), 0, spots);
    }
}
