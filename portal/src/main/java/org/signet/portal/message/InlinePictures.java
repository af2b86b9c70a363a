package org.signet.portal.message;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/**
 * Pictures that a text shows out of its own message ({@code cid:}, RFC 2392), as {@code data:}
 * addresses.
 *
 * <p>The frame has no origin of its own and so gets no cookie: a picture behind an address would
 * have to be open to whoever knows it. Inside the document it is as closed as the document. The
 * type is what the bytes say, and only of four kinds that hold no script.
 */
final class InlinePictures {
    /** What all pictures of a message may have together, in bytes. */
    static final int MOST_BYTES = 4 * 1024 * 1024;

    private static final Map<String, String> SIGNATURES =
            Map.of(
                    "89504e470d0a1a0a", "image/png",
                    "ffd8ff", "image/jpeg",
                    "474946383761", "image/gif",
                    "474946383961", "image/gif");

    private final Map<String, String> addresses = new HashMap<>();
    private int left = MOST_BYTES;

    /** Takes a picture if there is room; returns how many bytes were read. */
    long take(String contentId, InputStream content) throws IOException {
        byte[] bytes = content.readNBytes(left + 1);
        Optional<String> type = type(bytes);
        if (bytes.length <= left && type.isPresent()) {
            left -= bytes.length;
            addresses.putIfAbsent(
                    contentId,
                    "data:" + type.get() + ";base64," + Base64.getEncoder().encodeToString(bytes));
        }
        return bytes.length;
    }

    private static Optional<String> type(byte[] bytes) {
        String start = HexFormat.of().formatHex(Arrays.copyOf(bytes, Math.min(bytes.length, 12)));
        if (start.startsWith("52494646") && start.endsWith("57454250")) {
            return Optional.of("image/webp");
        }
        return SIGNATURES.entrySet().stream()
                .filter(signature -> start.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The address to put in the place of {@code cid:<contentId>}. */
    Optional<String> address(String contentId) {
        return Optional.ofNullable(addresses.get(contentId));
    }
}
