package org.signet.smime.headers;

import org.signet.smime.mime.ContentType;
import org.signet.smime.mime.EntityHeader;
import org.signet.smime.mime.Header;
import org.signet.smime.mime.HeaderField;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How the fields of a message's header are protected along with its body. */
public enum HeaderProtection implements EntityHeader {
    /** Not at all. */
    NONE,
    /** Against change: a copy of them is signed; those outside stay (RFC 9788 §2.1.1). */
    CLEAR,
    /** Against change and reading: the copy is encrypted; those outside say less. */
    CIPHER;

    private static final String HIDDEN_SUBJECT = "Subject: [...]";

    /** What is added on the way, or must not be told to all recipients. */
    private static final Set<String> OF_TRANSPORT =
            Set.of(
                    "received",
                    "return-path",
                    "delivered-to",
                    "bcc",
                    "mime-version",
                    "hp-outer",
                    "dkim-signature",
                    "domainkey-signature",
                    "authentication-results",
                    "received-spf",
                    "x-james-delivered-to");

    private static final List<String> OF_TRANSPORT_BY_PREFIX =
            List.of("content-", "arc-", "resent-", "x-original-", "x-spam");

    @Override
    public List<HeaderField> inner(Header header) {
        List<HeaderField> fields = new ArrayList<>(EntityHeader.CONTENT.inner(header));
        if (this == NONE) {
            return fields;
        }
        int type = indexOfType(fields);
        if (type < 0) {
            fields.add(marked(HeaderField.of("Content-Type: text/plain")));
        } else {
            fields.set(type, marked(fields.get(type)));
        }
        for (HeaderField field : header.fields()) {
            if (isProtected(field)) {
                fields.add(field);
            }
        }
        if (this == CIPHER) {
            for (HeaderField field : outer(header)) {
                if (isProtected(field)) {
                    fields.add(field.prefixed("HP-Outer"));
                }
            }
        }
        return fields;
    }

    /** What stands outside; with {@link #CIPHER} after the policy {@code hcp_baseline}. */
    @Override
    public List<HeaderField> outer(Header header) {
        List<HeaderField> fields = EntityHeader.CONTENT.outer(header);
        return this == CIPHER
                ? fields.stream().flatMap(field -> shown(field).stream()).toList()
                : fields;
    }

    private static Optional<HeaderField> shown(HeaderField field) {
        return switch (field.name().toLowerCase(Locale.ROOT)) {
            case "subject" -> Optional.of(HeaderField.of(HIDDEN_SUBJECT));
            case "keywords", "comments" -> Optional.empty();
            default -> Optional.of(field);
        };
    }

    private static boolean isProtected(HeaderField field) {
        String name = field.name().toLowerCase(Locale.ROOT);
        return !OF_TRANSPORT.contains(name)
                && OF_TRANSPORT_BY_PREFIX.stream().noneMatch(name::startsWith);
    }

    private static int indexOfType(List<HeaderField> fields) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).is("Content-Type")) {
                return i;
            }
        }
        return -1;
    }

    /** A mark that the field has already, from an outer layer or of somebody else, is replaced. */
    private HeaderField marked(HeaderField type) {
        HeaderField unmarked =
                ContentType.parse(type.body()).parameter("hp").isPresent()
                        ? type.withoutParameter("hp")
                        : type;
        return unmarked.withParameter("hp", name().toLowerCase(Locale.ROOT));
    }
}
