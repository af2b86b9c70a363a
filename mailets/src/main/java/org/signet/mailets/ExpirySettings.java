package org.signet.mailets;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.PropertiesProvider;
import org.signet.smime.expiry.ExpiryPlaces;
import org.signet.smime.expiry.ExpiryRule;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The settings of {@link ExpiryStartable}, whose documentation says what they mean. */
record ExpirySettings(ExpiryPlaces.Paths paths, ExpiryRule rule, boolean mail, Path lastWarning) {
    private static final String NAME = "signet-expiry";
    private static final String FILE = "conf/" + NAME + ".properties";
    private static final Set<String> KNOWN =
            new TreeSet<>(
                    Set.of("keys", "certificates", "roots", "lists", "days", "mail", "state"));
    private static final int MOST_DAYS = 365;

    /** Reads them as James reads its own properties files. */
    static ExpirySettings of(PropertiesProvider properties, FileSystem files) {
        try {
            return of(properties.getConfiguration(NAME), files);
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(
                    FILE + ": there is no such file; ExpiryStartable needs it", e);
        } catch (ConfigurationException e) {
            throw new IllegalStateException(FILE + ": it is not a properties file", e);
        }
    }

    private static ExpirySettings of(Configuration values, FileSystem files) {
        for (Iterator<String> names = values.getKeys(); names.hasNext(); ) {
            String name = names.next();
            if (!KNOWN.contains(name)) {
                throw refuse(name, values.getString(name), String.join(", ", KNOWN));
            }
        }
        ExpiryPlaces.Paths paths =
                new ExpiryPlaces.Paths(
                        paths(values, "keys", files),
                        paths(values, "certificates", files),
                        paths(values, "roots", files),
                        paths(values, "lists", files));
        if (paths.equals(new ExpiryPlaces.Paths(List.of(), List.of(), List.of(), List.of()))) {
            throw refuse("keys", "", "at least one of keys, certificates, roots, lists");
        }
        try {
            return new ExpirySettings(
                    paths,
                    new ExpiryRule(days(values.getString("days", "30").strip())),
                    mail(values.getString("mail", "true").strip()),
                    files.getBasedir()
                            .toPath()
                            .resolve(
                                    values.getString("state", "var/signet-expiry-warned").strip()));
        } catch (FileNotFoundException e) {
            throw new IllegalStateException(FILE + ": James has no working folder", e);
        }
    }

    private static List<Path> paths(Configuration values, String name, FileSystem files) {
        List<Path> paths = new ArrayList<>();
        for (String value : values.getStringArray(name)) {
            paths.add(path(name, value.strip(), files));
        }
        return paths;
    }

    private static Path path(String name, String value, FileSystem files) {
        String allowed = "what is there, as file://conf/... or as an absolute path";
        try {
            if (value.startsWith(FileSystem.FILE_PROTOCOL)) {
                return files.getFile(value).toPath();
            }
        } catch (FileNotFoundException e) {
            throw refuse(name, value, allowed);
        }
        if (!Path.of(value).isAbsolute()) {
            throw refuse(name, value, allowed);
        }
        return Path.of(value);
    }

    private static int days(String value) {
        String allowed = "a whole number from 1 to " + MOST_DAYS;
        try {
            int days = Integer.parseInt(value);
            if (days >= 1 && days <= MOST_DAYS) {
                return days;
            }
        } catch (NumberFormatException e) {
            throw refuse("days", value, allowed);
        }
        throw refuse("days", value, allowed);
    }

    private static boolean mail(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refuse("mail", value, "true, false");
        };
    }

    private static IllegalStateException refuse(String name, String value, String allowed) {
        return new IllegalStateException(
                "%s: %s is '%s'; allowed: %s".formatted(FILE, name, value, allowed));
    }
}
