package org.signet.sandbox.web;

import org.signet.sandbox.dns.DnsFault;
import org.signet.sandbox.smtp.Fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads and writes the parts of a {@link Fault} as words: {@code refuse-starttls}, {@code rcpt}.
 */
final class FaultText {
    private FaultText() {}

    static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> kinds() {
        return Arrays.stream(Fault.Kind.values()).map(FaultText::word).toList();
    }

    static Fault.Kind kind(String word) {
        return parse(Fault.Kind.values(), "fault", word);
    }

    static List<String> dnsKinds() {
        return Arrays.stream(DnsFault.Kind.values()).map(FaultText::word).toList();
    }

    static DnsFault.Kind dnsKind(String word) {
        return parse(DnsFault.Kind.values(), "fault", word);
    }

    static Fault.Stage stage(String word) {
        return parse(Fault.Stage.values(), "stage", word);
    }

    private static <E extends Enum<E>> E parse(E[] all, String what, String word) {
        return Arrays.stream(all)
                .filter(constant -> word(constant).equals(word))
                .findFirst()
                .orElseThrow(
                        () ->
                                new BadRequest(
                                        "%s is '%s'; allowed: %s"
                                                .formatted(
                                                        what,
                                                        word,
                                                        String.join(
                                                                ", ",
                                                                Arrays.stream(all)
                                                                        .map(FaultText::word)
                                                                        .toList()))));
    }

    static Fault make(Fault.Kind kind, Fault.Stage stage, int count, long delayMillis) {
        try {
            return new Fault(kind, stage, count, Duration.ofMillis(delayMillis));
        } catch (IllegalArgumentException e) {
            throw new BadRequest(String.valueOf(e.getMessage()));
        }
    }
}
