package org.signet.portal.page;

import org.signet.portal.message.MailHtml;
import org.signet.portal.message.MessageView;
import org.signet.portal.message.MessageView.HeaderField;
import org.signet.portal.message.PlainText;
import org.signet.portal.reply.Action;
import org.signet.rights.licence.Licence;
import org.signet.rights.template.Right;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A message as the page shows it.
 *
 * @param html whether the frame has something to show
 * @param plain the text, empty if there is none
 * @param downloads whether the rights allow attachments to be saved
 * @param prints whether the rights allow printing
 * @param remotePictures whether pictures from elsewhere are shown
 * @param exports whether the rights allow the whole message to be saved
 * @param height how much room the frame gets
 * @param actions the ways to answer that the rights allow
 */
public record Shown(
        String subject,
        List<HeaderField> fields,
        boolean html,
        String plain,
        int picturesLeftOut,
        boolean tooLong,
        List<Download> attachments,
        boolean downloads,
        boolean prints,
        List<Action> actions,
        boolean remotePictures,
        boolean exports,
        Height height) {
    /** About how many characters stand in a line of the frame. */
    private static final int LINE = 60;

    /** The name of a time zone that many programs put behind a date (RFC 5322 §3.3). */
    private static final Pattern COMMENT = Pattern.compile(" *\\([^()]{0,40}\\) *$");

    public Shown {
        actions = List.copyOf(actions);
        fields = List.copyOf(fields);
        attachments = List.copyOf(attachments);
    }

    /** An attachment in the list. */
    public record Download(int number, String name, String size) {}

    public static Shown of(MessageView view, Licence licence, boolean remotePictures, Words words) {
        return new Shown(
                view.subject().orElse(words.of("message.no-subject")),
                view.fields().stream()
                        .filter(field -> !field.name().equals("Subject"))
                        .map(field -> readable(field, words))
                        .toList(),
                view.html().isPresent(),
                view.plain().orElse(""),
                view.html().map(html -> html.picturesLeftOut()).orElse(0),
                view.tooLong(),
                view.attachments().stream().map(attachment -> download(attachment, words)).toList(),
                licence.allows(Right.EXTRACT),
                licence.allows(Right.PRINT),
                Stream.of(Action.values()).filter(a -> licence.allows(a.right())).toList(),
                remotePictures,
                licence.allows(Right.EXPORT),
                view.html().map(Shown::height).orElse(Height.SHORT));
    }

    /** How high the frame is: it cannot ask its document, which has no scripts. */
    enum Height {
        SHORT,
        MIDDLE,
        TALL
    }

    private static Height height(MailHtml.Sanitised html) {
        if (html.html().contains("<img ")) {
            return Height.TALL;
        }
        int lines = PlainText.of(html).lines().mapToInt(line -> 1 + line.length() / LINE).sum();
        return lines <= 14 ? Height.SHORT : lines <= 26 ? Height.MIDDLE : Height.TALL;
    }

    boolean answers() {
        return !actions.isEmpty();
    }

    /** A date in the form of the other times on the page, if it is well-formed. */
    private static HeaderField readable(HeaderField field, Words words) {
        String name = words.of("message." + field.name());
        if (!field.name().equals("Date")) {
            return new HeaderField(name, field.value());
        }
        try {
            String date = COMMENT.matcher(field.value()).replaceFirst("");
            Instant at = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
            return new HeaderField(name, words.time(at));
        } catch (DateTimeException e) {
            return new HeaderField(name, field.value());
        }
    }

    private static Download download(MessageView.Attachment attachment, Words words) {
        return new Download(
                attachment.number(), attachment.name().text(), size(attachment.bytes(), words));
    }

    private static String size(long bytes, Words words) {
        if (bytes < 1000) {
            return words.of("message.bytes", bytes);
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.0f kB", bytes / 1e3);
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    @Override
    public String toString() {
        return "Shown[attachments=" + attachments.size() + "]";
    }
}
