package org.signet.portal.message;

import java.util.List;
import java.util.Optional;

/**
 * A message as a reader sees it. Holds plaintext: never to be logged.
 *
 * @param fields header fields worth showing, in a fixed order
 * @param plain the text, if there is one to show
 * @param html the text in HTML, sanitised, if there is one to show
 * @param tooLong whether some text is too long to be shown; it is listed as an attachment
 * @param correspondence what an answer needs
 */
public record MessageView(
        List<HeaderField> fields,
        Optional<String> plain,
        Optional<MailHtml.Sanitised> html,
        boolean tooLong,
        List<Attachment> attachments,
        Correspondence correspondence) {
    public MessageView {
        fields = List.copyOf(fields);
        attachments = List.copyOf(attachments);
    }

    /** A header field and its decoded value on one line. */
    public record HeaderField(String name, String value) {}

    /**
     * A part that is offered for download.
     *
     * @param number the part's place in the message, from 1
     * @param bytes its decoded length
     */
    public record Attachment(int number, FileName name, String type, long bytes) {}

    public Optional<String> subject() {
        return fields.stream()
                .filter(field -> field.name().equals("Subject"))
                .map(HeaderField::value)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    @Override
    public String toString() {
        return "MessageView[attachments=" + attachments.size() + "]";
    }
}
