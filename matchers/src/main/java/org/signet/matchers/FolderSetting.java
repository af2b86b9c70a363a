package org.signet.matchers;

import jakarta.mail.MessagingException;

import org.apache.james.filesystem.api.FileSystem;
import org.signet.smime.pem.Reloaded;
import org.signet.smime.pem.UnusableFileException;
import org.slf4j.Logger;

import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.time.Clock;

/** A text in the configuration of a matcher or mailet that names folders, or files. */
@FunctionalInterface
public interface FolderSetting {
    /** What a name of a folder must be. */
    String ALLOWED = "a folder, as file://conf/... or as an absolute path";

    /** The exception that stops the start because of the text. */
    MessagingException refuse(String why, String allowed);

    /** The folder of that name, as a James URL or as an absolute path. */
    default Path folder(String name, FileSystem files) throws MessagingException {
        try {
            if (name.startsWith("file:")) {
                return files.getFile(name).toPath();
            }
        } catch (FileNotFoundException e) {
            throw refuse("there is no such folder", ALLOWED);
        }
        if (name.isEmpty() || !Path.of(name).isAbsolute()) {
            throw refuse("it is neither of the two forms", ALLOWED);
        }
        return Path.of(name);
    }

    /** Reads a folder now, and again whenever it has changed; a failure then is only logged. */
    default <T> Reloaded<T> load(Path folder, Reloaded.Loader<T> loader, Clock clock, Logger logger)
            throws MessagingException {
        try {
            return new Reloaded<>(
                    folder,
                    loader,
                    clock,
                    failure ->
                            logger.error(
                                    "{} has changed but cannot be used; what was read before stays"
                                            + " in use: {}",
                                    folder,
                                    failure.getMessage()));
        } catch (UnusableFileException e) {
            throw refuse(e.why(), e.allowed());
        }
    }
}
