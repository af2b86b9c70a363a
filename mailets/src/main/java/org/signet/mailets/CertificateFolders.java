package org.signet.mailets;

import org.apache.commons.configuration2.Configuration;
import org.apache.commons.configuration2.ex.ConfigurationException;
import org.apache.james.filesystem.api.FileSystem;
import org.apache.james.utils.PropertiesProvider;

import java.io.FileNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads {@code conf/signet-certificates.properties}, whose only key is {@code folders}. */
final class CertificateFolders {
    private static final String NAME = "signet-certificates";
    private static final String FILE = "conf/" + NAME + ".properties";
    private static final String KEY = "folders";

    private CertificateFolders() {}

    /**
     * The folders in their order, one at least.
     *
     * @throws IllegalArgumentException if the file is missing or wrong, with what is allowed
     */
    static List<Path> of(PropertiesProvider properties, FileSystem files) {
        Configuration configuration = configuration(properties);
        for (Iterator<String> keys = configuration.getKeys(); keys.hasNext(); ) {
            String key = keys.next();
            if (!key.equals(KEY)) {
                throw refuse("there is no key " + key);
            }
        }
        List<Path> folders = new ArrayList<>();
        for (String each : configuration.getStringArray(KEY)) {
            folders.add(folder(each.strip(), files));
        }
        if (folders.isEmpty()) {
            throw refuse("it names no folder");
        }
        return folders;
    }

    private static Configuration configuration(PropertiesProvider properties) {
        try {
            return properties.getConfiguration(NAME);
        } catch (FileNotFoundException e) {
            throw new IllegalArgumentException(
                    FILE + ": there is no such file; CertificateRoutes needs it", e);
        } catch (ConfigurationException e) {
            throw new IllegalArgumentException(FILE + ": it is not a properties file", e);
        }
    }

    private static Path folder(String name, FileSystem files) {
        Path folder;
        try {
            folder =
                    name.startsWith(FileSystem.FILE_PROTOCOL)
                            ? files.getFile(name).toPath()
                            : Path.of(name);
        } catch (FileNotFoundException e) {
            throw refuse("there is no folder " + name);
        }
        boolean located = name.startsWith(FileSystem.FILE_PROTOCOL) || folder.isAbsolute();
        if (!located || !Files.isDirectory(folder)) {
            throw refuse("there is no folder " + name);
        }
        return folder;
    }

    private static IllegalArgumentException refuse(String why) {
        return new IllegalArgumentException(
                FILE
                        + ": "
                        + why
                        + "; allowed: "
                        + KEY
                        + " with folders, as file://conf/... or as absolute paths, divided by commas");
    }
}
