package org.signet.sandbox.web;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP request, its path cut at the slashes.
 *
 * @param method the method
 * @param path the segments of the path, decoded
 * @param query the parameters behind the path
 * @param body the content
 */
record Request(String method, List<String> path, Map<String, String> query, String body) {
    Request {
        path = List.copyOf(path);
        query = Map.copyOf(query);
    }

    static Request of(String method, String rawPath, String rawQuery, String body) {
        List<String> segments =
                Arrays.stream(rawPath.split("/", -1))
                        .filter(segment -> !segment.isEmpty())
                        .map(segment -> decode(segment.replace("+", "%2B")))
                        .toList();
        return new Request(method, segments, form(rawQuery), body);
    }

    /** The fields of a form in the body. */
    Map<String, String> form() {
        return form(body);
    }

    private static Map<String, String> form(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (!pair.isEmpty()) {
                fields.put(
                        decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new BadRequest("not percent-encoded properly: " + text);
        }
    }
}
