package org.signet.portal.message;

import org.owasp.html.HtmlSanitizer;

import java.util.List;
import java.util.Optional;

/** Puts the description of each picture in its place, in brackets, and counts the pictures. */
final class Pictures implements HtmlSanitizer.Policy {
    private final HtmlSanitizer.Policy next;
    private int count;

    Pictures(HtmlSanitizer.Policy next) {
        this.next = next;
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
        count++;
        value(attributes, "alt")
                .map(String::strip)
                .filter(alt -> !alt.isEmpty())
                .ifPresent(alt -> next.text("[" + alt + "]"));
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
