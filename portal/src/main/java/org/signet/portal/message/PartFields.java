package org.signet.portal.message;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.MimeParameterMapping;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one part that say what it is: {@code Content-Type}, {@code -Disposition}. */
final class PartFields {
    private static final String TYPE = "content-type";
    private static final String DISPOSITION = "content-disposition";
    private static final String ID = "content-id";
    private static final Set<String> KNOWN = Set.of(TYPE, DISPOSITION, ID);

    private final Map<String, RawBody> bodies = new HashMap<>();

    /** Keeps a field if it is one of these; of several the first counts. */
    void add(Field field) {
        String name = field.getName().toLowerCase(Locale.ROOT);
        if (KNOWN.contains(name) && !bodies.containsKey(name)) {
            try {
                RawFieldParser parser = RawFieldParser.DEFAULT;
                bodies.put(name, parser.parseRawBody(parser.parseField(field.getRaw())));
            } catch (MimeException e) {
                throw new IllegalStateException("a field was read that has no colon", e);
            }
        }
    }

    /** A parameter, put together from its continuations and decoded (RFC 2231 §3, §4). */
    private Optional<String> parameter(String field, String parameter) {
        RawBody body = bodies.get(field);
        if (body == null) {
            return Optional.empty();
        }
        MimeParameterMapping mapping = new MimeParameterMapping();
        for (NameValuePair pair : body.getParams()) {
            if (pair.getValue() != null) {
                mapping.addParameter(pair.getName(), pair.getValue());
            }
        }
        return Optional.ofNullable(mapping.get(parameter)).filter(value -> !value.isBlank());
    }

    Optional<String> typeParameter(String parameter) {
        return parameter(TYPE, parameter);
    }

    /** The name in {@code Content-Disposition}, else the older one in {@code Content-Type}. */
    Optional<String> fileName() {
        return parameter(DISPOSITION, "filename")
                .or(() -> parameter(TYPE, "name"))
                .map(HeaderText::decode)
                .filter(name -> !name.isBlank());
    }

    /** {@code Content-ID} without its angle brackets (RFC 2392 §2). */
    Optional<String> contentId() {
        return Optional.ofNullable(bodies.get(ID))
                .map(body -> body.getValue().strip())
                .filter(id -> id.length() > 2 && id.startsWith("<") && id.endsWith(">"))
                .map(id -> id.substring(1, id.length() - 1));
    }

    boolean attached() {
        RawBody body = bodies.get(DISPOSITION);
        return body != null
                && body.getValue() != null
                && body.getValue().strip().equalsIgnoreCase("attachment");
    }
}
