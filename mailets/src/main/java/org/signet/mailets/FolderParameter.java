package org.signet.mailets;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.slf4j.Logger;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;

/** A parameter that names a folder, as a James URL or as an absolute path. */
record FolderParameter(String name, String value, Path path) {
    private static final String ALLOWED = "a folder, as file://conf/... or as an absolute path";

    static FolderParameter required(Parameters parameters, String name, FileSystem files)
            throws MessagingException {
        String value = parameters.required(name, ALLOWED);
        try {
            if (value.startsWith("file:")) {
                return new FolderParameter(name, value, files.getFile(value).toPath());
            }
        } catch (FileNotFoundException e) {
            throw parameters.refuse(name, value, "there is no such folder", ALLOWED);
        }
        if (!Path.of(value).isAbsolute()) {
            throw parameters.refuse(name, value, "it is neither of the two forms", ALLOWED);
        }
        return new FolderParameter(name, value, Path.of(value));
    }

    /** Reads the folder now, and again whenever it has changed; a failure then is only logged. */
    <T> Reloaded<T> load(
            Parameters parameters, Reloaded.Loader<T> loader, Clock clock, Logger logger)
            throws MessagingException {
        try {
            return new Reloaded<>(
                    path,
                    loader,
                    clock,
                    failure ->
                            logger.error(
                                    "{} has changed but cannot be used; what was read before"
                                            + " stays in use: {}",
                                    path,
                                    failure.getMessage()));
        } catch (UnusableFileException e) {
            throw parameters.refuse(name, value, e.why(), e.allowed());
        }
    }
}
