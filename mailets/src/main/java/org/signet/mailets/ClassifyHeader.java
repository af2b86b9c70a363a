package org.signet.mailets;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;

import org.signet.classification.verdict.Verdict;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What classification changes in the header of a message; its body stays as it is, byte for byte.
 *
 * @param name the field that gets the classes
 * @param markers what is taken out of the subject
 */
record ClassifyHeader(Optional<String> name, List<String> markers) {
    private static final String NONE = "none";

    ClassifyHeader {
        markers = List.copyOf(markers);
    }

    /** Changes the header; tells whether anything was changed. */
    boolean apply(MimeMessage message, List<Verdict> verdicts) throws MessagingException {
        if (name.isPresent()) {
            message.removeHeader(name.get());
            message.setHeader(name.get(), value(verdicts));
        }
        return removeMarkers(message) || name.isPresent();
    }

    /** The classes that apply, and those that could not be decided. */
    private static String value(List<Verdict> verdicts) {
        String value =
                verdicts.stream()
                        .filter(
                                v ->
                                        v instanceof Verdict.Applies
                                                || v instanceof Verdict.Undecidable)
                        .map(
                                v ->
                                        v instanceof Verdict.Applies
                                                ? v.className()
                                                : v.className() + "=undecidable")
                        .distinct()
                        .collect(Collectors.joining(", "));
        return value.isEmpty() ? NONE : value;
    }

    private boolean removeMarkers(MimeMessage message) throws MessagingException {
        String subject = message.getSubject();
        if (subject == null || markers.isEmpty()) {
            return false;
        }
        String without = subject;
        for (String marker : markers) {
            without = without(without, marker);
        }
        if (without.equals(subject)) {
            return false;
        }
        message.setSubject(without.strip(), "UTF-8");
        return true;
    }

    private static String without(String subject, String marker) {
        String wanted = marker.toLowerCase(Locale.ROOT);
        StringBuilder rest = new StringBuilder(subject);
        int at = subject.toLowerCase(Locale.ROOT).indexOf(wanted);
        while (at >= 0 && at + marker.length() <= rest.length()) {
            rest.delete(at, at + marker.length());
            if (at < rest.length()
                    && rest.charAt(at) == ' '
                    && (at == 0 || rest.charAt(at - 1) == ' ')) {
                rest.deleteCharAt(at);
            }
            at = rest.toString().toLowerCase(Locale.ROOT).indexOf(wanted);
        }
        return rest.toString();
    }
}
