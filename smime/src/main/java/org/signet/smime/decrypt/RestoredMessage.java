package org.signet.smime.decrypt;

import org.signet.smime.headers.Authors;
import org.signet.smime.headers.ProtectedHeader;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;
import org.signet.smime.mime.MessageSource;
import org.signet.smime.mime.MimeBody;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A message as it was before it was encrypted: the header of the encrypted one, with the decrypted
 * entity as its body. Of the header of the entity the {@code Content-*} fields are taken.
 *
 * <p>Where header fields were encrypted along with the body (RFC 9788), they take the place of
 * those outside, and what users are shown is taken from nowhere else: a {@code Reply-To} that is
 * only outside was put there by nobody knows whom. One exception is From: where it differs from the
 * one outside, that one stays (RFC 9788 §4.4.3), since only that one was held against what the
 * sending domain allows; otherwise encryption would be a way around that.
 */
public final class RestoredMessage {
    private static final Set<String> SHOWN_TO_USERS =
            Set.of(
                    "from",
                    "sender",
                    "reply-to",
                    "to",
                    "cc",
                    "subject",
                    "date",
                    "message-id",
                    "in-reply-to",
                    "references",
                    "comments",
                    "keywords",
                    "followup-to");

    private final MessageSource entity;
    private final Header outside;
    private final Optional<Header> inside;
    private final boolean otherAuthor;

    private RestoredMessage(MessageSource entity, Header outside, Optional<Header> inside) {
        this.entity = entity;
        this.outside = outside;
        this.inside = inside;
        this.otherAuthor =
                inside.isPresent()
                        && !inside.get().all("From").isEmpty()
                        && !Authors.of(inside.get()).equals(Authors.of(outside));
    }

    public static RestoredMessage of(MessageSource encrypted, MessageSource entity)
            throws IOException {
        return new RestoredMessage(entity, Header.of(encrypted), protectedHeader(entity));
    }

    /**
     * Damage in a signature inside is for who verifies it, and no reason to keep a message back.
     */
    private static Optional<Header> protectedHeader(MessageSource entity) {
        try {
            return ProtectedHeader.of(entity);
        } catch (IOException | RuntimeException damaged) {
            return Optional.empty();
        }
    }

    /** Whether header fields were protected along with the body. */
    public boolean hasProtectedHeader() {
        return inside.isPresent();
    }

    /** Whether the author inside is not the one outside, who is kept. */
    public boolean hasOtherAuthor() {
        return otherAuthor;
    }

    /** The names of fields that say something else inside than outside, From included. */
    public List<String> differences() {
        return inside.stream()
                .flatMap(header -> header.fields().stream())
                .filter(RestoredMessage::isProtectedField)
                .filter(field -> !outside.all(field.name()).contains(field))
                .map(HeaderField::name)
                .distinct()
                .toList();
    }

    public void writeTo(OutputStream out) throws IOException {
        for (HeaderField field : outside.fields()) {
            if (isKept(field)) {
                field.writeTo(out);
            }
        }
        if (inside.isPresent()) {
            for (HeaderField field : inside.get().fields()) {
                if (isProtectedField(field) && !(otherAuthor && field.is("From"))) {
                    field.writeTo(out);
                }
            }
        }
        out.write("MIME-Version: 1.0\r\n".getBytes(StandardCharsets.US_ASCII));
        try (MimeBody body = MimeBody.open(entity)) {
            for (HeaderField field : body.header().fields()) {
                if (field.isContent()) {
                    field.writeTo(out);
                }
            }
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            body.raw().transferTo(out);
        }
    }

    private boolean isKept(HeaderField field) {
        if (field.isContent() || field.is("MIME-Version")) {
            return false;
        }
        if (inside.isEmpty() || (otherAuthor && field.is("From"))) {
            return true;
        }
        return inside.get().all(field.name()).isEmpty()
                && !SHOWN_TO_USERS.contains(field.name().toLowerCase(Locale.ROOT));
    }

    private static boolean isProtectedField(HeaderField field) {
        return !field.isContent() && !field.is("MIME-Version") && !field.is("HP-Outer");
    }
}
