package org.signet.smime.mime;

import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.util.ByteSequence;
import org.apache.james.mime4j.util.ContentUtil;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The media type of a part (RFC 2045 §5), or another field of the same form, such as {@code
 * Content-Disposition}.
 *
 * @param value what stands before the parameters, in lower case
 * @param parameters by their names in lower case; the first of two with one name
 */
public record ContentType(String value, Map<String, String> parameters) {
    public ContentType {
        parameters = Map.copyOf(parameters);
    }

    public static ContentType parse(String body) {
        RawBody raw = raw(body);
        Map<String, String> parameters = new LinkedHashMap<>();
        for (NameValuePair pair : raw.getParams()) {
            if (pair.getName() != null && pair.getValue() != null) {
                parameters.putIfAbsent(pair.getName().toLowerCase(Locale.ROOT), pair.getValue());
            }
        }
        String value = raw.getValue() == null ? "" : raw.getValue();
        return new ContentType(value.strip().toLowerCase(Locale.ROOT), parameters);
    }

    /** Parses; the parser reads UTF-8, and gets each of our characters as one of its own. */
    static RawBody raw(String body) {
        ByteSequence bytes = ContentUtil.encode(StandardCharsets.UTF_8, body.replace("\r\n", ""));
        return RawFieldParser.DEFAULT.parseRawBody(bytes, new ParserCursor(0, bytes.length()));
    }

    /** The type of the entity with this header, or the given one if it does not say. */
    public static ContentType of(Header header, String otherwise) {
        return header.first("Content-Type")
                .map(field -> parse(field.body()))
                .filter(type -> type.value().matches("[!-~&&[^/]]+/[!-~&&[^/]]+"))
                .orElseGet(() -> parse(otherwise));
    }

    public boolean is(String mediaType) {
        return value.equals(mediaType);
    }

    public boolean isMultipart() {
        return value.startsWith("multipart/");
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
