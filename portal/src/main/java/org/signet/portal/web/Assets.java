package org.signet.portal.web;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The style sheet, the mark and the note to robots. */
final class Assets implements HttpService {
    @Override
    public void routing(HttpRules rules) {
        asset(rules, "style.css", "text/css; charset=utf-8");
        asset(rules, "mark.svg", "image/svg+xml");
        asset(rules, "robots.txt", "text/plain; charset=utf-8");
    }

    private static void asset(HttpRules rules, String name, String type) {
        byte[] content = load(name);
        Routes.get(
                rules,
                "/" + name,
                (request, response) -> {
                    Answer.unspoken(response);
                    response.header(HeaderNames.CONTENT_TYPE, type);
                    response.send(content);
                });
    }

    private static byte[] load(String name) {
        try (InputStream input = Assets.class.getResourceAsStream(name)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return input.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
