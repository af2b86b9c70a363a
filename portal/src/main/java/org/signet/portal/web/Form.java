package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form that was sent, read up to a limit. */
final class Form {
    /** The longest form that is taken. */
    static final int LONGEST = 4096;

    /**
     * The longest body that is read at all. What lies between the two is read and dropped, so that
     * the sender gets to see the answer; with more, the connection is closed.
     */
    static final int LONGEST_BODY = 64 * 1024;

    private static final String TYPE = "application/x-www-form-urlencoded";

    private final Map<String, String> fields;

    private Form(Map<String, String> fields) {
        this.fields = fields;
    }

    /** What a body is. */
    sealed interface Body {
        record Fields(Form form) implements Body {}

        record TooLong() implements Body {}

        record NoForm() implements Body {}
    }

    /** Reads the body of a request. */
    static Body read(ServerRequest request) throws IOException {
        byte[] body;
        try (InputStream input = request.content().inputStream()) {
            body = input.readNBytes(LONGEST + 1);
            input.skip(LONGEST_BODY);
        }
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (body.length > LONGEST) {
            return new Body.TooLong();
        }
        if (!type.split(";", -1)[0].strip().equalsIgnoreCase(TYPE)) {
            return new Body.NoForm();
        }
        return parse(body).<Body>map(Body.Fields::new).orElseGet(Body.NoForm::new);
    }

    private static Optional<Form> parse(byte[] body) {
        Map<String, String> fields = new HashMap<>();
        for (String pair : new String(body, StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                try {
                    fields.putIfAbsent(
                            decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
                } catch (IllegalArgumentException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Form(fields));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }
}
