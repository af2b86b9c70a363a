package org.signet.smime.key;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The name of keys in a PKCS#11 token (RFC 7512), as far as it is of use here:
 *
 * <pre>{@code
 * pkcs11:slot-id=4711;object=alice?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/etc/signet/pin
 * }</pre>
 *
 * <p>A token is chosen by its slot, since Java's provider cannot be asked for a label; that of the
 * first slot is taken where none is named. What cannot be obeyed is refused, the PIN in the URI
 * itself among it.
 *
 * @param module the library of the token
 * @param slot the slot that the token is in; none for the first
 * @param object the label of the certificate that lies beside the key; none for all keys
 * @param pin the file with the PIN
 */
record Pkcs11Uri(Path module, Optional<Long> slot, Optional<String> object, Path pin) {
    static final String SCHEME = "pkcs11:";
    static final String ALLOWED =
            "pkcs11:slot-id=N;object=LABEL?module-path=/LIBRARY&pin-source=file:/FILE, where"
                    + " slot-id and object may be left out";

    private static final int LONGEST = 4096;
    private static final Set<String> KNOWN =
            Set.of("slot-id", "object", "type", "module-path", "pin-source");

    /** What a line of the provider's configuration can hold without quoting. */
    private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9/._+-]+");

    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException if it is none, or cannot be obeyed; never with a PIN
     */
    static Pkcs11Uri parse(String text) {
        String uri = text.strip();
        if (!uri.startsWith(SCHEME) || uri.length() > LONGEST) {
            throw new IllegalArgumentException("it does not begin with " + SCHEME);
        }
        String[] halves = uri.substring(SCHEME.length()).split("\\?", 2);
        Map<String, String> attributes = new LinkedHashMap<>();
        read(halves[0], ";", attributes);
        read(halves.length > 1 ? halves[1] : "", "&", attributes);
        if (!attributes.getOrDefault("type", "private").equals("private")) {
            throw new IllegalArgumentException("type is not private");
        }
        String module = attributes.getOrDefault("module-path", "");
        String pin = attributes.getOrDefault("pin-source", "").replaceFirst("^file:(//)?", "");
        if (!PLAIN_PATH.matcher(module).matches()) {
            throw new IllegalArgumentException("module-path is not a plain absolute path");
        }
        if (!pin.startsWith("/")) {
            throw new IllegalArgumentException("pin-source is not file: with an absolute path");
        }
        return new Pkcs11Uri(
                Path.of(module),
                Optional.ofNullable(attributes.get("slot-id")).map(Pkcs11Uri::number),
                Optional.ofNullable(attributes.get("object")),
                Path.of(pin));
    }

    private static void read(String text, String separator, Map<String, String> attributes) {
        for (String each : text.split(separator, -1)) {
            String[] parts = each.split("=", 2);
            if (each.isEmpty()) {
                continue;
            }
            // The value may be a PIN.
            if (parts.length < 2 || !KNOWN.contains(parts[0])) {
                throw new IllegalArgumentException("'" + parts[0] + "' is not known here");
            }
            // A plus sign stands for itself here.
            String value = URLDecoder.decode(parts[1].replace("+", "%2B"), StandardCharsets.UTF_8);
            if (attributes.put(parts[0], value) != null) {
                throw new IllegalArgumentException("'" + parts[0] + "' is there twice");
            }
        }
    }

    private static Long number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("slot-id is not a number");
        }
        return Long.valueOf(text);
    }
}
