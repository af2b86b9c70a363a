package org.signet.acceptance;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.FormElement;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Visits pages as a browser without JavaScript does: follows redirects, keeps cookies, fills forms.
 */
final class Browser {
    private final HttpClient http =
            HttpClient.newBuilder()
                    .cookieHandler(new CookieManager())
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .build();
    private Document page = new Document("");

    /** The page that is shown. */
    Document page() {
        return page;
    }

    Browser open(URI address) throws IOException, InterruptedException {
        show(http.send(request(address).GET().build(), BodyHandlers.ofString()));
        return this;
    }

    /** Types into a field of the page; its form is the one that {@link #press} sends. */
    Browser type(String field, String text) {
        page.selectFirst("input[name=" + field + "]").val(text);
        return this;
    }

    /** Presses the button with the given label. */
    Browser press(String label) throws IOException, InterruptedException {
        Element button = page.selectFirst("form:has(button:containsOwn(" + label + "))");
        if (!(button instanceof FormElement form)) {
            throw new IllegalStateException(
                    "No button «" + label + "» on the page:\n" + page.text());
        }
        String fields =
                form.formData().stream()
                        .map(field -> encode(field.key()) + "=" + encode(field.value()))
                        .collect(Collectors.joining("&"));
        URI action = URI.create(form.absUrl("action"));
        show(
                http.send(
                        request(action)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("Origin", origin(action))
                                .POST(BodyPublishers.ofString(fields))
                                .build(),
                        BodyHandlers.ofString()));
        return this;
    }

    /** Fetches what a link or frame of the page leads to. */
    byte[] fetch(String selector, String attribute) throws IOException, InterruptedException {
        Element element =
                Optional.ofNullable(page.selectFirst(selector))
                        .orElseThrow(
                                () -> new IllegalStateException("No " + selector + " on " + page));
        HttpResponse<byte[]> response =
                http.send(
                        request(URI.create(element.absUrl(attribute))).GET().build(),
                        BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException(response + " is no success");
        }
        return response.body();
    }

    private void show(HttpResponse<String> response) {
        page = Jsoup.parse(response.body(), response.uri().toString());
    }

    private static HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getAuthority();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
