package org.signet.portal.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.james.mime4j.stream.Field;
import org.signet.portal.message.MessageView.Attachment;
import org.signet.portal.message.MessageView.HeaderField;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Collects from a walk what a reader sees. */
final class ViewBuilder implements MimeWalk.Visitor {
    private static final List<String> SHOWN = List.of("From", "To", "Cc", "Date", "Subject");
    private static final String PLAIN = "text/plain";
    private static final String HTML = "text/html";
    private static final Pattern REMOTE = Pattern.compile("https://[!-~]{1,2000}");

    private final int textBytes;
    private final boolean remotePictures;
    private final InlinePictures pictures = new InlinePictures();
    private final Map<String, String> fields = new TreeMap<>();
    private final Map<String, String> texts = new TreeMap<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private final CorrespondenceReader correspondence = new CorrespondenceReader();
    private Optional<Part> first = Optional.empty();
    private boolean tooLong;

    ViewBuilder(int textBytes, boolean remotePictures) {
        this.textBytes = textBytes;
        this.remotePictures = remotePictures;
    }

    @Override
    public void field(Field field) {
        correspondence.field(field);
        for (String name : SHOWN) {
            if (name.equalsIgnoreCase(field.getName())) {
                fields.putIfAbsent(name, HeaderText.of(field));
            }
        }
    }

    @Override
    public boolean leaf(Part part, InputStream content) throws IOException {
        if (!isText(part)) {
            long taken = 0;
            if (part.contentId().isPresent() && part.type().startsWith("image/")) {
                taken = pictures.take(part.contentId().get(), content);
            }
            attach(part, taken + content.transferTo(OutputStream.nullOutputStream()));
            return true;
        }
        if (first.isEmpty()) {
            first = Optional.of(part);
        }
        byte[] bytes = content.readNBytes(textBytes + 1);
        if (bytes.length > textBytes) {
            tooLong = true;
            attach(part, bytes.length + content.transferTo(OutputStream.nullOutputStream()));
        } else {
            texts.put(part.type(), TextDecoder.decode(bytes, part.charset()));
        }
        return true;
    }

    /** Whether a leaf is the text, or the other form of the same text. */
    private boolean isText(Part part) {
        String type = part.type().toLowerCase(Locale.ROOT);
        if (part.attached() || !(type.equals(PLAIN) || type.equals(HTML))) {
            return false;
        }
        return first.isEmpty()
                || (part.alternative() != 0
                        && part.alternative() == first.get().alternative()
                        && !texts.containsKey(type)
                        && !type.equals(first.get().type()));
    }

    private Optional<String> picture(String src) {
        if (src.regionMatches(true, 0, "cid:", 0, 4)) {
            return pictures.address(contentId(src.substring(4)));
        }
        return Optional.of(src)
                .filter(address -> remotePictures && REMOTE.matcher(address).matches());
    }

    /** The name in a {@code cid:} address, whose escapes are undone (RFC 2392 §2). */
    private static String contentId(String escaped) {
        try {
            return URLDecoder.decode(escaped.replace("+", "%2B"), UTF_8);
        } catch (IllegalArgumentException e) {
            return escaped; // The escapes are none: the name may still be that of a part.
        }
    }

    private void attach(Part part, long bytes) {
        FileName name = FileName.of(part.name(), part.number(), part.type());
        attachments.add(new Attachment(part.number(), name, part.type(), bytes));
    }

    MessageView view() {
        List<HeaderField> shown = new ArrayList<>();
        for (String name : SHOWN) {
            String value = fields.get(name);
            if (value != null && !value.isEmpty()) {
                shown.add(new HeaderField(name, value));
            }
        }
        return new MessageView(
                shown,
                Optional.ofNullable(texts.get(PLAIN)),
                Optional.ofNullable(texts.get(HTML))
                        .map(html -> MailHtml.sanitise(html, this::picture)),
                tooLong,
                attachments,
                correspondence.correspondence());
    }
}
