package org.signet.rights;

import org.jspecify.annotations.Nullable;
import org.signet.rights.RightsException.Reason;
import org.signet.rights.store.RightsStore;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code signet-rights.properties}: every value is right, or the file is refused. */
final class SettingsReader {
    static final String FILE = "file://";

    private static final String JDBC_URL = "store.jdbc-url";
    private static final String USER = "store.user";
    private static final String PASSWORD = "store.password";
    private static final String TIMEOUT = "store.timeout";
    private static final String CONTENT = "store.content-directory";
    private static final String KEYSET = "keyset.file";
    private static final String KEYSET_PASSWORD = "keyset.password";
    private static final String PUBLIC_URL = "portal.public-url";
    private static final String PROCESSOR = "mail.processor";
    private static final String TEMPLATES = "templates.file";
    private static final String PORTAL = "portal.";

    private static final Set<String> KNOWN =
            new TreeSet<>(
                    List.of(
                            JDBC_URL,
                            USER,
                            PASSWORD,
                            TIMEOUT,
                            CONTENT,
                            KEYSET,
                            KEYSET_PASSWORD,
                            PUBLIC_URL,
                            PROCESSOR,
                            TEMPLATES));
    private static final Set<String> SECRET = Set.of(PASSWORD, KEYSET_PASSWORD);
    private static final Duration SHORTEST = Duration.ofMillis(250);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** A link is this, {@code /m/} and 43 characters, and stays shorter than 200. */
    private static final int LONGEST_PUBLIC_URL = 150;

    private static final Pattern PROCESSOR_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
    private static final String DATA = "file://var/signet/";

    private final Map<String, String> values;
    private final String fileName;
    private final RightsSettings.FileLocator files;

    SettingsReader(Map<String, String> values, String fileName, RightsSettings.FileLocator files) {
        this.values = values;
        this.fileName = fileName;
        this.files = files;
    }

    RightsSettings read() throws RightsException {
        refuseUnknown();
        return new RightsSettings(
                new RightsStore.Connection(
                        jdbcUrl(),
                        value(USER).orElse("signet"),
                        value(PASSWORD).orElse(""),
                        timeout()),
                file(CONTENT, DATA + "content"),
                file(KEYSET, DATA + "keyset.json"),
                value(KEYSET_PASSWORD),
                publicUrl(),
                processor(),
                templates(),
                portal(),
                fileName);
    }

    private void refuseUnknown() throws RightsException {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!KNOWN.contains(key) && !key.startsWith(PORTAL)) {
                throw refuse(
                        key,
                        "there is no such key",
                        String.join(", ", KNOWN) + ", and keys of the portal");
            }
        }
    }

    private String jdbcUrl() throws RightsException {
        Optional<String> given = value(JDBC_URL);
        if (given.isEmpty()) {
            return "jdbc:h2:file:" + file(JDBC_URL, DATA + "rights").toAbsolutePath();
        }
        String url = given.get();
        if (!RightsStore.supports(url)) {
            throw refuse(
                    JDBC_URL,
                    "it is not the URL of a supported database",
                    "a whole JDBC URL that starts with jdbc:h2: or jdbc:postgresql:");
        }
        return url;
    }

    private Duration timeout() throws RightsException {
        String allowed = "an ISO-8601 duration from " + SHORTEST + " to " + LONGEST;
        Optional<String> given = value(TIMEOUT);
        if (given.isEmpty()) {
            return Duration.ofSeconds(5);
        }
        try {
            Duration timeout = Duration.parse(given.get());
            if (timeout.compareTo(SHORTEST) >= 0 && timeout.compareTo(LONGEST) <= 0) {
                return timeout;
            }
        } catch (DateTimeParseException e) {
            throw refuse(TIMEOUT, "it is not a duration", allowed);
        }
        throw refuse(TIMEOUT, "it is out of range", allowed);
    }

    private Optional<Path> templates() throws RightsException {
        return value(TEMPLATES).isPresent() ? Optional.of(file(TEMPLATES, "")) : Optional.empty();
    }

    private Path file(String key, String otherwise) throws RightsException {
        String name = key.equals(JDBC_URL) ? otherwise : value(key).orElse(otherwise);
        String allowed = "file:// and a path below the directory of James, or an absolute path";
        try {
            Path path = files.locate(name);
            if (name.startsWith(FILE) || path.isAbsolute()) {
                return path;
            }
        } catch (IOException | InvalidPathException e) {
            throw refusal(fileName, key, name, "no file has this name", allowed, e);
        }
        throw refusal(fileName, key, name, "it is a relative path", allowed, null);
    }

    private URI publicUrl() throws RightsException {
        String allowed = "https://host[:port][/path], or http:// on a loopback address";
        String given =
                value(PUBLIC_URL).orElseThrow(() -> refuse(PUBLIC_URL, "it is required", allowed));
        try {
            URI url = new URI(given);
            String host = url.getHost();
            if (host == null
                    || url.getScheme() == null
                    || url.getRawUserInfo() != null
                    || url.getRawQuery() != null
                    || url.getRawFragment() != null
                    || given.length() > LONGEST_PUBLIC_URL
                    || !given.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
                throw refuse(
                        PUBLIC_URL,
                        "it is not the start of a link of at most "
                                + LONGEST_PUBLIC_URL
                                + " characters",
                        allowed);
            }
            checkScheme(url, host, allowed);
            return new URI(given.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw refuse(PUBLIC_URL, "it is not a URL", allowed);
        }
    }

    private void checkScheme(URI url, String host, String allowed) throws RightsException {
        switch (url.getScheme().toLowerCase(Locale.ROOT)) {
            case "https" -> {}
            case "http" -> {
                if (!LOOPBACK.matcher(host).matches()) {
                    throw refuse(
                            PUBLIC_URL, "links would be read over a clear connection", allowed);
                }
            }
            default -> throw refuse(PUBLIC_URL, "it is not a web address", allowed);
        }
    }

    private String processor() throws RightsException {
        String name = value(PROCESSOR).orElse("relay");
        if (!PROCESSOR_NAME.matcher(name).matches()) {
            throw refuse(PROCESSOR, "it is not the name of a processor", PROCESSOR_NAME.pattern());
        }
        return name;
    }

    private Map<String, String> portal() {
        Map<String, String> portal = new LinkedHashMap<>();
        values.forEach(
                (key, value) -> {
                    if (key.startsWith(PORTAL) && !key.equals(PUBLIC_URL)) {
                        portal.put(key, value);
                    }
                });
        return portal;
    }

    private Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private RightsException refuse(String key, String why, String allowed) {
        return refusal(fileName, key, values.getOrDefault(key, ""), why, allowed, null);
    }

    static RightsException refusal(
            String fileName,
            String key,
            String value,
            String why,
            String allowed,
            @Nullable Throwable cause) {
        return new RightsException(
                Reason.MISCONFIGURED,
                "%s: %s is '%s': %s; allowed: %s"
                        .formatted(
                                fileName,
                                key,
                                SECRET.contains(key) || key.contains("password")
                                        ? "(hidden)"
                                        : value,
                                why,
                                allowed),
                cause);
    }
}
