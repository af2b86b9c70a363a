package org.signet.portal.reply;

import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawFieldParser;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a part of a form says about itself (RFC 7578 §4.2). */
final class FormPart {
    private final Map<String, String> parameters = new HashMap<>();
    private String type = "text/plain";

    void add(Field field) throws MimeException {
        RawFieldParser parser = RawFieldParser.DEFAULT;
        RawBody body = parser.parseRawBody(parser.parseField(field.getRaw()));
        switch (field.getName().toLowerCase(Locale.ROOT)) {
            case "content-disposition" -> {
                for (NameValuePair pair : body.getParams()) {
                    String value = pair.getValue() == null ? "" : pair.getValue();
                    parameters.putIfAbsent(pair.getName().toLowerCase(Locale.ROOT), utf8(value));
                }
            }
            case "content-type" ->
                    type = String.valueOf(body.getValue()).strip().toLowerCase(Locale.ROOT);
            default -> {
                // RFC 7578 §4.8: other fields are ignored.
            }
        }
    }

    /** Browsers send the bytes of UTF-8, which the parser takes for one character each. */
    private static String utf8(String octets) {
        boolean bytes = octets.chars().allMatch(c -> c < 256);
        return bytes
                ? new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)
                : octets;
    }

    String name() {
        return parameters.getOrDefault("name", "");
    }

    /** The name that browsers give a file, with the three characters they escape put back. */
    Optional<String> fileName() {
        return Optional.ofNullable(parameters.get("filename"))
                .map(name -> name.replace("%22", "\"").replace("%0D", " ").replace("%0A", " "));
    }

    String type() {
        return type;
    }
}
