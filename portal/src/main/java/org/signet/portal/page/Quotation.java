package org.signet.portal.page;

import org.signet.portal.message.MessageView;
import org.signet.portal.message.PlainText;
import org.signet.portal.reply.Action;
import org.signet.portal.reply.Draft;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What stands in an answer before anything is written. */
public final class Quotation {
    private static final int LONGEST = Draft.LONGEST_TEXT / 2;
    private static final Pattern REPLY = Pattern.compile("(?i)^(re|aw|antw|sv|res|odp) ?:.*");
    private static final Pattern FORWARD = Pattern.compile("(?i)^(fwd?|wg|tr|rv|enc|pd) ?:.*");

    private Quotation() {}

    /**
     * A draft with the subject and the quoted text.
     *
     * @param id names the draft
     */
    public static Draft draft(
            String id, Action action, MessageView view, Letter letter, Words words) {
        String text = shortened(text(view), words);
        boolean forward = action == Action.FORWARD;
        return new Draft(
                id,
                "",
                subject(view.subject().orElse(""), forward),
                forward ? forwarded(view, text, words) : quoted(text, letter, words));
    }

    private static String subject(String subject, boolean forward) {
        boolean marked = (forward ? FORWARD : REPLY).matcher(subject).matches();
        String whole = marked ? subject : (forward ? "Fwd: " : "Re: ") + subject;
        return whole.length() <= Draft.LONGEST_SUBJECT
                ? whole
                : whole.substring(0, Draft.LONGEST_SUBJECT);
    }

    private static String text(MessageView view) {
        Optional<String> plain = view.plain().filter(text -> !text.isBlank());
        return plain.or(() -> view.html().map(PlainText::of)).orElse("").replace("\r\n", "\n");
    }

    private static String shortened(String text, Words words) {
        return text.length() <= LONGEST
                ? text
                : text.substring(0, LONGEST) + "\n" + words.of("write.shortened");
    }

    private static String quoted(String text, Letter letter, Words words) {
        String quote =
                text.strip()
                        .lines()
                        .map(line -> line.startsWith(">") ? ">" + line : "> " + line)
                        .collect(Collectors.joining("\n", "", "\n"));
        return "\n\n" + words.of("write.quoted", letter.sent(), letter.sender()) + "\n" + quote;
    }

    private static String forwarded(MessageView view, String text, Words words) {
        StringBuilder out = new StringBuilder("\n\n");
        out.append("-------- ").append(words.of("write.forwarded")).append(" --------\n");
        for (MessageView.HeaderField field : view.fields()) {
            out.append(field.name()).append(": ").append(field.value()).append('\n');
        }
        return out.append('\n').append(text.strip()).append('\n').toString();
    }
}
