package org.signet.smime.mime;

import java.util.ArrayList;
import java.util.List;

/**
 * How the header of a message is divided between the entity that is protected, and what stays
 * outside.
 */
public interface EntityHeader {
    /** Only what describes the body goes with it. */
    EntityHeader CONTENT = new ContentOnly();

    /** The fields of the entity; a {@code Content-Type} is added if none is among them. */
    List<HeaderField> inner(Header message);

    /** The fields outside, without those of MIME. */
    List<HeaderField> outer(Header message);

    /** RFC 8551 §3.1: the entity has the fields of MIME, the message all others. */
    final class ContentOnly implements EntityHeader {
        private ContentOnly() {}

        /** Of two types the first counts; a length would no longer be right. */
        @Override
        public List<HeaderField> inner(Header message) {
            List<HeaderField> fields = new ArrayList<>();
            boolean typed = false;
            for (HeaderField field : message.fields()) {
                boolean type = field.is("Content-Type");
                if (field.isContent() && !field.is("Content-Length") && !(type && typed)) {
                    fields.add(field);
                }
                typed |= type;
            }
            return fields;
        }

        @Override
        public List<HeaderField> outer(Header message) {
            return message.fields().stream()
                    .filter(field -> !field.isContent() && !field.is("MIME-Version"))
                    .toList();
        }
    }
}
