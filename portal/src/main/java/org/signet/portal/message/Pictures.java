package org.signet.portal.message;

import org.owasp.html.HtmlSanitizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lets through the pictures that may be shown, with an address that it gives them; puts the
 * description of each other one in its place, in brackets, and counts those.
 */
final class Pictures implements HtmlSanitizer.Policy {
    private final HtmlSanitizer.Policy next;
    private final PictureSource source;
    private int count;

    Pictures(HtmlSanitizer.Policy next, PictureSource source) {
        this.next = next;
        this.source = source;
    }

    int count() {
        return count;
    }

    @Override
    public void openDocument() {
        next.openDocument();
    }

    @Override
    public void closeDocument() {
        next.closeDocument();
    }

    @Override
    public void openTag(String element, List<String> attributes) {
        if (value(attributes, "background").isPresent()) {
            count++;
        }
        if (!element.equals("img")) {
            next.openTag(element, attributes);
            return;
        }
        Optional<String> shown = value(attributes, "src").flatMap(source::address);
        if (shown.isPresent()) {
            picture(shown.get(), attributes);
        } else {
            count++;
            alternative(attributes).ifPresent(alt -> next.text("[" + alt + "]"));
        }
    }

    private void picture(String address, List<String> attributes) {
        List<String> kept = new ArrayList<>(List.of("src", address));
        kept.addAll(List.of("alt", alternative(attributes).orElse("")));
        for (String size : List.of("width", "height")) {
            value(attributes, size).ifPresent(value -> kept.addAll(List.of(size, value)));
        }
        next.openTag("img", kept);
    }

    private static Optional<String> alternative(List<String> attributes) {
        return value(attributes, "alt").map(String::strip).filter(alt -> !alt.isEmpty());
    }

    @Override
    public void closeTag(String element) {
        if (!element.equals("img")) {
            next.closeTag(element);
        }
    }

    @Override
    public void text(String text) {
        next.text(text);
    }

    private static Optional<String> value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return Optional.of(attributes.get(i + 1));
            }
        }
        return Optional.empty();
    }
}
