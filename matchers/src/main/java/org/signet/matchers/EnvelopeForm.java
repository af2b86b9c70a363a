package org.signet.matchers;

import org.signet.classification.message.Address;
import org.signet.classification.message.Envelope;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sender and recipients in one line, percent-encoded: {@code ada%40a.example
 * bob%40b.example,eve%40e.example}; {@code -} for none.
 */
final class EnvelopeForm {
    private static final String NONE = "-";

    private EnvelopeForm() {}

    static String write(Envelope envelope) {
        return sender(envelope) + " " + String.join(",", recipients(envelope));
    }

    /** Whether an envelope has the sender that is written, and no other recipients. */
    static boolean covers(String written, Envelope envelope) {
        String[] words = written.split(" ", -1);
        return words.length == 2
                && words[0].equals(sender(envelope))
                && Set.copyOf(Arrays.asList(words[1].split(",", -1)))
                        .containsAll(recipients(envelope));
    }

    private static String sender(Envelope envelope) {
        return envelope.sender().map(EnvelopeForm::encoded).orElse(NONE);
    }

    private static Set<String> recipients(Envelope envelope) {
        Set<String> encoded =
                envelope.recipients().stream()
                        .map(EnvelopeForm::encoded)
                        .collect(Collectors.toCollection(TreeSet::new));
        return encoded.isEmpty() ? Set.of(NONE) : encoded;
    }

    private static String encoded(Address address) {
        return URLEncoder.encode(address.comparable(), StandardCharsets.UTF_8);
    }
}
