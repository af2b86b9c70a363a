package org.signet.smime.source;

import org.signet.smime.pem.Password;
import org.signet.smime.pem.UnusableFileException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a database is asked, from a properties file: {@code url}, {@code user}, {@code query}, {@code
 * timeout}, {@code cacheFound}, {@code cacheNone}. The password lies beside it, in a file of the
 * same name with {@code .password} behind it.
 *
 * @param query with one question mark for the address, and perhaps a second for its domain
 * @param timeout for a connection, and for the answer
 */
public record SqlSettings(
        Path file,
        String url,
        Optional<String> user,
        Optional<Password> password,
        String query,
        Duration timeout,
        Duration cacheFound,
        Duration cacheNone) {
    static final String H2 = "jdbc:h2:";
    static final String POSTGRESQL = "jdbc:postgresql:";

    private static final String QUERY = "SELECT of one column, with ? for the address";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Set<String> NAMES =
            Set.of("url", "user", "query", "timeout", "cacheFound", "cacheNone");

    /** Reads the settings; an error names the file, the setting, its value and what is allowed. */
    public static SqlSettings read(Path path) throws UnusableFileException {
        SettingsFile file = SettingsFile.read(path, NAMES);
        String urls = POSTGRESQL + "//HOST/NAME or " + H2 + "file:PATH";
        String url = file.required("url", urls);
        if (!url.startsWith(H2) && !url.startsWith(POSTGRESQL)) {
            throw file.refuse("url", "there is no driver for it", urls);
        }
        Duration timeout = file.duration("timeout", Duration.ofSeconds(5), Duration.ofMinutes(1));
        if (timeout.compareTo(SHORTEST) < 0) {
            throw file.refuse("timeout", "it is out of range", "PT1S to PT1M");
        }
        return new SqlSettings(
                path,
                url,
                file.optional("user"),
                Password.beside(path),
                query(file),
                timeout,
                file.duration("cacheFound", Duration.ofMinutes(10), Duration.ofDays(1)),
                file.duration("cacheNone", Duration.ofMinutes(1), Duration.ofDays(1)));
    }

    /** How many values the query takes. */
    int values() {
        return Math.toIntExact(query.chars().filter(each -> each == '?').count());
    }

    private static String query(SettingsFile file) throws UnusableFileException {
        String query = file.required("query", QUERY);
        long values = query.chars().filter(each -> each == '?').count();
        if (values < 1 || values > 2) {
            throw file.refuse(
                    "query",
                    "it has " + values + " question marks",
                    "one, for the address, or two, of which the second is for its domain");
        }
        return query;
    }
}
